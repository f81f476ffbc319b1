"""How the journal is followed: one for everybody who listens, and only while somebody does."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from django.db import connection

from samskab.live import queries
from samskab.live.events import Event
from samskab.live.reading import Reader

# Where those who listen in a project stand; None where nobody does.
Cursor = Callable[[int], int | None]

MOST = 2000
PAUSE = 0.025  # seconds between two looks at SQLite: the longest that something new lies there unseen


class Follower(Protocol):
    """Between `begin` and `end` every event of a project that somebody listens in comes out of `news`, in order."""

    async def begin(self) -> None: ...
    async def end(self) -> None: ...

    async def stands_at(self, project_id: int) -> int:
        """Where a project's chain stands: all until here is not told, all after it is."""

    def look_at(self, project_id: int) -> None:
        """Somebody listens there now; what came while they sat down is told too."""

    async def news(self, cursor: Cursor) -> list[Event]:
        """Waits until something may have happened, and gives what did after each cursor. May repeat; never leaves out."""


class Polling:
    """SQLite: ask every few milliseconds whether anybody wrote; that reads no table. Ids are in the order of the commits."""

    def __init__(self, reader: Reader, *, pause: float = PAUSE) -> None:
        self._reader, self._pause = reader, pause
        self._upto = 0
        self._version: int | None = None

    async def begin(self) -> None:
        self._version = None
        self._upto = await self._reader.ask(queries.last_id)

    async def end(self) -> None:
        self._reader.close()

    async def stands_at(self, project_id: int) -> int:
        return self._upto

    def look_at(self, project_id: int) -> None:
        pass

    async def news(self, cursor: Cursor) -> list[Event]:
        while not (found := await self._reader.ask(self._look)):
            await asyncio.sleep(self._pause)
        self._upto = found[-1].id
        return found

    def _look(self) -> list[Event]:
        with connection.cursor() as asking:
            version = asking.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return []
        found = queries.after(self._upto, most=MOST)
        self._version = version if len(found) < MOST else None
        return found
