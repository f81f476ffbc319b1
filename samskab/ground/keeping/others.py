"""Another database than the usual one, for as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction

SNAPSHOT = "snapshot"


@contextmanager
def opened(alias: str, settings: dict[str, Any]) -> Iterator[str]:
    """The database these settings describe, under this alias."""
    described = connections.configure_settings({"default": {}, alias: settings})
    connections.databases[alias] = described[alias]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


@contextmanager
def snapshot(beside: Path) -> Iterator[str]:
    """An alias where everything stands still, while people go on working.

    SQLite is copied into a file in `beside` first, in one short reading: whoever reads long keeps its log from being
    cut, and words that were taken back with it. PostgreSQL keeps a snapshot for whoever asks.
    """
    if connection.vendor != "sqlite":
        with standing_still(connection.settings_dict) as alias:
            yield alias
        return
    path = beside / "snapshot.sqlite3"
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])  # leaves out what was deleted, unlike a copy of the file
        with _reading(_sqlite(str(path))) as alias:
            yield alias
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def standing_still(database: dict[str, Any]) -> Iterator[str]:
    """An alias where that database stands still, read where it lies. On SQLite for when nobody else works."""
    if "sqlite" in database["ENGINE"]:
        settings = _sqlite(str(database["NAME"]))
    else:
        from psycopg import IsolationLevel

        settings = {**database, "OPTIONS": {**database["OPTIONS"], "isolation_level": IsolationLevel.REPEATABLE_READ}}
    with _reading(settings) as alias:
        yield alias


def _sqlite(path: str) -> dict[str, Any]:
    options = {"init_command": "PRAGMA query_only=ON;", "timeout": 30}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options}


@contextmanager
def _reading(settings: dict[str, Any]) -> Iterator[str]:
    with (
        opened(SNAPSHOT, settings) as alias,
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
    ):
        if connections[alias].vendor == "postgresql":
            cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")  # from here it stands still
        cursor.fetchall()
        yield alias
