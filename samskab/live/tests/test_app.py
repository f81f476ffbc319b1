"""What is asked of /live/, whatever it is, and what is answered."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.live import app
from samskab.live.app import NOW, Live, claim_of, cursor_of
from samskab.live.guests import Claim, Guest
from samskab.live.room import Full
from samskab.projects.access import MAY, Role

KEY = "k" * 32
COOKIE = f"session={KEY}".encode()


def scope(path="/live/tryg-hjemme/", cookie=COOKIE, query=b"", last=None, method="GET"):
    headers = [(b"cookie", cookie), *([(b"last-event-id", last)] if last is not None else [])]
    return {"type": "http", "method": method, "path": path, "headers": headers, "query_string": query}


@given(st.text(max_size=20), st.binary(max_size=20), st.binary(max_size=20))
def test_whatever_stands_in_an_address_or_a_cookie_is_read_or_refused(slug, cookie, query):
    asked = scope(f"/live/{slug}/", b"session=" + cookie, query, last=cookie)
    claim, cursor = claim_of(asked), cursor_of(asked)
    assert claim is None or (claim.slug == slug and claim.session_key.isalnum())
    assert NOW <= cursor < 10**18


@pytest.mark.parametrize(
    "path", ["/live/", "/live//", "/live/x", "/live/x/y/", "/live/x/\n", "/live/æ/", "/live/" + "x" * 61 + "/"]
)
def test_only_a_projects_own_address_is_one(path):
    assert claim_of(scope(path)) is None


@pytest.mark.parametrize("cookie", [b"", b"session=", b"session=\x00'", b"other=" + b"k" * 32, b"session=" + b"k" * 65])
def test_without_a_key_there_is_nobody(cookie):
    assert claim_of(scope(cookie=cookie)) is None


def test_a_key_is_found_among_other_cookies():
    assert claim_of(scope(cookie=f"a=1; session={KEY}; csrf=x".encode())) == Claim(KEY, "tryg-hjemme")


@pytest.mark.parametrize(
    "query,last,cursor",
    [
        (b"", None, NOW),
        (b"since=7", None, 7),
        (b"since=7", b"9", 9),
        (b"since=7", b"", 7),
        (b"since=-1", None, NOW),
        (b"since=\xff&x", None, NOW),
        (b"since=" + b"9" * 19, None, NOW),
        (b"since=7", "٣".encode(), NOW),
    ],
)
def test_the_lost_line_says_more_than_the_page(query, last, cursor):
    assert cursor_of(scope(query=query, last=last)) == cursor


class Doors:
    """Answers for who is let in."""

    def __init__(self, answer):
        self.answer = answer

    async def admit(self, claim):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Place:
    """A room that says once that it is full, or seats a listener until they leave."""

    def __init__(self, *, full_at_the_door=False, full_inside=False, breaks=False):
        self.full_at_the_door, self.full_inside, self.breaks = full_at_the_door, full_inside, breaks

    def refuse_too_many(self):
        if self.full_at_the_door:
            raise Full

    async def listen(self, one):
        if self.full_inside:
            raise Full
        one.has_begun = True
        await one._send({"type": "http.response.start", "status": 200, "headers": []})
        if self.breaks:
            raise OSError
        while not one.is_over:
            await asyncio.sleep(0)


BO = Guest(8, 1, MAY[Role.INTERPRETER])


def answered(asked, doors=BO, place=None):
    """(status, headers, whole) of what is answered to somebody who leaves after a while."""
    sent = []

    async def ask():
        live, leaves = Live(), asyncio.Event()
        live.__dict__ |= {"_doors": Doors(doors), "room": place or Place()}

        async def receive():
            await leaves.wait()
            return {"type": "http.disconnect"}

        async def send(event):
            sent.append(event)

        answering = asyncio.ensure_future(live(asked, receive, send))
        await asyncio.sleep(0.01)
        leaves.set()
        await asyncio.wait_for(answering, 5)

    asyncio.run(ask())
    return sent[0]["status"], dict(sent[0]["headers"]), not sent[-1].get("more_body", False)


def test_a_member_is_let_in_and_the_line_ends_when_they_leave():
    assert answered(scope()) == (200, {}, True)


@pytest.mark.parametrize("asked", [scope(cookie=b""), scope("/live/x")])
def test_nobody_and_nowhere_are_not_found(asked):
    assert answered(asked)[0] == 404


def test_a_stranger_hears_the_same_as_where_nothing_is():
    stranger, nothing = answered(scope(), doors=None), answered(scope("/live/x"))
    assert stranger == nothing and stranger[0] == 404


@pytest.mark.parametrize("method", ["POST", "HEAD", "DELETE"])
def test_one_can_only_listen(method):
    assert answered(scope(method=method))[0] == 405


@pytest.mark.parametrize("place", [Place(full_at_the_door=True), Place(full_inside=True)])
def test_when_it_is_full_one_is_asked_to_come_back(place):
    status, headers, _whole = answered(scope(), place=place)
    assert status == 503 and headers[b"retry-after"] == str(app.COME_BACK).encode()


def test_when_nobody_can_say_who_it_is_one_is_asked_to_come_back():
    assert answered(scope(), doors=OSError())[0] == 503


def test_a_line_that_breaks_ends_so_that_it_is_taken_up_again():
    assert answered(scope(), place=Place(breaks=True)) == (200, {}, True)
