"""An empty database is given the shape, the rows and the counting of another."""

import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path

from django.db import DataError, IntegrityError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from samskab.ground.keeping.counting import go_on_from
from samskab.ground.keeping.laying_out import lay_out
from samskab.ground.keeping.letters import refuse_other_letters
from samskab.ground.keeping.manifest import Manifest, part_name_of_table
from samskab.ground.keeping.misfits import misfit
from samskab.ground.keeping.refusing import Refused
from samskab.ground.keeping.rows import AT_A_TIME, Plain, insert, sum_of
from samskab.ground.keeping.shape import NotKnown, Shape, Table, ends, shape_after


def at_once() -> AbstractContextManager[None]:
    """One transaction round it all on PostgreSQL. SQLite makes its tables outside one, and has a file to throw away."""
    return nullcontext() if connection.vendor == "sqlite" else transaction.atomic()


def build(migrations: dict[str, list[str]], alias: str) -> Shape:
    """Tables as they were after these migrations, with no row in any. Raises NotKnown, Refused.

    On PostgreSQL this may stand inside a transaction. SQLite wants it outside one.
    """
    refuse_other_letters(alias)
    shape = shape_after(migrations)
    loader = MigrationLoader(None)
    nodes = {(app, name) for app, names in migrations.items() for name in names}
    if not (nodes >= loader.graph.nodes.keys() and lay_out(alias)):
        MigrationExecutor(connections[alias]).migrate(ends(loader, nodes & loader.graph.nodes.keys()))
    return shape


def empty(shape: Shape, alias: str) -> None:
    """Take away what the migrations wrote by themselves: the rows that come have it all.

    From here to the end of the transaction rows may come in any order.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # migrations in the same transaction leave some of them immediate
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in shape.tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608


def fill(table: Table, alias: str, rows: Iterable[Plain]) -> None:
    """Put all rows in, some at a time. Raises Refused for one this database cannot hold."""
    rows, is_strict = iter(rows), connections[alias].vendor == "postgresql"
    try:
        while many := list(islice(rows, AT_A_TIME)):
            if is_strict:
                _refuse_misfits(table, many)
            insert(table, alias, many)
    except (DataError, IntegrityError, ValueError, TypeError) as error:
        raise Refused(f"Tabellen {table.name} rummer en række, som databasen ikke tager imod.") from error


def _refuse_misfits(table: Table, rows: list[Plain]) -> None:
    """Says which row, and why; never what stands in it."""
    at = list(table.columns).index(table.key)
    for row in rows:
        if why := misfit(table, row):
            raise Refused(f"Række {row[at]} i tabellen {table.name} kan ikke flyttes: {why}. Ret den først.")


def fill_from_copy(folder: Path, manifest: Manifest, alias: str) -> None:
    """Every table of a checked copy, and then every table read again. Inside a transaction. Raises Refused."""
    try:
        shape = shape_after(manifest.migrations)
    except NotKnown:
        raise Refused(f"Sikkerhedskopien {folder} er lavet af en nyere Samskab. Genskab den med den nyere.") from None
    if {name: table.columns for name, table in shape.tables.items()} != {
        name: held.columns for name, held in manifest.tables.items()
    }:
        raise Refused(f"Sikkerhedskopien {folder} har andre tabeller end den Samskab, den siger, den er fra.")
    empty(shape, alias)
    for name, held in manifest.tables.items():
        fill(shape.tables[name], alias, rows_in(folder / part_name_of_table(name)))
        stands = sum_of(shape.tables[name], alias)
        if (stands.rows, stands.digest) != (held.rows, held.digest):
            raise Refused(f"Tabellen {name} kom ikke tilbage, som den var. Intet er genskabt.")
        go_on_from(shape.tables[name], alias, held.last)
    refuse_loose_ends(alias)


def rows_in(path: Path) -> Iterator[Plain]:
    with gzip.open(path, "rb") as file:
        for line in file:
            yield json.loads(line)


def refuse_loose_ends(alias: str) -> None:
    """Every foreign key leads somewhere. Raises Refused."""
    try:
        connections[alias].check_constraints()
    except IntegrityError as error:
        raise Refused("En række peger på en, der ikke er der. Databasen var ikke hel, og intet er flyttet.") from error
