"""The servers behind `samskab serve`: everything in one process, or pages and live each in one of its own."""

import asyncio
import errno
import gc
import multiprocessing
import os
import resource
import signal
import socket
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from samskab.cli.words import plainly

PAGES_AT_ONCE = 8
TURN = 0.001  # seconds a page holds the interpreter before another thread's turn; at Python's own 0.005 a listener waits 5 times as long
FOR_THE_HEAD = 15  # seconds to say what one asks for
LONGEST_HEAD = 64 * 1024
TO_FINISH = 3  # seconds that what is being done may take when the server stops, and again to leave
FILES = 65_536


class Place(NamedTuple):
    """Where a server answers: on a port, or at a socket file."""

    host: str = "127.0.0.1"
    port: int = 8000
    socket: Path | None = None


class Taken(Exception):
    """Somebody else answers there, or nobody may. Says so in one sentence."""


class Impatient(HttpToolsProtocol):
    """A connection that has to say what it asks for in time and in brief, and that can be cut."""

    _patience: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        if self._patience is not None:
            self._head += len(data)
        super().data_received(data)
        if self._patience is not None and self._head > LONGEST_HEAD:
            self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        hang_up: Any = self.transport.abort
        self.scope["extensions"] = {"samskab.hang_up": hang_up}
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._head = 0
        self._patience = self.loop.call_later(FOR_THE_HEAD, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


class Quiet(Server):
    """Says nothing, lets those who listen out before it stops, and leaves when it is asked to."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.loaded_app.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A stop that was asked for is no failure: the signal is not raised once more."""
        before = {sign: signal.signal(sign, self.handle_exit) for sign in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)


def serve(application: Any, door: socket.socket) -> None:
    """One process, one event loop, pages in threads. Returns when it has been told to stop."""
    let_many_listen()
    sys.setswitchinterval(TURN)
    gc.freeze()  # what is loaded stays: looking through it for garbage would hold up everybody who listens
    config = Config(
        application,
        http=Impatient,
        loop="uvloop",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",  # a request that is none is nothing to be told of
        access_log=False,
        proxy_headers=False,  # Django reads what the proxy says, when the settings say there is one
        server_header=False,
        timeout_graceful_shutdown=TO_FINISH,
    )
    Quiet(config).run(sockets=[door])


class Fallen(Exception):
    """What was to serve has stopped, and nobody told it to. Says so in one sentence."""


def serve_pages(target: str, place: Place, tell: Callable[[], None]) -> None:
    """Pages alone, behind a proxy; `tell` when the place is free. Returns when it has been told to stop. Raises Taken, Fallen."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server as Granian

    with opened(place):
        tell()
    # A forked worker would wait for ever for the typesetter's threads, where this process has set a card already.
    multiprocessing.set_start_method("spawn", force=True)
    server: Any = Granian(
        target,
        address=place.host,
        port=place.port,
        uds=place.socket,
        uds_permissions=0o660 if place.socket else None,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=PAGES_AT_ONCE,
        workers_kill_timeout=TO_FINISH,  # Ctrl+C reaches both processes: one may wait for the other for ever
        log_level=LogLevels.critical,
        log_access=False,
    )
    try:
        server.serve()
    except SystemExit:
        raise Fallen(
            "Processen, der viser siderne, holdt op af sig selv. Var det ved starten, så se efter, om den, der starter "
            f"Samskab, må køre {sys.executable}."
        ) from None


@contextmanager
def opened(place: Place) -> Iterator[socket.socket]:
    """The door itself. Raises Taken."""
    door = _at_a_file(place.socket) if place.socket else _at_a_port(place)
    try:
        yield door
    finally:
        door.close()
        if place.socket:
            place.socket.unlink(missing_ok=True)


def _at_a_port(place: Place) -> socket.socket:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except (OSError, UnicodeError) as error:
        raise Taken(_why_not(place, error)) from error
    return door


def _why_not(place: Place, error: OSError | UnicodeError) -> str:
    if isinstance(error, socket.gaierror | UnicodeError) or error.errno == errno.EADDRNOTAVAIL:
        return f"Adressen {place.host} er ikke denne maskines."
    if error.errno == errno.EACCES:
        return f"Port {place.port} må ikke bruges af den, der starter Samskab. Vælg en over 1023 med --port."
    return f"Port {place.port} er optaget. Vælg en anden med --port."


def _at_a_file(path: Path) -> socket.socket:
    """A socket file that nobody answers at any more is put away; one that somebody does answer at is taken."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.exists() and stat.S_ISSOCK(path.stat().st_mode) and door.connect_ex(str(path)) != 0:
            path.unlink()
        door.bind(str(path))
        path.chmod(0o660)  # the proxy is of the same group
    except OSError as error:
        door.close()
        raise Taken(f"Der kan ikke svares på {path}: {plainly(error)}.") from error
    return door


def let_many_listen() -> None:
    """A listener is an open file, and most systems give a process room for a thousand."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def leave_soon() -> None:
    """A page that goes on and on does not keep the process. What it had not committed never was."""
    last_word = threading.Timer(TO_FINISH, os._exit, [0])
    last_word.daemon = True
    last_word.start()
