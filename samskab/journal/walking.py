"""Following one chain from its first entry to its last, and naming what does not fit. Knows no database.

An entry names the digest of the one before it. So an entry that was changed no longer gives its own digest; where one is
gone, the next names a digest nobody has met; where one was put in, the next names the one before that; and two that have
changed places each give their digest with the other's id.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from samskab.journal.chain import START, digest_of

REMEMBERED = 1000  # digests we can recognise the way back to
SUSPECTS = 200  # entries we try in each other's places
MOST = 100  # findings we keep of one chain
BEFORE_ALL = -(2**63)


class What(StrEnum):
    """What can be wrong. `Wrong` says what its numbers are."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    OUT_OF_ORDER = "out_of_order"
    UNREADABLE = "unreadable"
    CUT = "cut"
    END = "end"
    NO_END = "no_end"
    REWRITTEN = "rewritten"
    SEALED_GONE = "sealed_gone"
    SEAL = "seal"
    SEAL_GONE = "seal_gone"
    KEPT_SEAL = "kept_seal"
    READINGS = "readings"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, and in which chain: a project's id, or None for the installation's own.

    `entry` is the entry it is about: the one that was changed; the one something is gone before; the last of those that
    were put in (`other`: how many); the one that stands in another's place (`other`: where it belongs); the last there
    should be (`other`: how many are gone). Where a seal is concerned its number is in `other`; a day of readings is in
    `day`.
    """

    what: What
    chain: Any
    entry: int = 0
    other: int = 0
    day: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it lies in the database: the values of chain.COLUMNS, and the digest beside them."""

    values: Sequence[Any]
    digest: Any

    @property
    def id(self) -> int:
        return int(self.values[0])

    @property
    def previous(self) -> Any:
        return self.values[-1]

    def at(self, place: int) -> "Row":
        return Row((place, *self.values[1:]), self.digest)


@dataclass(slots=True)
class Walk:
    """What one has met so far. `count` is how many belong here: those that were put in are not among them.

    `ends` are the digests the next entry may name: two after one that was changed, None when we cannot know.
    """

    chain: Any
    count: int = 0
    last_id: int = BEFORE_ALL
    ends: tuple[Any, ...] | None = (START,)
    wrong: list[Wrong] = field(default_factory=list)
    suspects: dict[int, Row] = field(default_factory=dict)
    recent: OrderedDict[Any, tuple[int, int]] = field(default_factory=lambda: OrderedDict({START: (BEFORE_ALL, 0)}))

    def meet(self, row: Row) -> bool:
        """The next entry. True when it gives its own digest."""
        own = digest_of(row.values)
        if own == row.digest:
            if self.ends is not None and row.previous not in self.ends:
                self._broken_before(row)
            self.ends = (own,)
        else:
            self._doubt(row)
            self.ends = (own, row.digest)
        self.count, self.last_id = self.count + 1, row.id
        for digest in self.ends:
            self._remember(digest)
        return bool(own == row.digest)

    def meet_unreadable(self, entry: int) -> None:
        """One the database cannot give us: what comes after it is not blamed."""
        self.note(What.UNREADABLE, entry)
        self.count, self.last_id, self.ends = self.count + 1, entry, None

    def end(self, last_id: int, count: int, digest: str) -> None:
        """The end of the chain as it was written beside it."""
        if count == self.count == 0:
            return
        fits = self.ends is None or digest in self.ends
        if last_id > self.last_id and not fits:
            self.note(What.CUT, last_id, max(count - self.count, 1))
        elif last_id < self.last_id and digest in self.recent and self.recent[digest][0] == last_id:
            self._put_in_after(*self.recent[digest])
        elif last_id != self.last_id or not fits or (count != self.count and not self.wrong):
            self.note(What.END, self.last_id)

    def note(self, what: What, entry: int = 0, other: int = 0, day: str = "") -> None:
        if len(self.wrong) < MOST:
            self.wrong.append(Wrong(what, self.chain, entry, other, day))

    def _broken_before(self, row: Row) -> None:
        """It does not name the one before it: either some were put in between, or something is gone."""
        if row.previous not in self.recent:
            self.note(What.MISSING, row.id)
            return
        self._put_in_after(*self.recent[row.previous])

    def _put_in_after(self, last_that_fits: int, count: int) -> None:
        """The entries after that one are none of ours, and nothing else is said of them."""
        self.wrong = [one for one in self.wrong if one.entry <= last_that_fits]
        self.note(What.INSERTED, self.last_id, self.count - count)
        self.count = count

    def _doubt(self, row: Row) -> None:
        self.note(What.CHANGED, row.id)
        if len(self.suspects) < SUSPECTS:
            self.suspects[row.id] = row

    def _remember(self, digest: Any) -> None:
        self.recent.setdefault(digest, (self.last_id, self.count))
        if len(self.recent) > REMEMBERED:
            self.recent.popitem(last=False)


def moved(suspects: Iterable[Row]) -> dict[int, int]:
    """Where each entry stands → where it belongs, for those that give their digest in another's place."""
    rows = list(suspects)
    return {
        row.id: place
        for row in rows
        for place in (other.id for other in rows if other is not row)
        if digest_of(row.at(place).values) == row.digest
    }
