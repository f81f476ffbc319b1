"""Long lists, a page at a time."""

from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class InTurn(Generic[Row]):
    """The rows of one QuerySet, then those of the next, each in its own order. Only a slice that is asked for is read,
    and the last costs little more than the first: where a slice begins is found by keys alone."""

    ordered = True

    def __init__(self, *parts: QuerySet[Row]) -> None:
        self.parts = parts

    @cached_property
    def _counts(self) -> list[int]:
        return [part.count() for part in self.parts]

    def count(self) -> int:
        return sum(self._counts)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Row]:
        first, last = wanted.start, wanted.stop
        found: list[Row] = []
        for part, many in zip(self.parts, self._counts, strict=True):
            found += _between(part, max(first, 0), min(last, many))
            first, last = first - many, last - many
        return found


def _between(part: QuerySet[Row], first: int, last: int) -> list[Row]:
    if first >= last:
        return []
    if first == 0:
        return list(part[:last])
    return list(part.filter(pk__in=list(part.values_list("pk", flat=True)[first:last])))


def page_of(number: str, size: int, *parts: QuerySet[Row]) -> Page[Row]:
    """The page with that number; the nearest there is when there is no such page, the first when it is no number."""
    rows: Any = InTurn(*parts)
    return Paginator(rows, size).get_page(number)
