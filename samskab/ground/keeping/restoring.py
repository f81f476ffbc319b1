"""A checked copy becomes an installation again: whole, or nothing at all.

Everything is made in a folder of its own inside the installation's: files, keys, and on SQLite the database. What was
taken back since the copy was made is taken back again before anybody can see it. Then all of it is put in place.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from samskab.ground.clock import COPENHAGEN
from samskab.ground.installation import Installation
from samskab.ground.keeping import erased, places
from samskab.ground.keeping.checking import Checked
from samskab.ground.keeping.disk import copy, files_below
from samskab.ground.keeping.manifest import ERASED, FILES
from samskab.ground.keeping.refusing import Refused

RESTORED = "restored"


@dataclass(frozen=True)
class Wanted:
    """Which copy, where to, and how. `embedded` says that the database is a file in the folder."""

    copy: Checked
    target: Installation
    embedded: bool
    replace: bool = False
    lists: Sequence[Path] = ()


@dataclass(frozen=True)
class Restored:
    rows: int
    files: list[str]
    followed: int
    put_by: Path | None


def stage(wanted: Wanted) -> Installation:
    """Files, keys and the list of what was taken back, made ready. No Django yet: its settings come from here.

    Raises Refused, OSError.
    """
    target, checked = wanted.target, wanted.copy
    if target.folder.resolve().is_relative_to(checked.folder.resolve()):
        raise Refused(f"{target.folder} er kopien selv. Nævn en anden mappe, så kopien bliver ved med at være en.")
    places.finish(target.folder)
    if wanted.embedded and target.database.exists() and not wanted.replace:
        raise Refused(f"Der er allerede en Samskab i mappen {target.folder}. Nævn en tom mappe, eller brug --replace.")
    _refuse_another(wanted)
    new = places.staged(target.folder)
    new.folder.mkdir(mode=0o700, parents=True)
    _copy_in(checked, new)
    erased.keep(new.erased_file, erased.gathered([target.erased_file, checked.folder / ERASED, *wanted.lists]))
    return new


@contextmanager
def staged(target: Installation) -> Iterator[None]:
    """What was made ready is cleared away when the block fails, unless it is already being put in place."""
    try:
        yield
    except BaseException:
        here = target.folder / places.STAGING
        if not (here / places.READY).exists():
            shutil.rmtree(here, ignore_errors=True)
        raise


def _refuse_another(wanted: Wanted) -> None:
    """Nobody's installation is replaced by somebody else's by mistake."""
    here = wanted.target.id_file
    if wanted.copy.keys is None or not here.exists():
        return
    if here.read_text().strip() != wanted.copy.manifest.installation:
        raise Refused(
            f"Kopien er af en anden installation end den i mappen {here.parent}. Nævn en tom mappe, eller brug --as-new."
        )


def _copy_in(checked: Checked, new: Installation) -> None:
    manifest = checked.manifest
    if checked.keys is not None:
        for name in manifest.keys:
            copy(checked.keys / name, new.folder / name)
        new.id_file.write_text(manifest.installation)
    else:
        for path in checked.openers:
            copy(path, new.folder / path.name)
    if manifest.story_day:
        new.demo_file.write_text(manifest.story_day + "\n")
    new.prepare()  # makes what is missing: everything that is an installation's own, where it is a new one
    for name in manifest.files:
        size_and_sum = copy(checked.folder / "files" / name, new.files / name)
        part = manifest.parts[f"files/{name}"]
        if size_and_sum != (part.bytes, part.sha256):
            raise Refused(f"Filen {name} kom ikke tilbage, som den var. Intet er genskabt.")


def bring_back(wanted: Wanted) -> Restored:
    """The database, and then all of it in place. The settings must name the staged installation.

    Raises Refused, OSError, DatabaseError.
    """
    from samskab.ground.keeping.filling import at_once

    with at_once():
        _make_room(wanted)
        _fill(wanted)
        followed = _take_back_again(wanted)
        what = _plan(wanted)
        places.put(wanted.target.folder, what)
    put_by = wanted.target.folder / what.put_by
    return Restored(wanted.copy.manifest.rows, _files(what), followed, put_by if put_by.exists() else None)


def _make_room(wanted: Wanted) -> None:
    """An empty database. What stands in PostgreSQL goes in the same transaction that brings the other back."""
    from django.apps import apps
    from django.db import connection

    from samskab.ground.keeping.company import refuse_company

    there = set(connection.introspection.table_names())
    if not there:
        return
    if not wanted.target.id_file.exists():
        raise Refused(
            f"Databasen er ikke tom, og den hører til en installation i en anden mappe end {wanted.target.folder}. "
            "Sæt DATABASE_URL til en tom database, eller nævn den mappe med --data."
        )
    if not wanted.replace:
        raise Refused("Databasen er ikke tom. Nævn en tom database, eller brug --replace.")
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    if strange := sorted(there - ours - wanted.copy.manifest.tables.keys()):
        raise Refused(f"Databasen rummer også andet end Samskab ({strange[0]}). Nævn en tom database.")
    refuse_company()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {', '.join(map(connection.ops.quote_name, sorted(there)))} CASCADE")


def _fill(wanted: Wanted) -> None:
    """The tables the copy had, its rows, and then tables as new as the program."""
    from django.core.management import call_command
    from django.db import DEFAULT_DB_ALIAS, transaction

    from samskab.ground.keeping.filling import build, fill_from_copy
    from samskab.ground.keeping.shape import NotKnown

    checked = wanted.copy
    try:
        build(checked.manifest.migrations, DEFAULT_DB_ALIAS)
    except NotKnown:
        raise Refused(f"{checked.folder} er lavet af en nyere Samskab. Genskab den med den nyere.") from None
    with transaction.atomic():
        fill_from_copy(checked.folder, checked.manifest, DEFAULT_DB_ALIAS)
    call_command("migrate", verbosity=0, interactive=False)


def _take_back_again(wanted: Wanted) -> int:
    """Every stage takes back what the list says it should no longer have. How many lines the list has."""
    from django.db import transaction

    from samskab.ground.reactions import tell

    lines = erased.lines_of(places.staged(wanted.target.folder).erased_file)
    with transaction.atomic():
        tell(RESTORED, erasures=erased.erasures(lines))
    return len(lines)


def _plan(wanted: Wanted) -> places.Plan:
    """Only files that a row still points at are put in place."""
    from django.db import DEFAULT_DB_ALIAS, connection

    from samskab.ground.reactions import ask

    new = places.staged(wanted.target.folder)
    held = set(ask(FILES, using=DEFAULT_DB_ALIAS))
    for name in set(files_below(new.files)) - held:
        (new.files / name).unlink()
    if connection.vendor == "sqlite":
        connection.close()
    return places.plan(wanted.target.folder, f"erstattet-{datetime.now(COPENHAGEN):%Y-%m-%dT%H%M%S}")


def _files(what: places.Plan) -> list[str]:
    return [name for name in what.new if name.startswith("files/")]
