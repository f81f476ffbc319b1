"""The entries of a chain as they lie in the database, a page at a time and as text.

A value that no longer is what it should be is then one that differs, like any other; and a large journal takes no more
memory than a small one. Never one long transaction: people may go on writing.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from samskab.journal.chain import COLUMNS, moment
from samskab.journal.models import Entry
from samskab.journal.walking import Row

PAGE = 5000
AT, FACTS = COLUMNS.index("at"), COLUMNS.index("facts")


def rows_after(chain: Any, last_id: int) -> Iterator[Row | int]:
    """A project's entries (None: those of no project) after one id, in order. One that cannot be read is its id."""
    while page := list(_page(Entry.objects.filter(project_id=chain, id__gt=last_id).order_by("id")[:PAGE])):
        yield from page
        last_id = page[-1] if isinstance(page[-1], int) else page[-1].id


def _page(entries: "QuerySet[Entry]") -> Iterator[Row | int]:
    """Where the database cannot read a page, it is asked for one row after the other."""
    try:
        yield from map(_row, list(_as_text(entries)))
    except DatabaseError:
        for one in list(entries.values_list("id", flat=True)):
            yield _alone(one)


def _alone(one: int) -> Row | int:
    try:
        return _row(_as_text(Entry.objects.filter(id=one)).get())
    except DatabaseError:
        return one


def _as_text(entries: "QuerySet[Entry]") -> Any:
    columns: list[str] = list(COLUMNS)
    columns[AT], columns[FACTS] = "at_text", "facts_text"
    as_text = {"at_text": Cast("at", TextField()), "facts_text": Cast("facts", TextField())}
    return entries.annotate(**as_text).values_list(*columns, "digest")


def _row(found: tuple[Any, ...]) -> Row:
    values = list(found[:-1])
    values[AT], values[FACTS] = _moment(values[AT]), _facts(values[FACTS])
    return Row(values, found[-1])


def _moment(text: Any) -> Any:
    """In the one form; what is no moment as it is."""
    try:
        at = datetime.fromisoformat(text)
        return moment(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return text


@lru_cache(maxsize=4096)
def _facts(text: Any) -> Any:
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return text
