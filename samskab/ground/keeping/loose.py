"""Rows that point at one that is not there. A database of ours lets nobody make one; whoever opens the file beside us can."""

from django.db import connections


def loose_ends(alias: str) -> str:
    """How many, as half a sentence; "" for none. PostgreSQL keeps every foreign key by itself."""
    if connections[alias].vendor != "sqlite":
        return ""
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        found = cursor.fetchall()
    if not found:
        return ""
    return f"{len(found)} {'række' if len(found) == 1 else 'rækker'} peger på noget, der ikke er der (den første i {found[0][0]})"
