"""What can be wrong with a database: itself, its settings, and the tables in it."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from pysqlite3 import sqlite_version, sqlite_version_info

from samskab.ground.installation import Installation
from samskab.ground.keeping import looking_at_the_schema
from samskab.ground.keeping.comparing import Differs, compare_shape
from samskab.ground.keeping.faults import Fault
from samskab.ground.keeping.looking_at_the_folder import network_of
from samskab.ground.keeping.loose import loose_ends
from samskab.ground.keeping.shape import shape_of

OLDEST_SAFE = (3, 51, 3)
# PRAGMA → what it must say, and what is at stake.
WANTED = {
    "journal_mode": ("wal", "ingen kan læse, mens nogen skriver"),
    "synchronous": (2, "det, der er gemt, kan gå tabt, når strømmen går"),
    "foreign_keys": (1, "rækker kan pege på noget, der ikke er der"),
    "secure_delete": (1, "slettede ord kan blive liggende i filen"),
}
BACKUP = "Stands Samskab, og genskab den sidste gode kopi: samskab restore KOPI --replace"


def look(installation: Installation) -> Iterator[Fault]:
    """Raises DatabaseError when the database does not answer at all."""
    if connection.vendor == "sqlite":
        yield from _sqlite(installation)
    else:
        yield from _postgres(installation)


def tables() -> Iterator[Fault]:
    """Are the tables there, as this program knows them?"""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if loader.applied_migrations.keys() - loader.disk_migrations.keys() - loader.replacements.keys():
        yield Fault("database", "Databasen er skrevet af en nyere Samskab.", "Brug den nyere udgave af programmet.")
    elif not loader.applied_migrations:
        yield Fault(
            "database",
            "Databasen er tom: der er ikke en tabel i den.",
            "Var der en Samskab, så genskab den sidste gode kopi: samskab restore KOPI --replace. "
            "Er den ny, så start samskab serve.",
        )
    elif waits := executor.migration_plan(loader.graph.leaf_nodes()):
        yield Fault(
            "database",
            f"Databasen mangler {len(waits)} ændringer, som programmet venter.",
            "Lav en sikkerhedskopi, og start samskab serve: den bringer databasen op til programmet.",
        )
    else:
        yield from _as_the_models()


def _as_the_models() -> Iterator[Fault]:
    shape = shape_of(DEFAULT_DB_ALIAS)
    try:
        compare_shape(shape, DEFAULT_DB_ALIAS)
    except Differs as where:
        yield Fault("database", f"Databasen er ændret udefra: {where}.", BACKUP)
        return
    yield from looking_at_the_schema.look()
    with connection.cursor() as cursor:
        for table in shape.tables.values():
            if connection.vendor != "postgresql" or not table.counts:
                continue
            name, key = map(connection.ops.quote_name, (table.name, table.key))
            cursor.execute(f"SELECT coalesce(max({key}), 0) FROM {name}")  # noqa: S608
            highest = cursor.fetchone()[0]
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)", [name, table.key])
            if highest > (cursor.fetchone()[0] or 0):
                yield Fault(
                    "database",
                    f"Tabellen {table.name} giver numre, der er brugt.",
                    "Tag en sikkerhedskopi, og genskab den med --replace: så tælles der rigtigt igen.",
                )


def _sqlite(installation: Installation) -> Iterator[Fault]:
    if sqlite_version_info < OLDEST_SAFE:
        yield Fault(
            "database",
            f"SQLite {sqlite_version} kan miste gemte data.",
            "Installer Samskab igen: den bringer sin egen.",
        )
    if kind := network_of(installation.folder):
        yield Fault(
            "database",
            f"Mappen {installation.folder} ligger på et netværksdrev ({kind}). Der kan SQLite ødelægges.",
            "Flyt mappen til en disk i maskinen, eller brug PostgreSQL: samskab port --to postgresql://…",
        )
    yield from _pragmas()
    yield from _integrity()


def _pragmas() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        for name, (wanted, stake) in WANTED.items():
            cursor.execute(f"PRAGMA {name}")
            (found,) = cursor.fetchone()
            if found != wanted:
                yield Fault(
                    "database", f"SQLite kører med {name}={found}: {stake}.", "Start med Samskabs egne indstillinger."
                )


def _integrity() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        found = [words for (words,) in cursor.fetchall() if words != "ok"]
        if found:
            yield Fault("database", f"Databasefilen er beskadiget: {found[0]}", BACKUP)
            return
    if loose := loose_ends(DEFAULT_DB_ALIAS):
        yield Fault("database", f"{loose}.", BACKUP)


def _postgres(installation: Installation) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding'), current_setting('fsync')")
        encoding, fsync = cursor.fetchone()
    if encoding != "UTF8":
        yield Fault(
            "database", f"Databasen skriver med {encoding}.", "Lav den igen med UTF8, og genskab en kopi i den."
        )
    if fsync != "on":
        yield Fault("database", "PostgreSQL kører med fsync=off: gemt kan gå tabt.", "Sæt fsync=on i postgresql.conf.")
    if installation.database.exists():
        yield Fault(
            "database",
            f"Der er to databaser: den, DATABASE_URL nævner, og som bruges nu, og filen {installation.database}.",
            "Er filen den nye, så fjern DATABASE_URL. Slet den gamle, når du er sikker på den nye: ord, der siden er taget "
            "tilbage, er ikke taget ud af den.",
            grave=False,
        )
