"""What stays the same is read once; what somebody does is there at the next look, and for everybody."""

import gc
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samskab.ground.dates import When
from samskab.meaning.framing.actions import reframe
from samskab.meaning.themes.actions import tie, write_insight
from samskab.people.actions import close
from samskab.projects.access import Role
from samskab.projects.document.actions import add_principle
from samskab.projects.permission import membership_of
from samskab.projects.plan.actions import mark_held, plan_activity
from samskab.projects.plan.promises import owe
from samskab.projects.remembering import while_nothing_happens
from samskab.projects.team.actions import add_member, end_place
from samskab.publishing.postcards.actions import Choice, choose, make_postcard, publish
from samskab.publishing.thread.knots import VoiceKnot
from samskab.trials.tracks.actions import lay_track, step
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.second_reading import doubt
from tests.checked import look_through

WORDS = "Jeg ventede i elleve uger."


def look(client, project, rest=""):
    """(the page, how many questions it asked)"""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/p/{project.slug}/{rest}")
    assert page.status_code == 200
    return page.content.decode(), len(asked)


@pytest.fixture
def voice(project, by_amina):
    return capture(project, Told(WORDS, standing="citizen", sector="civil"), by=by_amina)


@pytest.fixture
def insight(project, voice, by_amina):
    made = write_insight(project, "Ventetid slider.", by=by_amina)
    tie(made, voice, "supports", by=by_amina)
    return made


def test_a_second_look_reads_little_and_says_the_same(project, insight, as_amina):
    look(as_amina, project)
    first, _asked = look(as_amina, project)
    again, few = look(as_amina, project)
    cache.clear()
    anew, many = look(as_amina, project)
    assert few * 2 < many and without_secrets(again) == without_secrets(anew) == without_secrets(first)


def without_secrets(page):
    """Without the lines that are another each time."""
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]


def acts(project, insight, amina, by, day):
    """Whatever is done that the page tells of, one after the other: (what then stands there)."""
    yield "I-2", write_insight(project, "Ingen ringer tilbage.", by=by)
    track = lay_track(project, "proposal", "Aftenlinjen", insights=[insight], by=by)
    yield "Aftenlinjen", track
    yield "Spørg igen på mandag.", step(track, "chosen", "Valgt.", next_step="Spørg igen på mandag.", by=by)
    yield "Alle er lige", add_principle(project, "Alle er lige", "", by=by)
    yield "Svartiden", reframe(project, "Svartiden", by=by)
    walk = plan_activity(project, "Gåtur i Vestbyen", When(day + timedelta(days=3), day + timedelta(days=3)), by=by)
    yield "Gåtur i Vestbyen", walk
    yield "Send referatet", owe(project, "Send referatet", by=by, owner=amina)
    yield "sygeplejerske", capture(project, Told("Hun kørte igen.", said_at="sygeplejerske ved bordet", standing="professional", sector="municipality"), by=by)  # fmt: skip


def test_what_somebody_does_is_there_at_the_next_look(project, insight, amina, as_amina, by_amina, story_day):
    look(as_amina, project)
    seen = [
        (what, what in look(as_amina, project)[0]) for what, _made in acts(project, insight, amina, by_amina, story_day)
    ]
    assert [what for what, is_there in seen if not is_there] == []


def test_words_taken_back_leave_the_picture_at_once(project, insight, voice, as_amina, by_amina):
    assert "I-1 har mistet en stemme" not in look(as_amina, project)[0]
    withdraw(voice, by=by_amina)
    assert "I-1 har mistet en stemme" in look(as_amina, project)[0]


def test_each_sees_what_is_theirs(project, insight, as_amina, as_bo, by_amina, amina):
    owe(project, "Send referatet", by=by_amina, owner=amina)
    assert "Send referatet" in look(as_amina, project)[0]
    assert "Send referatet" not in look(as_bo, project)[0]
    assert "Send referatet" in look(as_amina, project)[0]


def test_the_day_turns(project, insight, as_amina, by_amina, settings, story_day):
    walk = plan_activity(project, "Gåtur", When(story_day, story_day), by=by_amina)
    assert "Hvordan gik det" not in look(as_amina, project)[0]
    settings.STORY_DAY = story_day + timedelta(days=1)
    assert "Hvordan gik det" in look(as_amina, project)[0]
    mark_held(walk, story_day, by=by_amina)
    assert "Hvordan gik det" not in look(as_amina, project)[0]


def test_each_language_has_its_own(project, insight, as_amina):
    look(as_amina, project)
    as_amina.cookies["django_language"] = "en"
    assert "Waiting for you" in look(as_amina, project)[0]


@pytest.fixture
def printed(project, voice, insight, by_amina, story_day):
    """The words stand on a published card, and everybody in the project may read them."""
    record(voice, {"print": True, "web": True}, Agreement("consent", "oral", story_day), by=by_amina)
    card = make_postcard(project, "Kort", intro="Det har vi hørt.", by=by_amina)
    choose(card, Choice(voices=[voice]), by=by_amina)
    look_through(card, by_amina)
    publish(card, by=by_amina)


def kept():
    """Everything that lies in the memory, and the words of each thread that was drawn lately."""
    drawn = [knot.words for knot in gc.get_objects() if type(knot) is VoiceKnot]
    return b"".join(cache._cache.values()) + "".join(drawn).encode()


@pytest.mark.parametrize("role", Role)
def test_nothing_a_voice_says_is_remembered(project, printed, role, as_carl, carl, by_amina):
    add_member(project, carl, role, by=by_amina)
    look(as_carl, project)
    assert WORDS in look(as_carl, project, "?vis=liste")[0], "or there is nothing to remember"
    gc.collect()
    assert WORDS.encode() not in kept()
    assert b"Ventetid slider." in kept() or role not in {Role.COORDINATOR, Role.DEPUTY}, (
        "or this looks in the wrong place"
    )


def test_the_name_on_a_closed_account_is_gone_at_once(project, bo, as_amina, by_amina, by_bo):
    told = capture(project, Told("Hun kørte igen.", standing="professional", sector="municipality"), by=by_amina)
    doubt(told, "name", by=by_bo)
    end_place(project.memberships.get(user=bo), by=by_amina)
    assert "Bo Lind er i tvivl" in look(as_amina, project)[0]
    close(bo, by=by_bo)
    assert "Bo Lind" not in look(as_amina, project)[0]


def test_who_does_not_know_where_the_journal_ended_reads_again(project, amina, as_amina):
    found = iter(("først", "siden"))
    membership = membership_of(amina, project)
    assert [while_nothing_happens("a test", membership, lambda: next(found)) for _ in range(2)] == ["først", "siden"]


def test_another_role_is_another_page(project, insight, as_carl, carl, by_amina):
    place = add_member(project, carl, Role.READER, by=by_amina)
    assert "Skriv en stemme ned" not in look(as_carl, project)[0]
    type(place).objects.filter(pk=place.pk).update(role=Role.COORDINATOR)
    assert "Skriv en stemme ned" in look(as_carl, project)[0]
