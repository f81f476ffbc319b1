"""The database is brought up to date: all the way, or left as it was.

On SQLite a copy is made first, and put back when a migration fails. It is deleted when all went well, so that words
that are taken back later do not lie in it. A computer that stops in the middle goes on at the next start, with the
same copy. PostgreSQL undoes the migration that failed by itself; make a backup first there.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor

from samskab.ground.forgetting import fold_the_log
from samskab.ground.installation import Installation
from samskab.ground.keeping.disk import flush_folder
from samskab.ground.keeping.laying_out import lay_out
from samskab.ground.keeping.letters import refuse_other_letters
from samskab.ground.keeping.looking_at_the_folder import network_of
from samskab.ground.keeping.refusing import Refused

TURN = ".upgrading"
BEFORE = ".before-upgrade"


def bring_up_to_date(installation: Installation) -> None:
    """Tables as new as the program. Of two who start at once one waits for the other.

    A database that a newer program has written in is left as it is. Raises Refused, DatabaseError.
    """
    if connection.vendor == "sqlite" and (kind := network_of(installation.folder)):
        raise Refused(
            f"Mappen {installation.folder} ligger på et netværksdrev ({kind}). Der kan SQLite miste data. "
            "Brug en disk i maskinen, eller PostgreSQL med DATABASE_URL."
        )
    with _turn(installation.folder):
        executor = MigrationExecutor(connection)
        loader = executor.loader
        if loader.applied_migrations.keys() - loader.disk_migrations.keys() - loader.replacements.keys():
            raise Refused(
                f"Databasen i mappen {installation.folder} er skrevet af en nyere Samskab end denne. "
                "Brug den nyere, eller nævn en anden mappe med --data."
            )
        if not loader.applied_migrations:
            refuse_other_letters(DEFAULT_DB_ALIAS)
        waits = executor.migration_plan(loader.graph.leaf_nodes())
        before = _copy_before(installation) if waits and loader.applied_migrations else None
        with _as_it_was(before):
            lay_out(DEFAULT_DB_ALIAS)
            call_command("migrate", verbosity=0, interactive=False)
            fold_the_log()
        copy_of(installation).unlink(missing_ok=True)


def copy_of(installation: Installation) -> Path:
    return installation.database.with_name(installation.database.name + BEFORE)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    hand = os.open(folder / TURN, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(hand, fcntl.LOCK_EX)
        yield
    finally:
        os.close(hand)


def _copy_before(installation: Installation) -> Path | None:
    """The database as it was before the upgrade began, also when this is not the first try."""
    if connection.vendor != "sqlite" or not installation.database.exists():
        return None
    path = copy_of(installation)
    if path.exists() and _migrations(path) != _migrations(installation.database):
        return path  # an upgrade was cut off: this is from before it, and no older program has opened it since
    beside = path.with_name(f".{path.name}")
    beside.unlink(missing_ok=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(beside)])
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)
    return path


def _migrations(path: Path) -> int:
    """How many it has been through."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        (count,) = database.execute("SELECT count(*) FROM django_migrations").fetchone()
    return int(count)


@contextmanager
def _as_it_was(before: Path | None) -> Iterator[None]:
    """What was there comes back when the block fails: in one transaction, into the same file."""
    try:
        yield
    except Exception as error:
        if before is None:
            raise
        connections.close_all()
        with closing(sqlite3.connect(before)) as copy, closing(_open_default()) as database:
            copy.backup(database)
        before.unlink()
        raise Refused(
            f"Databasen kunne ikke bringes op til denne udgave: {error}. Den er, som den var; brug den gamle udgave imens."
        ) from error


def _open_default() -> Any:
    return sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=30)
