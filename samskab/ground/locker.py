"""A folder of locked files: each has a name that says nothing and a key of its own, which its row keeps, locked."""

import secrets
import time
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from samskab.ground.keeping.disk import write_whole
from samskab.ground.locking import lock, unlock

AN_HOUR = 60 * 60  # seconds: no act takes that long
_laid: ContextVar[set[str] | None] = ContextVar("laid", default=None)


@dataclass(frozen=True, slots=True)
class Locker:
    """`folder` lies in the installation's files; `kind` is what each file is to the lock on it."""

    folder: str
    kind: str

    def place_of(self, name: str) -> Path:
        """Locked, outside the web root."""
        return Path(settings.INSTALLATION.files) / self.folder / name[:2] / name

    def told(self, name: str) -> str:
        """The same, named from the installation's folder of files."""
        return str(self.place_of(name).relative_to(settings.INSTALLATION.files))

    def what(self, name: str) -> str:
        """What the file is, to the lock on it."""
        return f"{self.kind} {name}"

    def put(self, data: bytes) -> tuple[str, str]:
        """(its name, its locked key). On the disk when this returns; where the act fails, `sweep` takes it away."""
        name = secrets.token_hex(16)
        locked_key, locked = lock(data, self.what(name), settings.INSTALLATION.files_keys)
        self.place_of(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (laid := _laid.get()) is not None:
            laid.add(name)
        write_whole(self.place_of(name), locked)
        return name, locked_key

    def open(self, name: str, locked_key: str) -> bytes:
        """What was put. Raises Locked, and FileNotFoundError where it is gone."""
        return unlock(self.place_of(name).read_bytes(), locked_key, self.what(name), settings.INSTALLATION.files_keys)

    def let_go(self, names: Iterable[str]) -> None:
        """The files go when this is committed; the keys go with their rows."""
        for name in names:
            transaction.on_commit(partial(self.place_of(name).unlink, missing_ok=True))

    def sweep(self, held: AbstractSet[str], of_the_act: AbstractSet[str] = frozenset()) -> None:
        """Take away every file no row points at: left by an act that failed, or by a computer that stopped.

        What is younger than an hour is let be: its act may be under way. Not so what the caller's own act laid.
        """
        for path in self.place_of("00").parent.parent.glob("*/*"):
            if path.name not in held and (path.name in of_the_act or time.time() - path.stat().st_mtime > AN_HOUR):
                path.unlink(missing_ok=True)


@contextmanager
def laid_meanwhile() -> Iterator[set[str]]:
    """The names of every file that is laid in the block, for whoever has to clear up when it fails."""
    names: set[str] = set()
    before = _laid.set(names)
    try:
        yield names
    finally:
        _laid.reset(before)
