"""Why a database did not take a row: what SQLite lets through and PostgreSQL does not."""

from typing import Any

from samskab.ground.keeping.rows import Plain
from samskab.ground.keeping.shape import Table, lies_as

WIDTHS = {
    "SmallAutoField": 15, "SmallIntegerField": 15, "PositiveSmallIntegerField": 15,
    "AutoField": 31, "IntegerField": 31, "PositiveIntegerField": 31,
}  # fmt: skip


def misfit(table: Table, row: Plain) -> str:
    """The column that does not fit, and why, as half a sentence; "" when none is found."""
    for field, kind, plain in zip(table.fields, table.columns.values(), row, strict=True):
        if why := _why(field, kind, plain):
            return f"kolonnen {field.column} {why}"
    return ""


def _why(field: Any, kind: str, plain: Any) -> str:
    field = lies_as(field)
    if kind in {"text", "json"} and "\x00" in "".join(_texts(plain)):
        return "rummer et NUL-tegn, som PostgreSQL ikke kan gemme"
    if kind == "json" and any(0xD800 <= ord(sign) <= 0xDFFF for sign in "".join(_texts(plain))):
        return "rummer et halvt tegn, som PostgreSQL ikke kan gemme"
    if kind == "text" and plain is not None and field.max_length and len(plain) > field.max_length:
        return f"er længere end de {field.max_length} tegn, der er plads til"
    width = WIDTHS.get(field.get_internal_type(), 63)
    if kind == "int" and plain is not None and not -(2**width) <= plain < 2**width:
        return "er et tal, der er for stort"
    return ""


def _texts(plain: Any) -> list[str]:
    """Every text in a value."""
    if isinstance(plain, str):
        return [plain]
    if isinstance(plain, dict):
        plain = [*plain.keys(), *plain.values()]
    return [text for one in plain for text in _texts(one)] if isinstance(plain, list) else []
