"""What happened lately in one project, kept for those who listen and those who come back."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from itertools import takewhile

from samskab.live.events import Event
from samskab.live.guests import Guest
from samskab.live.hearing import said
from samskab.projects.access import May

KEPT = 4000  # events: a server that was away for a third of a minute, at 200 acts a second, is read of once for all


class Channel:
    """Holds every event with `floor` < id <= `upto`, in order and each once. Belongs to one event loop."""

    def __init__(self, project_id: int, stands_at: int, *, most: int = KEPT) -> None:
        self.project_id, self.floor, self.upto, self.most = project_id, stands_at, stands_at, most
        self.seats = 0
        self.reaching_back = asyncio.Lock()
        self.bells: set[Callable[[], None]] = set()
        self._lately: deque[Event] = deque()
        self._said: dict[tuple[int, frozenset[May]], tuple[set[int | None], bytes]] = {}

    def publish(self, events: Iterable[Event]) -> None:
        """What is known already is passed over."""
        self._said.clear()
        for event in events:
            if event.id > self.upto:
                self._lately.append(event)
                self.upto = event.id
        while len(self._lately) > self.most:
            self.floor = self._lately.popleft().id
        for ring in self.bells:
            ring()

    def after(self, cursor: int) -> list[Event]:
        """Everything after `cursor`, which must not lie below the floor."""
        assert cursor >= self.floor
        late = list(takewhile(lambda event: event.id > cursor, reversed(self._lately)))
        late.reverse()
        return late

    def words_after(self, cursor: int, guest: Guest) -> bytes:
        """What the guest hears of what came after `cursor`. Most hear the same, and for them it is put together once."""
        key = (cursor, guest.may)
        if key not in self._said:
            events = self.after(cursor)
            self._said[key] = {event.person for event in events}, said(events, guest.may)
        people, words = self._said[key]
        return said(self.after(cursor), guest.may, guest.user_id) if guest.user_id in people else words

    def remember(self, older: list[Event], *, since: int, floor: int) -> bool:
        """Reach further back: `older` is everything with `since` < id <= `floor`.

        False when it is too much to keep, or the floor was raised since.
        """
        if floor != self.floor or len(self._lately) + len(older) > self.most:
            return False
        self._lately.extendleft(reversed(older))
        self.floor = since
        return True
