"""Django's pages (WSGI) inside an ASGI server.

A thread holds a page only while it is being made: the body is here before a thread is taken, and the answer is out of
its hands before it is sent. However slowly somebody sends or reads, nobody else waits for it.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from samskab.config.bodies import Bodies, Body
from samskab.config.line import Gone, Line, Refused
from samskab.live.asgi import Receive, Scope, Send, left, say

Environ = dict[str, Any]
WSGI = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

AT_ONCE = 256 * 1024  # an answer up to this many bytes leaves its thread whole
PATIENCE = 60  # seconds a thread waits for a reader who stands still


class File:
    """`wsgi.file_wrapper`: a file is sent without a thread of a page."""

    def __init__(self, file: Any, block_size: int = AT_ONCE) -> None:
        self._file = file
        self.close = getattr(file, "close", lambda: None)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if block := self._file.read(AT_ONCE):
            return bytes(block)
        raise StopIteration


@dataclass(slots=True)
class Answer:
    """What a page answered. `rest` is a file with more in it than `body`."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    rest: File | None = None

    def start(self) -> dict[str, Any]:
        return {"type": "http.response.start", "status": self.status, "headers": self.headers}


class Bridge:
    """An ASGI application that answers with a WSGI one, as many pages at a time as there are threads."""

    def __init__(self, pages: WSGI, *, threads: int = 8) -> None:
        self._pages = pages
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._files = ThreadPoolExecutor(2, thread_name_prefix="file")
        self._line = Line(threads)
        self._bodies = Bodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(Gone):
            try:
                answer = await self._answer(scope, receive, send)
            except Refused as refusal:
                await say(send, refusal.status, str(refusal), retry_after=refusal.retry_after)
            else:
                if answer is not None:
                    await self._deliver(answer, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> Answer | None:
        """The answer; None when it was too long to hold and has been sent as it was made."""
        loop = asyncio.get_running_loop()

        def send_from_thread(event: dict[str, Any]) -> None:
            asyncio.run_coroutine_threadsafe(_sent(send, event), loop).result(PATIENCE)

        async with self._bodies.received(scope, receive) as body, self._line.turn(receive):
            environ = environment(scope, body)
            return await loop.run_in_executor(self._threads, make, self._pages, environ, send_from_thread)

    async def _deliver(self, answer: Answer, receive: Receive, send: Send) -> None:
        await send(answer.start())
        if answer.rest is None:
            await send({"type": "http.response.body", "body": answer.body})
            return
        loop, gone, block = asyncio.get_running_loop(), asyncio.ensure_future(left(receive)), answer.body
        try:
            while block and not gone.done():
                await send({"type": "http.response.body", "body": block, "more_body": True})
                block = await loop.run_in_executor(self._files, next, answer.rest, b"")
        finally:
            gone.cancel()
            await loop.run_in_executor(self._files, answer.rest.close)
        await send({"type": "http.response.body", "body": b""})


async def _sent(send: Send, event: dict[str, Any]) -> None:
    await send(event)


def make(pages: WSGI, environ: Environ, send: Callable[[dict[str, Any]], None]) -> Answer | None:
    """Let Django make a page. A long file is handed on; what else comes bit by bit is sent from here, and gives None."""
    answer = Answer()

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer.status = int(status[:3])
        answer.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]

    made = pages(environ, start_response)
    try:
        if isinstance(made, File):
            answer.body = b"" if environ["REQUEST_METHOD"] == "HEAD" else next(made, b"")
            answer.rest = made if len(answer.body) >= AT_ONCE else None
        elif getattr(made, "streaming", False):
            send_bit_by_bit(answer, made, send)
            return None
        else:
            answer.body = b"".join(made)
        return answer
    finally:
        if answer.rest is None:
            getattr(made, "close", lambda: None)()


def send_bit_by_bit(answer: Answer, made: Iterable[bytes], send: Callable[[dict[str, Any]], None]) -> None:
    send(answer.start())
    for chunk in made:
        send({"type": "http.response.body", "body": chunk, "more_body": True})
    send({"type": "http.response.body", "body": b""})


def environment(scope: Scope, body: Body) -> Environ:
    """The request as WSGI says it (PEP 3333)."""
    host, port = scope.get("server") or ("localhost", None)
    client = scope.get("client") or ("127.0.0.1", 0)  # a socket file is of this machine
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(body.data),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": File,
    }
    for name, value in scope["headers"]:
        if b"_" not in name:  # X_Forwarded_Proto would be taken for X-Forwarded-Proto, which only the proxy says
            add_header(environ, name.decode("latin-1").upper().replace("-", "_"), value.decode("latin-1"))
    if body.length:
        environ["CONTENT_LENGTH"] = str(body.length)
    return environ


def add_header(environ: Environ, name: str, value: str) -> None:
    key = name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}"
    if key in environ:
        value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
    environ[key] = value
