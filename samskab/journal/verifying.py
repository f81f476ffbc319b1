"""Is the journal as it was written? Every entry, every chain's end, every seal, every day of readings that was counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import DatabaseError

from samskab.ground import clock
from samskab.journal import sealing
from samskab.journal.actions import COUNTED, OWN
from samskab.journal.chain import COLUMNS
from samskab.journal.counting import counted
from samskab.journal.models import ChainHead, Entry, Reading, Seal
from samskab.journal.rows import FACTS, rows_after
from samskab.journal.strange import end_of, with_number, without_number
from samskab.journal.walking import MOST, Row, Walk, What, Wrong, moved

VERB = COLUMNS.index("verb")
UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError)  # what a value that is none can lead to
Point = tuple[str, int]  # digest, the number of the seal that says so
Sealed = dict[int | None, dict[int, Point]]  # chain → last_id → point


@dataclass(slots=True)
class Report:
    """How much was looked at, and what is wrong. `wrong` is empty for a journal that is as it was written."""

    chains: int = 0
    entries: int = 0
    seals: int = 0
    sealed_on: date | None = None
    days: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def verify(*, kept: tuple[int, str] | None = None) -> Report:
    """Look at everything, while people go on writing. `kept` is a seal (number, mark) somebody has kept elsewhere."""
    report = Report()
    if kept is not None and not _is_there(kept):
        report.wrong.append(Wrong(What.KEPT_SEAL, None, other=kept[0]))
    sealed = _look_at_seals(report)
    chains = _chains(sealed)
    for chain in chains:
        looked = Looking(chain, sealed.get(chain, {}))
        looked.through()
        if places := moved(looked.walk.suspects.values()):
            looked = looked.again(places)
        report.chains += 1
        report.entries += looked.walk.count
        report.days += len(looked.days)
        report.wrong += looked.walk.wrong
    report.wrong += [Wrong(What.CHANGED, None, entry) for entry in _outside()]
    report.wrong += [Wrong(What.END, None)] * without_number(ChainHead.objects, "chain").count()
    return report


def _chains(sealed: Sealed) -> list[int | None]:
    """Those that have entries, those that have an end, and those that were sealed; the installation's own first."""
    ends = with_number(ChainHead.objects, "chain").values_list("chain", flat=True)
    found: set[int | None] = {None if chain == OWN else chain for chain in ends} | set(sealed)
    found |= set(with_number(Entry.objects, "project_id").order_by().values_list("project_id", flat=True).distinct())
    return sorted(found, key=lambda one: (one is not None, one or 0))


def _outside() -> list[int]:
    """Entries that say they belong to something that is no project's number."""
    return list(without_number(Entry.objects, "project_id").values_list("id", flat=True)[:MOST])


class Looking:
    """One chain looked through. `put_back` are rows that had changed places, by the place where they belong."""

    def __init__(self, chain: int | None, sealed: dict[int, Point], put_back: dict[int, Row] | None = None) -> None:
        self.walk = Walk(chain)
        self.days: set[str] = set()
        self._sealed, self._left = sealed, dict(sealed)
        self._put_back = put_back or {}

    def through(self) -> None:
        """From the first entry to the last, and on, while new ones are written at the end."""
        walk = self.walk
        while True:
            before = walk.last_id
            self._meet_all(rows_after(walk.chain, walk.last_id))
            end = end_of(walk.chain)
            if end is None or end.last_id <= walk.last_id or walk.last_id == before:
                break
        if end is not None:
            walk.end(end.last_id, end.count, end.digest)
        elif walk.count:
            walk.note(What.NO_END, walk.last_id)
        self._look_at_what_was_sealed()
        self._look_at_days()

    def again(self, places: dict[int, int]) -> "Looking":
        """The same with what had changed places put back, so that nothing else is blamed for it."""
        put_back = {place: self.walk.suspects[stands].at(place) for stands, place in places.items()}
        second = Looking(self.walk.chain, self._sealed, put_back)
        second.through()
        for stands, place in places.items():
            second.walk.note(What.OUT_OF_ORDER, stands, place)
        return second

    def _meet_all(self, rows: Iterable[Row | int]) -> None:
        for row in rows:
            if isinstance(row, int):
                self.walk.meet_unreadable(row)
                self._left.pop(row, None)
            else:
                self._meet(self._put_back.get(row.id, row))

    def _meet(self, row: Row) -> None:
        point = self._left.pop(row.id, None)
        if not self.walk.meet(row):
            return
        if point is not None and point[0] != row.digest:
            self._left[row.id] = point
        if row.values[VERB] == COUNTED:
            self._look_at_readings(row)

    def _look_at_what_was_sealed(self) -> None:
        """The first end that was sealed and is not there: before it somebody has written it all again, or cut it off."""
        if self._left:
            first = min(self._left)
            what = What.SEALED_GONE if first > self.walk.last_id else What.REWRITTEN
            self.walk.note(what, first, self._left[first][1])

    def _look_at_readings(self, row: Row) -> None:
        """Do the readings of that day give the number and the digest that were written the night after?"""
        facts = row.values[FACTS] if isinstance(row.values[FACTS], dict) else {}
        day = str(facts.get("day"))
        self.days.add(day)
        try:
            count, digest = counted(self.walk.chain, date.fromisoformat(day))
        except UNREADABLE:
            count, digest = 0, ""
        if facts != {"day": day, "count": count, "digest": digest}:
            self.walk.note(What.READINGS, row.id, day=day)

    def _look_at_days(self) -> None:
        """Days are closed in order: an older one that was not closed was put in afterwards."""
        if not self.days:
            return
        before = Reading.objects.filter(project_id=self.walk.chain, day__lt=max(self.days)).order_by("day")
        try:
            days = [day.isoformat() for day in before.values_list("day", flat=True).distinct()]
        except UNREADABLE:
            days = [""]
        for day in days:
            if day not in self.days:
                self.walk.note(What.READINGS, day=day)


def _look_at_seals(report: Report) -> Sealed:
    """The ends that were sealed, from the seals that are ours."""
    sealed: Sealed = {}
    expected, mac = 1, ""
    for number in list(with_number(Seal.objects, "number").order_by("number").values_list("number", flat=True)):
        one = _seal(number)
        if number != expected or (one and mac and one.previous != mac):
            report.wrong.append(Wrong(What.SEAL_GONE, None, other=number))
        if one is None:
            report.wrong.append(Wrong(What.SEAL, None, other=number))
        report.seals, expected, mac = report.seals + 1, number + 1, one.mac if one else ""
        if one is not None:
            report.sealed_on = one.sealed_at.astimezone(clock.COPENHAGEN).date()
            for chain, last_id, _count, digest in one.heads:
                sealed.setdefault(None if chain == OWN else chain, {}).setdefault(last_id, (digest, number))
    report.wrong += [Wrong(What.SEAL, None)] * without_number(Seal.objects, "number").count()
    newest = sealing.newest_beside_the_key()
    if newest is not None and not _is_there(newest):
        report.wrong.append(Wrong(What.SEAL_GONE, None, other=newest[0] + 1))
    return sealed


def _is_there(seal: tuple[int, str]) -> bool:
    return Seal.objects.filter(number=seal[0], mac=seal[1]).exists()


def _seal(number: int) -> Seal | None:
    """A seal that was made with our key; None for one that was not, or that cannot be read."""
    try:
        one: Seal = Seal.objects.get(number=number)
        return one if sealing.is_ours(one) else None
    except UNREADABLE:
        return None
