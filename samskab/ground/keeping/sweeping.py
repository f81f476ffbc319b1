"""What was deleted is made to leave the database's own files, too; and what of it nobody can know is said."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

from samskab.ground.forgetting import fold_the_log
from samskab.ground.keeping.searching import indexes

TRIES, PAUSE = 25, 0.2  # seconds


@dataclass(slots=True)
class Swept:
    """In words: what was done, what could not be, and what of the database's log cannot be known."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def sweep(tables: Iterable[str]) -> Swept:
    """Outside every transaction. Safe to repeat. PostgreSQL keeps others from these tables while each is written anew."""
    swept = Swept()
    if connection.vendor == "sqlite":
        _sweep_sqlite(swept)
    else:
        _sweep_postgresql(swept, sorted(tables))
    return swept


def _sweep_sqlite(swept: Swept) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        if not cursor.fetchone()[0]:
            swept.left.append("SQLite overskriver ikke det, der slettes (secure_delete er slået fra).")
        for name in indexes():
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"INSERT INTO {quoted}({quoted}) VALUES ('rebuild')")  # noqa: S608
            swept.done.append(f"Søgeregisteret {name} er lavet om fra rækkerne.")
    if _fold():
        swept.done.append("Databasens log er foldet ind og skåret af.")
    else:
        swept.left.append("Nogen læser i databasen, så dens log kan ikke skæres af nu. Prøv igen om lidt.")


def _fold() -> bool:
    for _try in range(TRIES):
        if fold_the_log():
            return True
        time.sleep(PAUSE)
    return False


def _sweep_postgresql(swept: Swept, tables: list[str]) -> None:
    """A plain VACUUM would leave the bytes in their pages until something else is written there."""
    quote = connection.ops.quote_name
    for table in tables:
        if _did(swept, f"VACUUM (FULL) {quote(table)}", f"Tabellen {table} kunne ikke skrives om"):
            swept.done.append(f"Tabellen {table} er skrevet om.")
    may_not = "PostgreSQL lader os ikke {} (giv rollen lov, eller lad en administrator gøre det)"
    if _did(swept, "CHECKPOINT", may_not.format("skrive alt på disken (CHECKPOINT)")):
        swept.done.append("Alt er skrevet på disken.")
    if _did(swept, "SELECT pg_switch_wal()", may_not.format("begynde på en ny logfil (pg_switch_wal)")):
        swept.done.append("Loggen er begyndt på en ny fil.")
    swept.unknown.extend(what_the_log_may_hold())


def _did(swept: Swept, statement: str, otherwise: str) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        swept.left.append(f"{otherwise}: {str(error).strip().splitlines()[0]}.")
        return False
    return True


def what_the_log_may_hold() -> list[str]:
    """What nobody can see from here on PostgreSQL, one sentence each; nothing on SQLite, where all of it is files of ours."""
    return [] if connection.vendor != "postgresql" else list(_about_the_log())


def _about_the_log() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        (now,) = cursor.fetchone()
        settings = ("wal_keep_size", "max_wal_size", "checkpoint_timeout", "archive_mode")
        cursor.execute("SELECT name, setting, unit FROM pg_settings WHERE name = ANY(%s)", [list(settings)])
        told = {name: f"{setting} {unit or ''}".strip() for name, setting, unit in cursor.fetchall()}
        cursor.execute("SELECT count(*) FROM pg_replication_slots")
        (slots,) = cursor.fetchone()
    yield (
        f"PostgreSQLs log kan holde ordene, til filerne før {now} er brugt igen. Det sker, når der er skrevet nok: se "
        f"max_wal_size ({told['max_wal_size']}), wal_keep_size ({told['wal_keep_size']}) og checkpoint_timeout "
        f"({told['checkpoint_timeout']}). Hvornår, kan ikke vides herfra."
    )
    if told["archive_mode"] != "off":
        yield "Loggen bliver også lagt i et arkiv (archive_mode). Slet det, der er ældre end sletningen."
    if slots:
        yield f"{slots} andre følger med i loggen (replication slots). De har ordene, til de selv har ryddet op."
