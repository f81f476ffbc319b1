"""A whole installation is put in the place of what was there, also when somebody pulls the plug in the middle.

Everything new lies ready in `.genskaber/new`. Then READY is written, and from there it can only be finished: each name
is moved once, the database last. Whoever comes next goes on where we stopped. Nothing that was there is deleted; it is
put by in a folder of its own.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from samskab.ground.installation import Installation
from samskab.ground.keeping.disk import files_below, flush_folder, flush_tree, write_whole

STAGING, NEW, READY = ".genskaber", "new", "READY"
OWN = ("erased.log",)  # gathered into the new one, so never put by


@dataclass(frozen=True)
class Plan:
    """What is moved in, in that order, and what is put by, and where."""

    new: list[str]
    old: list[str]
    put_by: str


def staged(folder: Path) -> Installation:
    """The installation that is being made."""
    return Installation(folder / STAGING / NEW)


def plan(folder: Path, put_by: str) -> Plan:
    """What stands ready, the database last, and what there is that it replaces."""
    there = Installation(folder)
    new = sorted(files_below(staged(folder).folder), key=lambda name: (name == there.database.name, name))
    known = [there.key_file, there.seals_file, there.id_file, there.demo_file, there.backup_note, *there.apart]
    database = [there.database.with_name(there.database.name + end) for end in ("", "-wal", "-shm", "-journal")]
    if there.database.name in new:
        known += database
    files = [f"files/{name}" for name in files_below(there.files)] if there.files.is_dir() else []
    old = {path.name for path in known if path.exists() and not _is_same(folder, path.name)} | (set(files) - set(new))
    return Plan(new, sorted(old - set(OWN)), put_by)


def _is_same(folder: Path, name: str) -> bool:
    new = staged(folder).folder / name
    return (
        name != Installation(folder).database.name and new.exists() and new.read_bytes() == (folder / name).read_bytes()
    )


def put(folder: Path, what: Plan) -> None:
    """From here it is finished, by us or by whoever comes next."""
    flush_tree(folder / STAGING)
    write_whole(folder / STAGING / READY, json.dumps(asdict(what)).encode())
    flush_folder(folder)
    finish(folder)


def finish(folder: Path) -> None:
    """Go on with what stands ready; clear away what never was. Safe to repeat."""
    here = folder / STAGING
    if (here / READY).exists():
        what = Plan(**json.loads((here / READY).read_text(encoding="utf-8")))
        _put_by(folder, what)
        for name in what.new:
            _move(here / NEW / name, folder / name)
        flush_tree(folder / "files")
        flush_folder(folder)
    shutil.rmtree(here, ignore_errors=True)


def _put_by(folder: Path, what: Plan) -> None:
    """A name the new one has already taken is no longer the old one's."""
    fresh = set(what.new)
    for name in what.old:
        is_taken = name in fresh and not (folder / STAGING / NEW / name).exists()
        if not is_taken and not (folder / what.put_by / name).exists():
            _move(folder / name, folder / what.put_by / name)
    if (folder / what.put_by).is_dir():
        flush_tree(folder / what.put_by)
    flush_folder(folder)


def _move(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        source.replace(target)
