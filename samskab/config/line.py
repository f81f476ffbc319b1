"""A place for each page that is being made, and a line for those who wait."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from samskab.live.asgi import Receive, left


class Gone(Exception):
    """Whoever asked has left; nobody is there to answer."""


class Refused(Exception):
    """One sentence instead of a page."""

    def __init__(self, status: int, sentence: str, *, retry_after: int = 0) -> None:
        super().__init__(sentence)
        self.status, self.retry_after = status, retry_after


class Line:
    """As many at a time as there are places, in the order they came. Belongs to one event loop."""

    def __init__(self, places: int, *, longest: int = 1000) -> None:
        self._free = places
        self._longest = longest
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def turn(self, receive: Receive) -> AsyncIterator[None]:
        """Raises Refused when the line is too long, and Gone when whoever asked left it."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(receive)
        try:
            yield
        finally:
            self._give()

    async def _wait(self, receive: Receive) -> None:
        if len(self._waiting) >= self._longest:
            raise Refused(503, "Der er mange her lige nu. Prøv igen om lidt.", retry_after=5)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        gone = asyncio.ensure_future(left(receive))
        try:
            await asyncio.wait({turn, gone}, return_when=asyncio.FIRST_COMPLETED)
            if gone.done():
                raise Gone
        except BaseException:
            self._leave(turn)
            raise
        finally:
            gone.cancel()

    def _leave(self, turn: "asyncio.Future[None]") -> None:
        if turn.done():
            self._give()
        else:
            self._waiting.remove(turn)

    def _give(self) -> None:
        if self._waiting:
            self._waiting.popleft().set_result(None)
        else:
            self._free += 1
