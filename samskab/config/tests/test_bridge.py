"""Pages inside an ASGI server: what is asked and answered is the same, and nobody waits for somebody who is slow."""

import asyncio
import io
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.config import bodies, bridge
from samskab.config.bodies import Bodies, Body
from samskab.config.bridge import Bridge, File, environment
from samskab.config.line import Gone, Line, Refused


class Asking:
    """One request, as a server hands it over: what is sent, bit by bit, and what comes back."""

    def __init__(self, *parts, method="GET", path="/", query=b"", headers=(), told=None, stays=True):
        length = sum(map(len, parts))
        known = [(b"content-length", str(told or length).encode())] if parts or told else []
        self.scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query,
            "http_version": "1.1", "scheme": "http", "headers": [*known, *headers], "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 5000),
        }  # fmt: skip
        self.waiting = asyncio.Queue()
        for number, part in enumerate(parts or (b"",), 1):
            self.send_part(part, more=number < len(parts) or (told is not None and told > length))
        if not stays:
            self.leave()
        self.status, self.headers, self.body, self.is_whole = None, {}, b"", False
        self.reads = asyncio.Event()
        self.reads.set()

    def send_part(self, part, more=False):
        self.waiting.put_nowait({"type": "http.request", "body": part, "more_body": more})

    def leave(self):
        self.waiting.put_nowait({"type": "http.disconnect"})

    async def receive(self):
        return await self.waiting.get()

    async def send(self, event):
        await self.reads.wait()
        if event["type"] == "http.response.start":
            self.status, self.headers = event["status"], dict(event["headers"])
        else:
            self.body += event.get("body", b"")
            self.is_whole = not event.get("more_body", False)

    def of(self, application):
        return application(self.scope, self.receive, self.send)


def asked(application, *parts, **facts):
    async def ask():
        asking = Asking(*parts, **facts)
        await asyncio.wait_for(asking.of(application), 20)
        return asking

    return asyncio.run(ask())


def page(answer, status="200 OK", headers=()):
    """A WSGI application that answers this, whatever is asked."""

    def pages(environ, start_response):
        start_response(status, list(headers))
        return answer(environ) if callable(answer) else [answer]

    return pages


def echo(environ):
    return [environ["wsgi.input"].read()]


# --- What is asked ---------------------------------------------------------------------------------------------


@given(st.binary(max_size=40), st.binary(max_size=40).map(lambda raw: raw.replace(b" ", b"")))
def test_path_and_question_arrive_byte_for_byte(path, query):
    scope = Asking(query=query).scope | {"raw_path": b"/" + quote_from_bytes(path).encode()}
    environ = environment(scope, Body())
    assert environ["PATH_INFO"].encode("latin-1") == b"/" + path
    assert environ["QUERY_STRING"].encode("latin-1") == query


@given(st.lists(st.binary(max_size=50), max_size=8))
def test_what_is_sent_arrives_whole_however_it_is_cut(parts):
    asking = asked(Bridge(page(echo)), *parts, method="POST")
    assert asking.status == 200 and asking.body == b"".join(parts) and asking.is_whole


def test_what_comes_without_a_length_has_one_when_the_page_reads_it():
    asking_without = [(b"transfer-encoding", b"chunked")]
    lengths = Bridge(page(lambda environ: [environ["CONTENT_LENGTH"].encode()]))

    async def ask():
        asking = Asking(headers=asking_without, method="POST")
        asking.waiting.get_nowait()
        asking.send_part(b"abc", more=True)
        asking.send_part(b"de")
        await asking.of(lengths)
        return asking

    assert asyncio.run(ask()).body == b"5"


def test_only_the_proxys_own_header_is_taken_for_it():
    headers = [
        (b"x_forwarded_proto", b"https"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"accept", b"x"),
        (b"accept", b"y"),
    ]
    environ = environment(Asking(headers=headers).scope, Body())
    assert "HTTP_X_FORWARDED_PROTO" not in environ
    assert environ["HTTP_COOKIE"] == "a=1; b=2" and environ["HTTP_ACCEPT"] == "x,y"


def test_what_is_too_large_is_not_kept_and_the_page_still_says_so(monkeypatch):
    monkeypatch.setattr(bodies, "LARGEST", 1000)
    monkeypatch.setattr(bodies, "BEGINNING", 10)
    seen = []

    def tell(environ):
        seen.append((environ["CONTENT_LENGTH"], environ["wsgi.input"].read()))
        return [b"too large"]

    asking = asked(Bridge(page(tell)), *[b"x" * 600] * 5, method="POST")
    assert asking.body == b"too large" and seen == [("3000", b"x" * 10)]


@pytest.mark.parametrize("told,status", [(None, 413), (bodies.ENDLESS + 1, 413)])
def test_what_has_no_end_is_refused(told, status, monkeypatch):
    monkeypatch.setattr(bodies, "LARGEST", 1000)

    async def ask():
        asking = Asking(method="POST", headers=[(b"transfer-encoding", b"chunked")] if told is None else [], told=told)
        asking.waiting = asyncio.Queue()
        for _ in range(5):
            asking.send_part(b"x" * 600, more=True)
        await asyncio.wait_for(asking.of(Bridge(page(b"never"))), 20)
        return asking

    assert asyncio.run(ask()).status == status


def test_all_that_is_received_at_one_time_has_a_limit_and_room_is_given_back():
    async def receive_two():
        shelf, first, second = (
            Bodies(together=1000),
            Asking(b"x" * 800, method="POST"),
            Asking(b"y" * 800, method="POST"),
        )
        async with shelf.received(first.scope, first.receive):
            with pytest.raises(Refused) as refusal:
                async with shelf.received(second.scope, second.receive):
                    pass
        third = Asking(b"z" * 900, method="POST")
        async with shelf.received(third.scope, third.receive) as body:
            return refusal.value, body.data

    refusal, data = asyncio.run(receive_two())
    assert refusal.status == 503 and refusal.retry_after and data == b"z" * 900


def test_what_stops_coming_is_given_up(monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    asking = asked(Bridge(page(b"never")), b"half", told=1000, method="POST")
    assert asking.status == 408


def test_somebody_who_leaves_in_the_middle_is_not_answered():
    made = []
    asking = asked(Bridge(page(lambda _: made.append(1) or [b""])), b"half", told=1000, method="POST", stays=False)
    assert asking.status is None and not made


# --- Nobody waits for somebody who is slow ----------------------------------------------------------------------


def test_half_uploads_hold_no_thread():
    async def ask():
        application = Bridge(page(b"here"), threads=2)
        halves = [Asking(b"half", told=1000, method="POST") for _ in range(50)]
        tasks = [asyncio.ensure_future(half.of(application)) for half in halves]
        await asyncio.sleep(0)
        other = Asking()
        await asyncio.wait_for(other.of(application), 20)
        for half in halves:
            half.leave()
        await asyncio.gather(*tasks)
        return other

    assert asyncio.run(ask()).body == b"here"


def test_slow_readers_of_a_large_file_hold_no_thread():
    size = 3 * bridge.AT_ONCE + 17

    def pages(environ, start_response):
        start_response("200 OK", [])
        return File(io.BytesIO(b"x" * size)) if environ["PATH_INFO"] == "/file" else [b"here"]

    async def ask():
        application = Bridge(pages, threads=2)
        slow = [Asking(path="/file") for _ in range(20)]
        for one in slow:
            one.reads.clear()
        tasks = [asyncio.ensure_future(one.of(application)) for one in slow]
        other = Asking()
        await asyncio.wait_for(other.of(application), 20)
        for one in slow:
            one.reads.set()
        await asyncio.gather(*tasks)
        return other, slow

    other, slow = asyncio.run(ask())
    assert other.body == b"here" and all(len(one.body) == size and one.is_whole for one in slow)


def test_those_who_wait_are_let_in_in_the_order_they_came_and_who_left_is_passed_over():
    async def stand_in_line():
        line, came = Line(1), []

        async def take(name, asking):
            try:
                async with line.turn(asking.receive):
                    came.append(name)
                    await asyncio.sleep(0)
            except Gone:
                came.append(f"{name} left")

        people = {name: Asking() for name in "abcd"}
        tasks = [asyncio.ensure_future(take(name, asking)) for name, asking in people.items()]
        async with line.turn(Asking().receive):
            await asyncio.sleep(0.01)
            people["b"].leave()
            await asyncio.sleep(0.01)
        await asyncio.gather(*tasks)
        return came

    assert asyncio.run(stand_in_line()) == ["b left", "a", "c", "d"]


def test_when_the_line_is_too_long_one_is_asked_to_come_back():
    async def stand_in_line():
        line = Line(1, longest=1)
        async with line.turn(Asking().receive):
            second = asyncio.ensure_future(line.turn(Asking().receive).__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(Refused) as refusal:
                await line.turn(Asking().receive).__aenter__()
            second.cancel()
            await asyncio.gather(second, return_exceptions=True)
        async with line.turn(Asking().receive):  # the place of who gave up is free again
            return refusal.value

    refusal = asyncio.run(stand_in_line())
    assert refusal.status == 503 and refusal.retry_after


# --- What is answered -------------------------------------------------------------------------------------------


def test_status_and_headers_are_the_pages_own():
    headers = [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    sent = []

    async def ask():
        asking = Asking()

        async def send(event):
            sent.append(event)

        await Bridge(page(b"x", "404 Not Found", headers))(asking.scope, asking.receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 404
    assert sent[0]["headers"] == [(b"Content-Type", b"text/plain"), (b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2")]


@pytest.mark.parametrize("size", [0, 1, bridge.AT_ONCE - 1, bridge.AT_ONCE, bridge.AT_ONCE + 1, 3 * bridge.AT_ONCE])
def test_a_file_of_any_size_is_sent_whole_and_closed(size):
    file = io.BytesIO(bytes(range(256)) * (size // 256 + 1))
    file.truncate(size)
    wanted = file.getvalue()
    asking = asked(Bridge(page(lambda _: File(file))))
    assert asking.body == wanted and asking.is_whole
    assert file.closed


def test_of_a_large_file_nothing_is_read_when_only_its_head_is_asked_for():
    class Heavy(io.BytesIO):
        def read(self, *size):
            raise AssertionError("read")

    file = Heavy()
    asking = asked(Bridge(page(lambda _: File(file), headers=[("Content-Length", "9")])), method="HEAD")
    assert asking.status == 200 and asking.is_whole and file.closed


def test_somebody_who_leaves_in_the_middle_of_a_file_is_sent_no_more():
    file = io.BytesIO(b"x" * 50 * bridge.AT_ONCE)
    asking = asked(Bridge(page(lambda _: File(file))), stays=False)
    assert len(asking.body) < 50 * bridge.AT_ONCE


def test_what_is_made_bit_by_bit_is_sent_bit_by_bit_and_closed():
    class Bits:
        streaming = True
        is_closed = False

        def __iter__(self):
            for number in range(3):
                assert len(came.body) == number, "held back"
                yield b"x"

        def close(self):
            self.is_closed = True

    bits = Bits()

    async def ask():
        global came
        came = Asking()
        await came.of(Bridge(page(lambda _: bits)))

    asyncio.run(ask())
    assert came.body == b"xxx" and came.is_whole and bits.is_closed


def test_a_page_that_fails_outside_django_gives_its_thread_back():
    def fails(environ):
        raise ZeroDivisionError

    application = Bridge(page(fails), threads=1)

    async def ask():
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await Asking().of(application)

    asyncio.run(ask())
