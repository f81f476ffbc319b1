"""Where a column holds what it is not for. SQLite lets somebody put a word where a number should be; PostgreSQL does not."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Func, Manager, QuerySet, TextField

from samskab.journal.actions import OWN
from samskab.journal.models import ChainHead

NUMBER_OR_NOTHING = ("integer", "null")
NOWHERE = -1  # what no end of a chain says of itself


class Kind(Func):
    """What lies in a column, as SQLite calls it. Asks without reading it."""

    function = "typeof"
    output_field = TextField()


def with_number(rows: "Manager[Any] | QuerySet[Any]", column: str) -> "QuerySet[Any]":
    """Those that have a number there, or nothing."""
    if connection.vendor != "sqlite":
        return rows.all()
    return rows.annotate(kind=Kind(column)).filter(kind__in=NUMBER_OR_NOTHING)


def without_number(rows: "Manager[Any] | QuerySet[Any]", column: str) -> "QuerySet[Any]":
    """Those that have something else there."""
    if connection.vendor != "sqlite":
        return rows.none()
    return rows.annotate(kind=Kind(column)).exclude(kind__in=NUMBER_OR_NOTHING)


def end_of(chain: int | None) -> ChainHead | None:
    """The end of a chain as it was written beside it; one that is none where it cannot be read, and fits nothing."""
    number = OWN if chain is None else chain
    none = ChainHead(chain=number, last_id=NOWHERE, count=NOWHERE)
    try:
        end = ChainHead.objects.filter(chain=number).first()
    except DatabaseError:
        return none
    is_read = end is None or (isinstance(end.last_id, int) and isinstance(end.count, int))
    return end if is_read else none
