"""Whatever comes and goes: each page hears of each event once, in order, and of nothing it may not hear of."""

import asyncio
import json
import re
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.journal.actions import OWN
from samskab.live import room
from samskab.live.doors import Doorkeeper
from samskab.live.events import Event
from samskab.live.guests import Claim, Guest
from samskab.live.listener import Listener
from samskab.live.room import Full, Room
from samskab.projects.access import MAY, Role

FRAME = re.compile(r"id: (\d+)\ndata: (.*)\n\n")
EVERYTHING = MAY[Role.COORDINATOR]


class Journal:
    """A journal in memory: asked as the database is, and followed as the database is."""

    latest = None

    def __init__(self):
        Journal.latest = self
        self.is_told = False
        self.entries = []
        self.shut_out = set()
        self.told_of = 0
        self.lines = []
        self._news = asyncio.Event()

    def write(self, project_id, subject="section", person=None, subject_id=None):
        number = len(self.entries) + 1
        self.entries.append(Event(number, project_id, "written", subject, subject_id, person=person))
        self.is_told = False
        self._news.set()
        return number

    async def ask(self, question, *args, **facts):
        for _ in range(5):
            await asyncio.sleep(0)
        return getattr(self, question.__name__)(*args, **facts)

    def admitted(self, claims):
        return {one: guest(int(one.session_key)) for one in claims if int(one.session_key) not in self.shut_out}

    def ends(self, projects):
        last = {entry.project_id: entry.id for entry in self.entries}
        return {project: last[project] for project in projects if project in last}

    def between(self, project_id, since, upto, *, most):
        return [one for one in self.entries if one.project_id == project_id and since < one.id <= upto][:most]

    async def begin(self):
        self.told_of = len(self.entries)

    async def end(self):
        pass

    async def stands_at(self, project_id):
        return self.told_of

    def look_at(self, project_id):
        pass

    async def news(self, cursor):
        while self.told_of == len(self.entries):
            self._news.clear()
            self.is_told = True
            await self._news.wait()
        self.is_told = False
        new = self.entries[max(0, self.told_of - 2) :]  # a follower may repeat, and leaves nothing out
        self.told_of = len(self.entries)
        return new


def guest(user_id, project_id=1, may=EVERYTHING):
    return Guest(user_id, project_id, may)


class Page:
    """What one page was sent, over all the lines it has had."""

    def __init__(self, place, who=None, since=-1):
        self.room, self.guest, self.cursor = place, who or guest(7), since
        self.heard, self.told, self.sent = [], [], b""
        self.reads = asyncio.Event()
        self.reads.set()
        self.begin()

    def begin(self):
        self.listener = Listener(Claim(str(self.guest.user_id), "x"), self.guest, self.cursor, self.send, lambda: None)
        self.task = asyncio.ensure_future(self.room.listen(self.listener))
        self.room._follower.lines.append(self.task)

    async def send(self, event):
        await self.reads.wait()
        self.sent += event.get("body", b"")
        words = event.get("body", b"").decode()
        for number, told in FRAME.findall(words):
            self.heard.append(int(number))
            self.told.append(json.loads(told))
        if numbers := re.findall(r"^id: (\d+)$", words, re.M):
            self.cursor = int(numbers[-1])

    async def leave(self):
        self.listener.leave()
        await self.task


async def quiet():
    """Everything that can be told by now has been."""
    for _ in range(100):
        await asyncio.sleep(0.001)
        if Journal.latest.is_told:
            break
    for _ in range(60):
        await asyncio.sleep(0)


@asynccontextmanager
async def gathering(**facts):
    journal = Journal()
    place = Room(journal, journal, Doorkeeper(journal), **facts)
    yield journal, place
    place.close()
    await asyncio.gather(*journal.lines, return_exceptions=True)


def together(scene):
    async def play():
        async with gathering() as (journal, place):
            await scene(journal, place)

    asyncio.run(asyncio.wait_for(play(), 20))


# --- Each event once ----------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(1, 2), st.integers(1, 6)),
        st.tuples(st.just("cut"), st.integers(0, 3)),
        st.tuples(st.just("stall"), st.integers(0, 3)),
        st.tuples(st.just("wait"), st.integers(1, 8)),
        st.tuples(st.just("fall"), st.just(0)),
    ),
    max_size=25,
)


class Day:
    """Four pages in two projects, and what happens to them."""

    def __init__(self):
        self.journal = Journal()
        for number in range(5):
            self.journal.write(1 + number % 2)
        self.room, self.since = self.open(), [0, 2, 5, 5]
        self.pages = [Page(self.room, guest(number, 1 + number % 2), self.since[number]) for number in range(4)]

    def open(self):
        return Room(self.journal, self.journal, Doorkeeper(self.journal))

    async def write(self, project_id, times):
        for _ in range(times):
            self.journal.write(project_id)

    async def cut(self, number):
        await cut(self.pages[number])

    async def stall(self, number):
        self.pages[number].reads.clear()

    async def wait(self, turns):
        for _ in range(turns):
            await asyncio.sleep(0)

    async def fall(self, _):
        """The server is another from now on."""
        self.room = self.open()
        for page in self.pages:
            page.room = self.room
            await cut(page)

    async def end(self):
        for page in self.pages:
            page.reads.set()
        for _ in range(100):
            await quiet()
            if all(len(page.heard) >= len(self.wanted(number)) for number, page in enumerate(self.pages)):
                break
        await quiet()
        self.room.close()
        await asyncio.gather(*self.journal.lines, return_exceptions=True)

    def wanted(self, number):
        project_id, since = 1 + number % 2, self.since[number]
        return [one.id for one in self.journal.entries if one.project_id == project_id and one.id > since]


@settings(deadline=None, max_examples=150)
@given(steps=STEPS, kept=st.integers(1, 8))
def test_each_page_hears_of_each_event_in_its_project_once_and_in_order(steps, kept):
    async def play():
        day = Day()
        for step, *facts in steps:
            await getattr(day, step)(*facts)
        await day.end()
        return day

    before, room.KEPT = room.KEPT, kept
    try:
        day = asyncio.run(asyncio.wait_for(play(), 20))
    finally:
        room.KEPT = before
    assert [page.heard for page in day.pages] == [day.wanted(number) for number in range(4)]


async def cut(page):
    """The line is lost, whatever was on its way; the page comes back with the last id it has."""
    page.task.cancel()
    await asyncio.gather(page.task, return_exceptions=True)
    page.reads.set()
    page.begin()


def test_a_new_page_hears_from_now_on():
    async def scene(journal, place):
        journal.write(1)
        page = Page(place)
        await quiet()
        journal.write(1)
        await quiet()
        assert page.heard == [2]

    together(scene)


def test_a_page_made_a_moment_before_it_listens_misses_nothing():
    async def scene(journal, place):
        first = Page(place)
        await quiet()
        shown = journal.write(1)
        missed = [journal.write(1), journal.write(2), journal.write(1)]
        page = Page(place, since=shown)
        await quiet()
        assert page.heard == [missed[0], missed[2]] and first.heard == [shown, missed[0], missed[2]]

    together(scene)


def test_a_page_that_says_it_has_heard_more_than_there_is_hears_what_comes():
    async def scene(journal, place):
        journal.write(1)
        page = Page(place, since=10**9)
        await quiet()
        journal.write(1)
        await quiet()
        assert page.heard == [2]

    together(scene)


def test_who_heard_of_things_they_may_not_know_comes_back_past_them():
    async def scene(journal, place):
        reader = Page(place, Guest(7, 1, MAY[Role.READER]))
        await quiet()
        for _ in range(5):
            journal.write(1, "voice")
        await quiet()
        reader.listener.beat()
        await quiet()
        assert reader.heard == [] and reader.cursor == 5

    together(scene)


def test_somebody_slow_holds_nobody_up_and_is_told_the_rest_at_once():
    async def scene(journal, place):
        slow, quick = Page(place), Page(place, guest(8))
        await quiet()
        slow.reads.clear()
        for _ in range(10):
            journal.write(1)
            await quiet()
        assert len(quick.heard) == 10 and slow.heard == []
        slow.reads.set()
        await quiet()
        assert slow.heard == quick.heard

    together(scene)


# --- What is said ------------------------------------------------------------------------------------------------


def test_ones_own_acts_are_said_to_be_ones_own():
    async def scene(journal, place):
        amina, bo = Page(place, guest(7)), Page(place, guest(8))
        await quiet()
        journal.write(1, person=8)
        journal.write(1, person=None)
        await quiet()
        assert [told["by"] for told in amina.told] == ["another", "another"]
        assert [told["by"] for told in bo.told] == ["you", "another"]

    together(scene)


def test_a_reader_hears_of_no_voice():
    async def scene(journal, place):
        reader = Page(place, Guest(7, 1, MAY[Role.READER]))
        await quiet()
        journal.write(1, "voice")
        journal.write(1, "source")
        plan = journal.write(1, "activity")
        await quiet()
        assert reader.heard == [plan] and b"voice" not in reader.sent

    together(scene)


# --- Who may listen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("project_id,subject,subject_id", [(1, "membership", 99), (OWN, "user", 7)])
def test_who_is_shut_out_hears_nothing_after_it(project_id, subject, subject_id):
    async def scene(journal, place):
        carl, bo = Page(place, guest(7)), Page(place, guest(8))
        await quiet()
        before = journal.write(1)
        await quiet()
        journal.shut_out.add(7)
        journal.write(project_id, subject, subject_id=subject_id)
        after = journal.write(1)
        await quiet()
        assert carl.heard == [before] and carl.task.done()
        assert after in bo.heard and not bo.task.done()

    together(scene)


def test_whose_role_is_another_hears_as_that_role_does(monkeypatch):
    async def scene(journal, place):
        bo = Page(place, guest(8))
        await quiet()
        monkeypatch.setattr(journal, "admitted", lambda claims: {one: guest(8, may=MAY[Role.READER]) for one in claims})
        changed = journal.write(1, "membership", subject_id=5)
        journal.write(1, "voice")
        await quiet()
        assert bo.heard == [changed]

    together(scene)


def test_when_nobody_can_say_who_may_listen_those_concerned_are_let_go(monkeypatch):
    async def scene(journal, place):
        def fails(claims):
            raise OSError

        bo = Page(place, guest(8))
        await quiet()
        monkeypatch.setattr(journal, "admitted", fails)
        journal.write(1, "membership", subject_id=5)
        await quiet()
        assert bo.task.done() and bo.heard == []

    together(scene)


def test_a_visit_that_ran_out_is_noticed_without_the_journal(monkeypatch):
    monkeypatch.setattr(room, "CHECK", 0.01)

    async def scene(journal, place):
        bo = Page(place, guest(8))
        await quiet()
        journal.shut_out.add(8)
        await asyncio.wait_for(bo.task, 5)

    together(scene)


def test_one_person_has_so_many_lines_and_all_have_so_many_together():
    async def play():
        async with gathering(most=room.MOST_EACH + 2) as (_journal, place):
            own = [Page(place, guest(7)) for _ in range(room.MOST_EACH + 1)]
            await quiet()
            with pytest.raises(Full):
                await own[-1].task
            others = [Page(place, guest(number)) for number in (8, 9, 10)]
            await quiet()
            with pytest.raises(Full):
                await others[-1].task
            await own[0].leave()
            assert not (await quiet()) and len(place.listeners) == room.MOST_EACH + 1

    asyncio.run(asyncio.wait_for(play(), 20))


# --- Coming and going ---------------------------------------------------------------------------------------------


def test_the_journal_is_followed_only_while_somebody_listens():
    async def scene(journal, place):
        page = Page(place)
        await quiet()
        assert len(place._tasks) == 3 and place._channels.keys() == {OWN, 1}
        await page.leave()
        assert place._tasks == [] and place._channels == {}
        again = Page(place, since=0)
        journal.write(1)
        await quiet()
        assert again.heard == [1]

    together(scene)


def test_a_stop_lets_everybody_out_and_nobody_in():
    async def scene(_journal, place):
        page = Page(place)
        await quiet()
        place.close()
        await page.task
        with pytest.raises(Full):
            await Page(place).task

    together(scene)


def test_who_takes_nothing_in_is_cut_off(monkeypatch):
    monkeypatch.setattr(room, "STUCK", 0.0)

    async def scene(journal, place):
        page = Page(place)
        await quiet()
        cut = asyncio.Event()
        page.listener.hang_up = cut.set
        page.reads.clear()
        journal.write(1)
        await asyncio.wait_for(cut.wait(), 5)
        page.reads.set()

    together(scene)


def test_a_line_nobody_says_anything_on_is_kept_open(monkeypatch):
    monkeypatch.setattr(room, "BEAT", 0.0)

    async def scene(_journal, place):
        page = Page(place)
        while b":\nid: 0\n\n" not in page.sent:
            await asyncio.sleep(0.01)

    together(scene)


def test_a_journal_that_cannot_be_read_for_a_while_is_followed_again(monkeypatch):
    monkeypatch.setattr(room, "AGAIN", 0.01)

    async def scene(journal, place):
        page = Page(place)
        await quiet()
        news = journal.news

        async def fails(cursor):
            journal.news = news
            raise OSError

        journal.news = fails
        journal.write(1)
        await asyncio.sleep(0.1)
        journal.write(1)
        await asyncio.sleep(0.1)
        assert page.heard == [1, 2]

    together(scene)
