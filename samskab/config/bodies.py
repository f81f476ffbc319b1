"""What people send, received before a page is asked to look at it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from samskab.config.line import Gone, Refused
from samskab.live.asgi import Receive, Scope

LARGEST = 48 * 1024**2  # a document under review travels in its own form; what is larger no page reads
BEGINNING = 1024**2  # of what is too large: enough for the page to know its own form, and say so in it
ENDLESS = 2 * 1024**3
TOGETHER = 512 * 1024**2  # of all that is being received or read at one time
PATIENCE = 30  # seconds without a byte
SLOWEST = 8 * 1024  # bytes a second, in the long run


@dataclass(frozen=True, slots=True)
class Body:
    """`length` is what was sent; `data` is only its beginning when it was more than a page would read."""

    data: bytes | bytearray = b""
    length: int = 0


class Bodies:
    """Receives bodies in memory, and never writes one to disk: nothing is stored before a person says yes."""

    def __init__(self, *, together: int = TOGETHER) -> None:
        self._left = together

    @asynccontextmanager
    async def received(self, scope: Scope, receive: Receive) -> AsyncIterator[Body]:
        """Raises Gone, and Refused when there is no room for it, or it does not come."""
        told = told_length(scope)
        if told == 0:
            yield Body()
            return
        kept = bytearray()
        try:
            yield Body(kept, await self._receive(kept, told, receive))
        finally:
            self._left += len(kept)

    async def _receive(self, kept: bytearray, told: int | None, receive: Receive) -> int:
        """The length of what was sent, when the last of it is here."""
        if told is not None and told > ENDLESS:
            raise Refused(413, "Det er for meget.")
        most = LARGEST if told is None or told <= LARGEST else BEGINNING
        loop, length, more = asyncio.get_running_loop(), 0, True
        deadline = loop.time() + PATIENCE + (told or LARGEST) / SLOWEST
        try:
            async with asyncio.timeout(None) as patience:
                while more:
                    patience.reschedule(min(deadline, loop.time() + PATIENCE))
                    chunk, more = await next_chunk(receive)
                    length += len(chunk)
                    self._keep(kept, chunk[: max(0, most - len(kept))])
                    if told is None and length > most:
                        raise Refused(413, "Det er for meget.")
        except TimeoutError:
            raise Refused(408, "Det kom ikke frem. Prøv igen.") from None
        return length

    def _keep(self, kept: bytearray, chunk: bytes) -> None:
        if len(chunk) > self._left:
            raise Refused(503, "Der sendes meget lige nu. Prøv igen om lidt.", retry_after=30)
        self._left -= len(chunk)
        kept += chunk


async def next_chunk(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


def told_length(scope: Scope) -> int | None:
    """What the sender said it would be; None when it comes in parts of which nobody knows how many."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value)
        if name == b"transfer-encoding":
            return None
    return 0
