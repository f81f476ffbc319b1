"""An installation's database is moved to another: PostgreSQL, or SQLite again. What it is moved from is not touched.

The settings name the new one while this runs: migrations that write rows write them in the usual database, whichever
they are told.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from samskab.ground.installation import Installation
from samskab.ground.keeping.disk import flush_folder
from samskab.ground.keeping.refusing import Refused

STAGING = ".flytter"


@contextmanager
def new_file(installation: Installation) -> Iterator[Installation]:
    """A place where an SQLite database is made; it gets its name when all went well. Raises Refused."""
    if installation.database.exists():
        raise Refused(f"Der er allerede en database i mappen {installation.folder}.")
    here = Installation(installation.folder / STAGING)
    shutil.rmtree(here.folder, ignore_errors=True)
    here.folder.mkdir(mode=0o700)
    try:
        yield here
        here.database.replace(installation.database)
        flush_folder(installation.folder)
    finally:
        shutil.rmtree(here.folder, ignore_errors=True)


def move(from_settings: dict[str, Any]) -> int:
    """Everything in the database these settings describe is put in the usual one. How many rows both now hold.

    All of it is there and compared row by row, or nothing is. Raises Refused, DatabaseError.
    """
    from django.db import DEFAULT_DB_ALIAS, connection, transaction

    from samskab.ground.keeping.filling import at_once, build
    from samskab.ground.keeping.others import standing_still
    from samskab.ground.keeping.shape import NotKnown, shape_of

    _refuse_used()
    with standing_still(from_settings) as source:
        try:
            shape = shape_of(source)
        except NotKnown:
            raise Refused("Databasen er skrevet af en nyere Samskab end denne. Flyt den med den nyere.") from None
        with at_once():
            build(shape.migrations, DEFAULT_DB_ALIAS)
            with transaction.atomic():
                rows = _move_rows(shape, source)
    connection.close()
    return rows


def _refuse_used() -> None:
    from django.db import DatabaseError, connection

    try:
        there = connection.introspection.table_names()
    except DatabaseError as error:
        raise Refused(f"Den database svarer ikke: {str(error).strip().splitlines()[0]}") from error
    if there:
        raise Refused(f"Den database er ikke tom: der er {len(there)} tabeller i den. Nævn en tom.")


def _move_rows(shape: Any, source: str) -> int:
    from django.db import DEFAULT_DB_ALIAS as TARGET

    from samskab.ground.keeping.comparing import Differs, compare
    from samskab.ground.keeping.counting import go_on_from, last_key
    from samskab.ground.keeping.filling import empty, fill, refuse_loose_ends
    from samskab.ground.keeping.rows import rows_of

    empty(shape, TARGET)
    for table in shape.tables.values():
        fill(table, TARGET, rows_of(table, source))
        go_on_from(table, TARGET, last_key(table, source))
    refuse_loose_ends(TARGET)
    try:
        return compare(shape, source, TARGET)
    except Differs as where:
        raise Refused(f"De to databaser blev ikke ens: {where}. Intet er flyttet.") from where
