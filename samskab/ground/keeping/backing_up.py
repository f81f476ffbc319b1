"""A copy of an installation, taken while people work.

The database stands still first (`snapshot`); then the stages say which files its rows point at, and those are copied.
A file is on disk before its row is, and never changes, so every row has its file. One may have gone in the meantime,
because it was taken back after the snapshot: then the list of what was taken back, which is copied last, says so, and
whoever puts the copy back takes it back again.
"""

import fcntl
import gzip
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection

import samskab
from samskab.ground.clock import COPENHAGEN
from samskab.ground.installation import Installation
from samskab.ground.keeping import erased
from samskab.ground.keeping.counting import last_key
from samskab.ground.keeping.disk import Hashed, copy, flush_folder, flush_tree, given_back, sha256_of, write_whole
from samskab.ground.keeping.loose import loose_ends
from samskab.ground.keeping.manifest import (
    ERASED,
    FILES,
    KEYS,
    NAME,
    SEAL,
    UNFINISHED,
    Held,
    Manifest,
    Part,
    part_name_of_table,
    seal_of,
)
from samskab.ground.keeping.others import snapshot
from samskab.ground.keeping.refusing import Refused
from samskab.ground.keeping.rows import Sum, line, rows_of
from samskab.ground.keeping.shape import NotKnown, Shape, Table, shape_of
from samskab.ground.keeping.standing import files_stand_still
from samskab.ground.reactions import ask


@dataclass(frozen=True)
class Copied:
    """Where the copy is, and what it says."""

    folder: Path
    manifest: Manifest


def back_up(installation: Installation, into: Path, keys: Path | None = None) -> Copied:
    """A dated folder in `into`, whole or not there at all. `keys` is another place for the keys.

    Raises Refused, OSError, DatabaseError.
    """
    now = datetime.now(COPENHAGEN)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _workshop(into, f"samskab-{now:%Y-%m-%dT%H%M%S}", [into, *([keys] if keys else [])]) as (here, name):
        apart = here / KEYS if keys is None else keys / name
        with given_back(apart), files_stand_still(installation):
            manifest = _fill(installation, here, apart, now, within=keys is None)
            flush_tree(here)
            flush_tree(apart)
            flush_folder(apart.parent)
            here.rename(into / name)
    flush_folder(into)
    _note(installation, manifest, into / name)
    return Copied(into / name, manifest)


def _free_name(wanted: str, places: list[Path]) -> str:
    """Nothing is ever written over, nor what somebody else is making now."""
    number, name = 1, wanted
    while any((place / name).exists() or any(place.glob(f"{UNFINISHED}{name}-*")) for place in places):
        number += 1
        name = f"{wanted}-{number}"
    return name


@contextmanager
def _workshop(into: Path, wanted: str, places: list[Path]) -> Iterator[tuple[Path, str]]:
    """A folder nobody takes for a copy, and the name it gets. What others left here when they were killed goes first."""
    with ExitStack() as ours:
        with _locked(into):  # nobody clears a new folder away before it is seen to be worked in
            for left in into.glob(f"{UNFINISHED}*"):
                if not _is_worked_in(left):
                    shutil.rmtree(left, ignore_errors=True)
            name = _free_name(wanted, places)
            here = ours.enter_context(given_back(into / f"{UNFINISHED}{name}-{os.getpid()}"))
            ours.enter_context(_locked(here))
        yield here, name


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    hand = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(hand, fcntl.LOCK_EX)
        yield
    finally:
        os.close(hand)


def _is_worked_in(folder: Path) -> bool:
    hand = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(hand, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(hand)
    return False


def _fill(installation: Installation, here: Path, apart: Path, now: datetime, *, within: bool) -> Manifest:
    keys = _copy_keys(installation, apart)  # before the database: its seals are then all in it
    with snapshot(here) as alias:
        shape = _shape(alias)
        parts: dict[str, Part] = {}
        tables = {name: _copy_table(table, alias, here, parts) for name, table in shape.tables.items()}
        files = sorted(set(ask(FILES, using=alias)))
        loose = loose_ends(alias)
    missing = _copy_files(installation, files, here, parts)
    erased.keep(here / ERASED, erased.lines_of(installation.erased_file))
    parts[ERASED] = Part(*sha256_of(here / ERASED))
    manifest = Manifest(
        version=samskab.__version__,
        installation=installation.name(),
        made_at=now.isoformat(timespec="seconds"),
        database=connection.vendor,
        story_day=installation.story_day.isoformat() if installation.story_day else "",
        migrations=shape.migrations,
        tables=tables,
        parts=parts,
        missing=missing,
        keys=keys,
        keys_within=within,
        loose=loose,
    )
    write_whole(here / NAME, manifest.as_bytes())
    write_whole(here / SEAL, seal_of(manifest.as_bytes(), installation.secret_key))
    return manifest


def _shape(alias: str) -> Shape:
    try:
        return shape_of(alias)
    except NotKnown:
        raise Refused("Databasen er skrevet af en nyere Samskab end denne. Lav kopien med den nyere.") from None


def _copy_keys(installation: Installation, apart: Path) -> dict[str, str]:
    """Name → SHA-256. Keys are long and random: nobody guesses one from its hash."""
    return {path.name: copy(path, apart / path.name)[1] for path in installation.apart}


def _copy_table(table: Table, alias: str, here: Path, parts: dict[str, Part]) -> Held:
    name, summed = part_name_of_table(table.name), Sum()
    with (
        Hashed(here / name) as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=3, mtime=0) as packed,  # type: ignore[call-overload]
    ):
        for row in rows_of(table, alias):
            summed.add(row)
            packed.write(line(row))
    parts[name] = Part(file.bytes, file.sha256)
    return Held(table.columns, summed.rows, summed.digest, last_key(table, alias))


def _copy_files(installation: Installation, files: list[str], here: Path, parts: dict[str, Part]) -> list[str]:
    """The names of those that are not on the disk though a row still asks for them."""
    missing = []
    for name in files:
        try:
            parts[f"files/{name}"] = Part(*copy(installation.files / name, here / "files" / name))
        except FileNotFoundError:
            missing.append(name)
    return sorted(set(missing).intersection(ask(FILES, using=DEFAULT_DB_ALIAS))) if missing else []


def _note(installation: Installation, manifest: Manifest, where: Path) -> None:
    words = {"made_at": manifest.made_at, "where": str(where)}
    with suppress(OSError):  # the copy is whole; that nobody wrote down where it is does not unmake it
        write_whole(installation.backup_note, json.dumps(words, ensure_ascii=False).encode() + b"\n")
