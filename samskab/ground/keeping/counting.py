"""The numbers a database gives new rows: a number that was given is never given again, also after a copy came back."""

from django.db import connections

from samskab.ground.keeping.shape import Table


def last_key(table: Table, alias: str) -> int:
    """The highest key that was ever given in this table; 0 where the database gives none."""
    if not table.counts:
        return 0
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({_key(table, alias)}) FROM {_name(table, alias)}")  # noqa: S608
        highest = cursor.fetchone()[0] or 0
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
            given = cursor.fetchone()
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_name(table, alias), table.key])
            cursor.execute(f"SELECT last_value FROM {cursor.fetchone()[0]} WHERE is_called")  # noqa: S608
            given = cursor.fetchone()
    return max(int(highest), int(given[0]) if given else 0)


def go_on_from(table: Table, alias: str, last: int) -> None:
    """The next row gets a higher key than this, and than every key that is there."""
    last = max(last, last_key(table, alias))
    if not table.counts or not last:
        return
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [_name(table, alias), table.key, last])


def _name(table: Table, alias: str) -> str:
    return connections[alias].ops.quote_name(table.name)


def _key(table: Table, alias: str) -> str:
    return connections[alias].ops.quote_name(table.key)
