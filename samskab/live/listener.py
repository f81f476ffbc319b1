"""One page that listens."""

import asyncio
from collections.abc import Awaitable, Callable
from random import randrange

from samskab.live.asgi import Send
from samskab.live.channel import Channel
from samskab.live.events import Event, beat, opening
from samskab.live.guests import Claim, Guest
from samskab.live.hearing import said

COME_BACK_MS = (1000, 4000)  # spread, so that a thousand pages do not all come back in the same moment
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ],
}
# Reads what lies below a channel's floor: (channel, cursor) → events to tell at once, and where one then stands.
ReachBack = Callable[[Channel, int], Awaitable[tuple[list[Event], int]]]


class Listener:
    """Stands at a cursor, and is told what comes after it. Nothing waits for it: whoever is slow is told more at a time."""

    def __init__(self, claim: Claim, guest: Guest, cursor: int, send: Send, hang_up: Callable[[], None]) -> None:
        self.claim, self.guest, self.cursor, self.hang_up = claim, guest, cursor, hang_up
        self.has_begun = self.is_over = False
        self.sending_since: float | None = None
        self._send, self._beats = send, False
        self._bell = asyncio.Event()

    def ring(self) -> None:
        """There may be something new."""
        self._bell.set()

    def beat(self) -> None:
        """Nobody has said anything for a while."""
        self._beats = True
        self._bell.set()

    def leave(self) -> None:
        self.is_over = True
        self._bell.set()

    async def listen(self, channel: Channel, reach_back: ReachBack) -> None:
        """Until `leave`."""
        channel.bells.add(self.ring)
        try:
            self.has_begun = True
            await self._send(START)
            await self._say(opening(self.cursor, randrange(*COME_BACK_MS)))  # noqa: S311
            while not self.is_over:
                self._bell.clear()
                if self.cursor < channel.floor:
                    await self._tell_of_the_past(*await reach_back(channel, self.cursor))
                elif self.cursor < channel.upto:
                    words, self.cursor = channel.words_after(self.cursor, self.guest), channel.upto
                    await self._say(words)
                else:
                    await self._rest()
        finally:
            channel.bells.discard(self.ring)

    async def _tell_of_the_past(self, events: list[Event], cursor: int) -> None:
        self.cursor = cursor
        await self._say(said(events, self.guest.may, self.guest.user_id))

    async def _rest(self) -> None:
        if self._beats:
            await self._say(beat(self.cursor))
        await self._bell.wait()

    async def _say(self, words: bytes) -> None:
        if not words or self.is_over:
            return
        self._beats = False
        self.sending_since = asyncio.get_running_loop().time()
        await self._send({"type": "http.response.body", "body": words, "more_body": True})
        self.sending_since = None
