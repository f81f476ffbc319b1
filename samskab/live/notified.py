"""PostgreSQL tells who listens that a journal was written in; SQLite is looked at instead (`following`)."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import psycopg
from django.db import connection

from samskab.live import queries
from samskab.live.events import CHANNEL, Event
from samskab.live.following import MOST, Cursor
from samskab.live.reading import Reader

UNASKED = 5.0  # seconds between two looks when PostgreSQL says nothing: a pooler may swallow what it says
AGAIN = 1.0  # seconds before a lost line is tried again

log = logging.getLogger("samskab.live")


class Notified:
    """A Follower. Within a project ids are in the order of the commits, not across: each project has its own cursor."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._something = asyncio.Event()
        self._new: set[int] = set()
        self._followed: set[int] = set()
        self._ear: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Returns when the line is open: what is committed from now on is heard."""
        opened = asyncio.Event()
        self._ear = asyncio.create_task(self._listen(opened))
        await opened.wait()

    async def end(self) -> None:
        if self._ear is not None:
            self._ear.cancel()
            with suppress(asyncio.CancelledError):
                await self._ear
        self._followed.clear()
        self._reader.close()

    async def stands_at(self, project_id: int) -> int:
        return (await self._reader.ask(queries.ends, {project_id})).get(project_id, 0)

    def look_at(self, project_id: int) -> None:
        self._followed.add(project_id)
        self._hear(project_id)

    async def news(self, cursor: Cursor) -> list[Event]:
        while True:
            try:
                async with asyncio.timeout(UNASKED):
                    await self._something.wait()
            except TimeoutError:
                await self._look_around(cursor)
            self._something.clear()
            if found := await self._ask_for_new(cursor):
                return found

    async def _ask_for_new(self, cursor: Cursor) -> list[Event]:
        new, self._new = self._new, set()
        cursors = {project: stands for project in new if (stands := cursor(project)) is not None}
        if not cursors:
            return []
        try:
            found = await self._reader.ask(queries.after_each, cursors, most=MOST)
        except BaseException:
            self._hear(*cursors)
            raise
        if len(found) == MOST:
            self._hear(*cursors)
        return found

    async def _look_around(self, cursor: Cursor) -> None:
        self._followed = {project for project in self._followed if cursor(project) is not None}
        for project, end in (await self._reader.ask(queries.ends, self._followed)).items():
            if end > (cursor(project) or 0):
                self._new.add(project)

    def _hear(self, *projects: int) -> None:
        self._new.update(projects)
        self._something.set()

    async def _listen(self, opened: asyncio.Event) -> None:
        """Until it is cancelled. When a lost line is found again, everything is looked at."""
        is_well = True
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**address(), autocommit=True) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    self._hear(*self._followed)
                    opened.set()
                    is_well = True
                    async for word in line.notifies():
                        self._hear(int(word.payload))
            except psycopg.Error as error:
                if is_well:
                    log.warning("The line to PostgreSQL was lost (%s); it is tried again.", type(error).__name__)
                is_well = False
            opened.set()  # without a line we look around now and then
            await asyncio.sleep(AGAIN)


def address() -> dict[str, Any]:
    """Django's own address of the database, in words psycopg knows."""
    params: dict[str, Any] = connection.get_connection_params()
    return {
        key: value for key, value in params.items() if key not in {"cursor_factory", "context", "prepare_threshold"}
    }
