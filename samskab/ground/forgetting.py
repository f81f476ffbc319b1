"""Words that were taken back leave no copy in the database's own files."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from samskab.ground.reactions import tell

PATIENCE = 200  # milliseconds


def leave_no_copy_in_the_log() -> None:
    """When this is committed, fold SQLite's log into the database and cut it.

    Rows are overwritten as they go (secure_delete), but the log keeps the page as it was until it is folded in. While
    somebody reads at the same moment it cannot be cut; then it is told, and done as soon as nobody is in the way.
    Another database is left to its own log.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_fold, robust=True)  # what was taken back is taken back, folded or not


def fold_the_log() -> bool:
    """Fold and cut the log now. False when somebody reads, or writes, and it must be tried again."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor, _little_patience(cursor):
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _folded = cursor.fetchone()
    return not busy


@contextmanager
def _little_patience(cursor: Any) -> Iterator[None]:
    """Whoever waits to cut the log keeps everybody from writing."""
    cursor.execute("PRAGMA busy_timeout")
    (usual,) = cursor.fetchone()
    cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout={usual}")


def _fold() -> None:
    if connection.in_atomic_block:  # somebody else's transaction: the log is theirs until they are done
        return
    if not fold_the_log():
        tell("words_left_in_the_log")
