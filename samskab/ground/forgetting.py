"""Words that were taken back leave no copy in the database's own files."""

from django.db import connection, transaction


def leave_no_copy_in_the_log() -> None:
    """When this is committed, fold SQLite's log into the database and cut it.

    Rows are overwritten as they go (secure_delete), but the log keeps the page as it was until it is folded in. While
    somebody reads at the same moment it may have to wait for the next time; another database is left to its own log.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_fold)


def _fold() -> None:
    if connection.in_atomic_block:  # somebody else's transaction: the log is theirs until they are done
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
