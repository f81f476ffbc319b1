"""An installation's database is moved to another: PostgreSQL, or SQLite again. What it is moved from is not touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, connections, transaction

from samskab.ground.databases import database
from samskab.ground.installation import Installation
from samskab.ground.keeping.comparing import Differs, compare
from samskab.ground.keeping.counting import go_on_from, last_key
from samskab.ground.keeping.disk import flush_folder
from samskab.ground.keeping.filling import build, empty, fill, refuse_loose_ends
from samskab.ground.keeping.others import opened, standing_still
from samskab.ground.keeping.refusing import Refused
from samskab.ground.keeping.rows import rows_of
from samskab.ground.keeping.shape import NotKnown, Shape, shape_of

TARGET = "target"
SQLITE = "sqlite"


def port(installation: Installation, to: str) -> int:
    """Move everything to the database at `to`, an address or the word sqlite. How many rows both now hold.

    All of it is there and compared row by row, or nothing is. Raises Refused, DatabaseError.
    """
    if to == SQLITE:
        with _new_file(installation) as path:
            return _move({**database("", installation), "NAME": str(path)})
    return _move(database(to, installation))


def _move(settings: dict[str, Any]) -> int:
    with standing_still() as source, opened(TARGET, settings) as target:
        _refuse_used(target)
        try:
            shape = shape_of(source)
        except NotKnown:
            raise Refused("Databasen er skrevet af en nyere Samskab end denne. Flyt den med den nyere.") from None
        with _at_once(target):
            build(shape.migrations, target)
            with transaction.atomic(using=target):
                return _move_rows(shape, source, target)


@contextmanager
def _at_once(alias: str) -> Iterator[None]:
    """One transaction round it all; SQLite makes its tables outside, and has a file of its own to throw away."""
    if connections[alias].vendor == "sqlite":
        yield
    else:
        with transaction.atomic(using=alias):
            yield


def _refuse_used(alias: str) -> None:
    try:
        there = connections[alias].introspection.table_names()
    except DatabaseError as error:
        raise Refused(f"Den database svarer ikke: {str(error).strip().splitlines()[0]}") from error
    if there:
        raise Refused(f"Den database er ikke tom: der er {len(there)} tabeller i den. Nævn en tom.")


def _move_rows(shape: Shape, source: str, target: str) -> int:
    empty(shape, target)
    for table in shape.tables.values():
        fill(table, target, rows_of(table, source))
        go_on_from(table, target, last_key(table, source))
    refuse_loose_ends(target)
    try:
        return compare(shape, source, target)
    except Differs as where:
        raise Refused(f"De to databaser blev ikke ens: {where}. Intet er flyttet.") from where


@contextmanager
def _new_file(installation: Installation) -> Iterator[Path]:
    """A database file that gets its name when all went well."""
    if connection.vendor == "sqlite" or installation.database.exists():
        raise Refused(f"Der er allerede en database i mappen {installation.folder}.")
    path = installation.database.with_name(f".{installation.database.name}.flytter")
    try:
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        yield path
        path.replace(installation.database)
        flush_folder(installation.folder)
    finally:
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
