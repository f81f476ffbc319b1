"""Who is let in, asked for many at a time: when everybody comes back at once it costs a few questions, not thousands."""

import asyncio
from collections.abc import Iterable
from itertools import islice

from samskab.live import queries
from samskab.live.guests import Claim, Guest
from samskab.live.listener import Listener
from samskab.live.reading import Reader

AT_ONCE = 200


class Doorkeeper:
    """Lets in, and sees to it that those who are in may still be."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._waiting: dict[Claim, asyncio.Future[Guest | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def admit(self, claim: Claim) -> Guest | None:
        """None for a stranger. Raises what the database raised, when it could not be asked."""
        if claim not in self._waiting:
            self._waiting[claim] = asyncio.get_running_loop().create_future()
        answer = self._waiting[claim]
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(answer)

    async def check(self, listeners: Iterable[Listener]) -> None:
        """Whoever may no longer listen, leaves; whose role is another, hears as that role does."""
        rest = iter(list(listeners))
        while batch := list(islice(rest, AT_ONCE)):
            admitted = await self._reader.ask(queries.admitted, {one.claim for one in batch})
            for one in batch:
                guest = admitted.get(one.claim)
                one.guest = guest or one.guest
                if guest is None:
                    one.leave()

    async def _ask(self) -> None:
        while batch := dict(islice(self._waiting.items(), AT_ONCE)):
            for claim in batch:
                del self._waiting[claim]
            try:
                admitted = await self._reader.ask(queries.admitted, set(batch))
            except Exception as error:
                for answer in batch.values():
                    answer.set_exception(error)
            else:
                for claim, answer in batch.items():
                    answer.set_result(admitted.get(claim))
