"""Dates in a plan's cells, their missing years taken from the cells around them."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from samskab.frontdoor.reading.recognise.passage import Passage
from samskab.ground.dates import Found, Precision, When, find, find_in_cell

ANY_YEAR = date(2000, 1, 1)
_EDGES = " \t.,:;-–—()|"


@lru_cache(maxsize=4096)
def has_written_year(text: str) -> date | None:
    """The first date in the text that needs no other to know its year."""
    found = (each.when for each in find(text) if each.when.start and not each.when.year_inferred)
    return next((when.start for when in found), None)


@lru_cache(maxsize=4096)
def seen(text: str) -> tuple[Found, ...]:
    """The dates in running text, whether or not their year can be known."""
    return tuple(each for each in find(text, after=ANY_YEAR) if _says_when(each))


@lru_cache(maxsize=4096)
def only_says_when(text: str) -> Found | None:
    """What the words say about when, where they say nothing else: "uge 3", "Løbende", "Dato følger"; else None."""
    words = text.strip(_EDGES)
    found = find(words, after=ANY_YEAR) if words and len(words) < 60 else []
    whole = len(found) == 1 and not found[0].at and not words[found[0].to :].strip(_EDGES)
    return found[0] if whole else None


def _says_when(found: Found) -> bool:
    return bool(found.when.start or found.doubt) or found.when.precision == Precision.ONGOING


class Years:
    """Reads cells in the order of the plan; each remembers what was read before it."""

    def __init__(self, texts: Iterable[str], after: date | None, year: int | None = None) -> None:
        """`year` is what a heading says, for a plan that writes no year itself."""
        self._to_come = [day for text in texts if (day := has_written_year(text))]
        self.spans: dict[Passage, When] = {}
        """What each time cell has been found to mean: rows under the same cell mean the same."""
        self._latest = after or (date(year, 1, 1) if year and not self._to_come else None)

    def read(self, text: str, near: date | None = None) -> tuple[Found, ...]:
        """The dates in running text. `near` is a date in the same row, which says more than the rows before."""
        return self._remembered(tuple(find(text, after=self._anchor(near))), near)

    def read_cell(self, text: str, near: date | None = None) -> tuple[Found, ...]:
        """The dates in a cell that speaks of nothing but when; one that names none gives none."""
        found = find_in_cell(text, after=near.replace(day=1) if near else self._anchor(near)) if text.strip() else []
        if near and any(each.when.start and each.when.start > near for each in found):
            found = find_in_cell(text, after=_year_up_to(near))
        return self._remembered(tuple(filter(_says_when, found)), near)

    def _remembered(self, found: tuple[Found, ...], near: date | None) -> tuple[Found, ...]:
        starts = [each.when.start for each in found if each.when.start]
        if starts and not near:
            self._latest = starts[-1]
            if starts[0] in self._to_come:
                self._to_come = self._to_come[self._to_come.index(starts[0]) :]
        return found

    def _anchor(self, near: date | None) -> date | None:
        if near:
            return _year_up_to(near)
        if self._latest:
            return self._latest.replace(day=1)
        return _year_up_to(self._to_come[0]) if self._to_come else None


def _year_up_to(day: date) -> date:
    """The first day of the twelve months that end with this day's month."""
    next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return next_month.replace(year=max(1, next_month.year - 1))
