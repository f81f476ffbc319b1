"""Where everybody who listens sits. One for a process; it follows the journal while somebody is there."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from samskab.journal.actions import OWN
from samskab.live import queries
from samskab.live.channel import KEPT, Channel
from samskab.live.doors import Doorkeeper
from samskab.live.events import Event
from samskab.live.following import Follower
from samskab.live.listener import Listener
from samskab.live.reading import Reader

MOST, MOST_EACH = 5000, 20
BEAT = 15.0  # seconds
CHECK = 60.0  # seconds until somebody who was shut out in a way the journal does not tell of, hears no more
STUCK = 30.0  # seconds a listener may take nothing in
AGAIN = 1.0

log = logging.getLogger("samskab.live")


class Full(Exception):
    """There are as many listeners as there may be, or as many of this one person."""


class Room:
    """Channels open when somebody comes to listen in a project, and close after the last. Belongs to one event loop."""

    def __init__(self, follower: Follower, reader: Reader, doors: Doorkeeper, *, most: int = MOST) -> None:
        self.listeners: set[Listener] = set()
        self._follower, self._reader, self._doors, self._most = follower, reader, doors, most
        self._channels: dict[int, Channel] = {}
        self._moving = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._is_closed = False

    def close(self) -> None:
        """Everybody is let out, and nobody else in. They come back by themselves, to the same place, when we open again."""
        self._is_closed = True
        for one in self.listeners:
            one.leave()

    def refuse_too_many(self, user_id: int | None = None) -> None:
        """Raises Full."""
        own = sum(one.guest.user_id == user_id for one in self.listeners) if user_id else 0
        if self._is_closed or len(self.listeners) >= self._most or own >= MOST_EACH:
            raise Full

    async def listen(self, one: Listener) -> None:
        """Until the listener leaves. Raises Full."""
        self.refuse_too_many(one.guest.user_id)
        self.listeners.add(one)
        try:
            async with self._seat(one.guest.project_id) as channel:
                one.cursor = await self._place(one.cursor, channel)
                await one.listen(channel, self._reach_back)
        finally:
            self.listeners.discard(one)

    @asynccontextmanager
    async def _seat(self, project_id: int) -> AsyncIterator[Channel]:
        """The project's channel, open as long as somebody has a seat at it."""
        async with self._moving:
            if not self._tasks:
                await self._begin()
            channel = self._channels.get(project_id) or await self._open(project_id, most=KEPT)
            channel.seats += 1
        try:
            yield channel
        finally:
            channel.seats -= 1
            async with self._moving:
                await self._close_what_is_empty(channel)

    async def _begin(self) -> None:
        await self._follower.begin()
        await self._open(OWN, most=0)
        self._tasks = [asyncio.create_task(work) for work in (self._follow(), self._beat(), self._check())]

    async def _open(self, project_id: int, *, most: int) -> Channel:
        channel = Channel(project_id, await self._follower.stands_at(project_id), most=most)
        self._channels[project_id] = channel
        self._follower.look_at(project_id)
        return channel

    async def _close_what_is_empty(self, channel: Channel) -> None:
        if channel.seats == 0:
            self._channels.pop(channel.project_id, None)
        if not self._channels.keys() - {OWN}:
            self._channels.clear()
            tasks, self._tasks = self._tasks, []
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._follower.end()

    async def _place(self, cursor: int, channel: Channel) -> int:
        """Where somebody sits down: where they say they were, but never ahead of the journal; a new one, where it is now."""
        if cursor < 0:
            return channel.upto
        if cursor <= channel.upto:
            return cursor
        ends = await self._reader.ask(queries.ends, {channel.project_id})
        return min(cursor, max(channel.upto, ends.get(channel.project_id, 0)))

    async def _reach_back(self, channel: Channel, cursor: int) -> tuple[list[Event], int]:
        """One reads for all who come back to the same channel; who was away too long is told a part at a time."""
        async with channel.reaching_back:
            floor = channel.floor
            if cursor >= floor:
                return [], cursor
            older = await self._reader.ask(queries.between, channel.project_id, cursor, floor, most=KEPT)
            if len(older) < KEPT and channel.remember(older, since=cursor, floor=floor):
                return [], cursor
            return older, older[-1].id if len(older) == KEPT else floor

    async def _follow(self) -> None:
        """News, told. However many listen, telling takes no more than half of the loop's time."""
        loop, is_well = asyncio.get_running_loop(), True
        while True:
            try:
                news = await self._follower.news(self._stands_at)
                begun = loop.time()
                await self._publish(news)
                for _ in range(3):
                    await asyncio.sleep(0)  # by now everybody has had their turn
                await asyncio.sleep(loop.time() - begun)
                is_well = True
            except Exception as error:
                if is_well:
                    log.warning("The journal cannot be followed (%s); it is tried again.", type(error).__name__)
                is_well = False
                await asyncio.sleep(AGAIN)

    def _stands_at(self, project_id: int) -> int | None:
        channel = self._channels.get(project_id)
        return None if channel is None else channel.upto

    async def _publish(self, news: Iterable[Event]) -> None:
        if concerned := self._concerned(news):
            await self._see_to(concerned)
        each: dict[int, list[Event]] = defaultdict(list)
        for event in news:
            each[event.project_id].append(event)
        for project_id, events in each.items():
            if channel := self._channels.get(project_id):
                channel.publish(events)

    def _concerned(self, news: Iterable[Event]) -> set[Listener]:
        """Those whose right to listen may be another from now on: before the next word, it is looked at."""
        projects, people = set(), set()
        for event in news:
            if event.subject == "membership":
                projects.add(event.project_id)
            elif event.project_id == OWN:
                people |= {event.person, event.subject_id if event.subject == "user" else None}
        if not projects and not people:
            return set()
        return {one for one in self.listeners if one.guest.project_id in projects or one.guest.user_id in people}

    async def _see_to(self, listeners: set[Listener]) -> None:
        """When it cannot be looked at, they leave; they may come back when it can."""
        try:
            await self._doors.check(listeners)
        except Exception:
            for one in listeners:
                one.leave()

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        beat_at = loop.time() + BEAT
        while True:
            await asyncio.sleep(1)
            now = loop.time()
            for one in list(self.listeners):
                if one.sending_since is not None and now - one.sending_since > STUCK:
                    one.hang_up()
                elif now >= beat_at:
                    one.beat()
            beat_at = now + BEAT if now >= beat_at else beat_at

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(CHECK)
            with suppress(Exception):
                await self._doors.check(self.listeners)
