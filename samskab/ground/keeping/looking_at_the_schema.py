"""What tables have besides their columns: indexes, constraints, and what the database does by itself.

Half of what must never happen is kept from happening by these. Nobody notices when one is gone, or one too many is there.
"""

from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from samskab.ground.keeping.faults import Fault
from samskab.ground.keeping.shape import Table, shape_of
from samskab.ground.reactions import ask

TRIGGERS = "what_the_database_does_by_itself"  # asked of the stages: (name, the SQL it was made with), on this database
BY_ITSELF = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL TABLE %'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace",
}
AGAIN = "Lav en sikkerhedskopi, og genskab den med --replace: så laves tabellerne igen, som de skal være."


def look() -> Iterator[Fault]:
    """The tables are those of the models; this is about the rest."""
    for table in shape_of(DEFAULT_DB_ALIAS).tables.values():
        if missing := sorted(_missing(table)):
            yield Fault("database", f"Tabellen {table.name} er ændret udefra: {', '.join(missing)} mangler.", AGAIN)
    yield from _by_itself()


def _missing(table: Table) -> Iterator[str]:
    """Indexes and constraints that were made with the table and are gone."""
    meta: Any = table.model._meta
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, table.name)
    indexed = {tuple(one["columns"] or ()) for one in there.values() if one["index"] or one["unique"]}
    unique = {tuple(one["columns"] or ()) for one in there.values() if one["unique"]}
    for field in meta.local_concrete_fields:
        if field.unique and not field.primary_key and (field.column,) not in unique:
            yield f"at {field.column} kun står én gang"
        elif field.db_index and not field.unique and (field.column,) not in indexed:
            yield f"indekset på {field.column}"
    for names in meta.unique_together:
        if (columns := tuple(str(meta.get_field(name).column) for name in names)) not in unique:
            yield f"at {' og '.join(columns)} kun står sammen én gang"
    yield from ({one.name for one in [*meta.indexes, *meta.constraints]}) - there.keys()


def _by_itself() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(BY_ITSELF[connection.vendor])
        there = {name: " ".join(sql.split()) for name, sql in cursor.fetchall()}
    ours = {name: " ".join(sql.split()) for name, sql in ask(TRIGGERS)}
    for name in sorted(ours.keys() - there.keys()):
        yield Fault("database", f"Databasen er ændret udefra: {name} mangler, så ikke alt kan findes.", AGAIN)
    for name in sorted(name for name, sql in there.items() if ours.get(name) != sql):
        yield Fault(
            "database",
            f"Databasen gør selv noget, som Samskab ikke har bedt den om: {name}.",
            f"Find ud af, hvem der har lavet det, og hvad det har gjort: samskab journal verify. {AGAIN}",
        )
