"""The door: a file or its bytes in, a `Document` or `Unreadable` out."""

import hashlib
import os
import stat
import unicodedata
from pathlib import Path

from samskab.ground.readers.apart import read_apart
from samskab.ground.readers.document import Document, Unreadable
from samskab.ground.readers.limits import LIMIT_BYTES
from samskab.ground.readers.pieces import Assembly
from samskab.ground.readers.plain import read_plain
from samskab.ground.readers.sniff import sniff

TOO_BIG = f"Filen er for stor: den må højst fylde {LIMIT_BYTES >> 20} MB."
EMPTY = "Filen er tom."
CANNOT_OPEN = "Filen kan ikke åbnes."


def read_file(path: Path) -> Document:
    """Reads the file at `path`; raises Unreadable only. Never more than LIMIT_BYTES are read from it."""
    return read_bytes(bytes_of(path, LIMIT_BYTES), Path(path).name)


def read_bytes(data: bytes, name: str) -> Document:
    """Reads a document that is already in memory; `name` is its file name. Raises Unreadable only."""
    if len(data) > LIMIT_BYTES:
        raise Unreadable(TOO_BIG)
    if not data.strip(b"\0 \t\r\n\f"):
        raise Unreadable(EMPTY)
    sha256 = hashlib.sha256(data).hexdigest()
    name = unicodedata.normalize("NFC", name)
    family = sniff(data)
    if family == "text":
        return read_plain(data, name, sha256)
    format, pieces = read_apart(data, family)
    return Assembly().document(pieces, name=name, format=format, sha256=sha256)


def bytes_of(path: Path, limit: int) -> bytes:
    """The file's bytes. Opened without waiting, so that a pipe without a writer cannot hold us."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Unreadable("Filen findes ikke.") from None
    except PermissionError:
        raise Unreadable("Filen må ikke læses: den er beskyttet mod at blive åbnet.") from None
    except (OSError, ValueError):
        raise Unreadable(CANNOT_OPEN) from None
    try:
        _check(os.fstat(descriptor), limit)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit + 1)
    except OSError:
        raise Unreadable(CANNOT_OPEN) from None
    finally:
        os.close(descriptor)


def _check(status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable("Det er en mappe og ikke en fil.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("Det er ikke en almindelig fil.")
    if status.st_size > limit:
        raise Unreadable(TOO_BIG.replace(str(LIMIT_BYTES >> 20), str(limit >> 20)))
