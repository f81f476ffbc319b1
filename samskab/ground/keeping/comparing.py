"""Do two databases hold the same? Tables, columns, every row, and the numbers new rows will get."""

from itertools import zip_longest

from django.db import connections

from samskab.ground.keeping.counting import last_key
from samskab.ground.keeping.rows import Plain, rows_of
from samskab.ground.keeping.shape import Shape, Table


class Differs(Exception):
    """Half a sentence: where, and how."""


def compare(shape: Shape, here: str, there: str) -> int:
    """How many rows both have. Raises Differs."""
    for alias in (here, there):
        compare_shape(shape, alias)
    return sum(_compare_table(table, here, there) for table in shape.tables.values())


def compare_shape(shape: Shape, alias: str) -> None:
    """Every table a model has, with every column, and no other column."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table in shape.tables.values():
            if table.name not in tables:
                raise Differs(f"tabellen {table.name} mangler")
            there = {column.name for column in connection.introspection.get_table_description(cursor, table.name)}
            wanted = {str(field.column) for field in table.model._meta.concrete_fields}
            if there != wanted:
                raise Differs(f"tabellen {table.name} har ikke de samme kolonner: {', '.join(sorted(there ^ wanted))}")


def _compare_table(table: Table, here: str, there: str) -> int:
    count = 0
    for one, other in zip_longest(rows_of(table, here), rows_of(table, there)):
        if one != other:
            raise Differs(f"tabellen {table.name} er ikke ens: {_where(table, one, other)}")
        count += 1
    if last_key(table, here) != last_key(table, there):
        raise Differs(f"tabellen {table.name} tæller ikke videre fra det samme")
    return count


def _where(table: Table, one: Plain | None, other: Plain | None) -> str:
    """Which row, and which columns; never what stands in them."""
    at = list(table.columns).index(table.key)
    if one is None or other is None or one[at] != other[at]:
        return "en række mangler"
    differ = [column for column, a, b in zip(table.columns, one, other, strict=True) if a != b]
    return f"række {one[at]}, {', '.join(differ)}"
