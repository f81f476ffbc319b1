"""Who else works in a database. A lock in a folder says nothing about whoever came to PostgreSQL from another folder."""

import time

from django.db import connection

from samskab.ground.keeping.refusing import Refused

PARTING = 5  # seconds PostgreSQL may take to forget somebody who has just left
OTHERS = """
    SELECT count(*), max(usename) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
"""  # the server's own processes have no user; what another user's process is, not everybody may see


def refuse_company() -> None:
    """Nobody but us is connected to the usual database. Raises Refused. SQLite's is in a folder, which has a lock."""
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + PARTING
    while others := _others():
        if time.monotonic() > until:
            raise Refused(f"Andre arbejder i databasen ({others}). Stop Samskab og alt andet, der bruger den, først.")
        time.sleep(0.1)


def _others() -> str:
    """How many, and as whom; "" for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees the same picture again
        cursor.execute(OTHERS)
        count, name = cursor.fetchone()
    return f"{count} som {name}" if count else ""
