"""Rows in a form that belongs to no database: the same on SQLite and on PostgreSQL, to the last microsecond.

A row is a list of plain values in the order of the table's columns. A table's digest is the sum of the SHA-256 of its
rows, so that the order, which databases see differently on, does not matter.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connections

from samskab.ground.keeping.shape import Table

AT_A_TIME = 1000
Plain = list[Any]


def written(kind: str, value: Any) -> Any:
    """What a database gave, as JSON can hold it. A column with JSON is a list of one, so that its null is not NULL."""
    match kind:
        case _ if value is None:
            return None
        case "json":
            return [json.loads(value, parse_float=_number)]
        case "moment":
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat(" ", "microseconds")
        case "day" | "time":
            return value.isoformat()
        case "bytes":
            return base64.b64encode(value).decode()
        case "span":
            return value // timedelta(microseconds=1)
        case "decimal" | "uuid" | "text":
            return str(value)
        case "bool":
            return bool(value)
    return value


def _number(digits: str) -> float | int:
    """PostgreSQL writes 1e+16 out, and knows no minus nothing. So do we, wherever it came from."""
    exact = Decimal(digits)
    if "e" in digits.lower() and exact == exact.to_integral_value():
        return int(exact)
    return float(exact) + 0.0


def read(kind: str, plain: Any) -> Any:
    """The value again, as Django wants it. Raises ValueError or TypeError for what cannot be such a value."""
    match kind:
        case _ if plain is None:
            return None
        case "json":
            (value,) = plain
            return value
        case "moment":
            return datetime.fromisoformat(plain)
        case "day":
            return date.fromisoformat(plain)
        case "time":
            return time.fromisoformat(plain)
        case "bytes":
            return base64.b64decode(plain, validate=True)
        case "span":
            return timedelta(microseconds=plain)
        case "decimal":
            return Decimal(plain)
        case "uuid":
            return UUID(plain)
    return plain


class Sum:
    """How many rows, and their digest: 64 hex digits."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: Plain) -> None:
        form = json.dumps(row, sort_keys=True, separators=(",", ":"))
        self._sum += int.from_bytes(hashlib.sha256(form.encode()).digest(), "big")
        self.rows += 1

    @property
    def digest(self) -> str:
        return f"{self._sum % 2**256:064x}"


def line(row: Plain) -> bytes:
    return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def rows_of(table: Table, alias: str) -> Iterator[Plain]:
    """Every row, by key. Inside a transaction this holds a few rows at a time in memory."""
    readers = [_reader(table, field, alias) for field in table.fields]
    with connections[alias].chunked_cursor() as cursor:
        cursor.execute(_select(table, alias))
        while many := cursor.fetchmany(AT_A_TIME):
            for values in many:
                yield [reader(value) for reader, value in zip(readers, values, strict=True)]


def _select(table: Table, alias: str) -> str:
    """Text keys in the order of their bytes, which both databases know."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    in_bytes = ' COLLATE "C"' if connection.vendor == "postgresql" and table.columns[table.key] == "text" else ""
    return f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(table.key)}{in_bytes}"  # noqa: S608


def _reader(table: Table, field: Any, alias: str) -> Callable[[Any], Any]:
    connection, kind = connections[alias], table.columns[field.column]
    column = field.get_col(table.name)
    converters = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    if kind == "json":  # as it lies there, not what a model makes of it
        converters = []

    def reader(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return written(kind, value)

    return reader


def sum_of(table: Table, alias: str) -> Sum:
    summed = Sum()
    for row in rows_of(table, alias):
        summed.add(row)
    return summed


def insert(table: Table, alias: str, rows: Sequence[Plain]) -> None:
    """Put them in as they are. No model's code runs, and no key is given anew."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    writers = [_writer(table, field, alias) for field in table.fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})",  # noqa: S608
            [[writer(plain) for writer, plain in zip(writers, row, strict=True)] for row in rows],
        )


def _writer(table: Table, field: Any, alias: str) -> Callable[[Any], Any]:
    connection, kind = connections[alias], table.columns[field.column]

    def writer(plain: Any) -> Any:
        value = read(kind, plain)
        if kind == "json":
            return None if plain is None else connection.ops.adapt_json_value(value, None)
        return field.get_db_prep_save(value, connection)

    return writer
