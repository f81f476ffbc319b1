"""What a timeline is drawn from. Told of in timeline.py."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["held", "agreed", "maybe", "either", "dropped"]
POINTS = frozenset({"day", "time"})


@dataclass(frozen=True)
class Event:
    key: str
    label: str
    start: date | None
    end: date | None = None
    state: State = "agreed"
    precision: str = "day"
    moved_from: tuple[date, date] | None = None
    moved_words: str = ""
    words: str = ""
    note: str = ""
    url: str = ""
    badge: str = ""
    badge_words: str = ""

    @property
    def last(self) -> date | None:
        return self.end or self.start

    @property
    def is_point(self) -> bool:
        """Whether it is a knot on the thread; a range of up to six days still is."""
        if self.start is None or self.last is None:
            return False
        return self.precision in POINTS and (self.last - self.start).days < 7

    @property
    def kind(self) -> str:
        """Which badge says it."""
        if self.badge:
            return self.badge
        if self.state in {"dropped", "held", "maybe", "either"}:
            return "moved" if self.moved_from and self.state == "held" else self.state
        if self.start is None:
            return "undated"
        if self.moved_from:
            return "moved"
        return "agreed" if self.is_point else "circa"

    @property
    def knot(self) -> str:
        """How the list's knot looks: "" filled, open or dashed."""
        if self.state == "held":
            return ""
        return "dashed" if self.state in {"maybe", "dropped"} else "open"
