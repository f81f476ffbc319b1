"""Acts that look before they write take turns, on every database.

SQLite lets one transaction write at a time, so what an act saw is still true when it writes. PostgreSQL lets many; there
those who name the same turn wait for each other until the transaction ends.
"""

import hashlib

from django.db import connection


def take_turn(name: str) -> None:
    """Wait until nobody else is inside `name`. Holds until the transaction ends; does nothing outside one."""
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
