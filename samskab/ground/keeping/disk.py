"""What is written is on the disk, and whole, before anybody hears of it."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PIECE = 1 << 20


class Hashed:
    """A new file for its owner alone, summed while it is written. Use as a context; on the disk when it is left."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
        self._sum = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        self.bytes += len(data)
        return self._file.write(data)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()

    def __enter__(self) -> "Hashed":
        return self

    def __exit__(self, *_: object) -> None:
        with self._file as file:
            file.flush()
            os.fsync(file.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Beside, flushed, then given its name."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        with Hashed(beside) as file:
            file.write(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)


def copy(source: Path, target: Path) -> tuple[int, str]:
    """(bytes, SHA-256). Raises FileNotFoundError when there is no such file any longer."""
    with source.open("rb") as there, Hashed(target) as here:
        shutil.copyfileobj(there, here, PIECE)
    return here.bytes, here.sha256


def sha256_of(path: Path) -> tuple[int, str]:
    """(bytes, SHA-256)"""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest


def flush_folder(folder: Path) -> None:
    """The names in a folder are on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def flush_tree(folder: Path) -> None:
    for place, _folders, _files in os.walk(folder):
        flush_folder(Path(place))


def files_below(folder: Path) -> Iterator[str]:
    """Every file in it, named from there."""
    for place, _folders, names in os.walk(folder):
        for name in names:
            yield str((Path(place) / name).relative_to(folder))


@contextmanager
def given_back(folder: Path) -> Iterator[Path]:
    """A new folder that is gone again, unless everything in the block went well."""
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
