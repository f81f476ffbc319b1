"""A long message that comes in parts, over a line that breaks: what came is on the disk, and is not sent again.

The address says what it will be when it is whole: its key, how long it is, and its SHA-256. Other content under the
same key lies apart. Nothing is taken in before all of it is here, and nothing here can be read: it is sealed.
"""

import hashlib
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from samskab.ground.keeping.disk import write_whole
from samskab.projects.models import Project

PART = 512 * 1024  # bytes; sending.js sends as much
MOST = 40 * 1024 * 1024  # of a whole message
KEPT_FOR = 7 * 24 * 60 * 60  # seconds since the last part came
_WHOLE = re.compile(r"([1-9]\d{0,8})-([0-9a-f]{64})", re.ASCII)


class NotAPart(ValueError):
    """It is no part of such a message, or not all of that part came. Nothing is stored."""


class NotWhole(ValueError):
    """Some of it is missing, or it is not what it was said to be: then all of it must come again."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the parts will be together."""

    project: Project
    key: UUID
    size: int
    sha256: str

    @property
    def many(self) -> int:
        return -(-self.size // PART)

    @property
    def place(self) -> Path:
        return _of_key(self.project, self.key) / f"{self.size}-{self.sha256}"

    def length_of(self, index: int) -> int:
        return min(PART, self.size - index * PART)


def whole(project: Project, key: UUID, told: str) -> Whole:
    """`told` is size and SHA-256 as the address has them. Raises NotAPart."""
    found = _WHOLE.fullmatch(told)
    if not found or int(found[1]) > MOST:
        raise NotAPart
    return Whole(project, key, int(found[1]), found[2])


def here(whole: Whole) -> list[int]:
    """The numbers of the parts that are on the disk, from 0."""
    return [index for index in range(whole.many) if _is_here(whole, index)]


def keep(whole: Whole, index: int, data: bytes) -> None:
    """On the disk when this returns. The same part again changes nothing. Raises NotAPart and OSError."""
    if not 0 <= index < whole.many or len(data) != whole.length_of(index):
        raise NotAPart
    whole.place.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(whole.place / str(index), data)


def together(whole: Whole) -> bytes:
    """The message. Raises NotWhole; where the parts are other than they were said to be, they are let go of."""
    if len(here(whole)) < whole.many:
        raise NotWhole
    data = b"".join((whole.place / str(index)).read_bytes() for index in range(whole.many))
    if hashlib.sha256(data).hexdigest() != whole.sha256:
        let_go(whole)
        raise NotWhole
    return data


def let_go(whole: Whole) -> None:
    """It was taken in, or is refused."""
    shutil.rmtree(whole.place, ignore_errors=True)


def forget(project: Project, key: UUID) -> None:
    """Whatever has come under a key whose words were taken back."""
    shutil.rmtree(_of_key(project, key), ignore_errors=True)


def sweep() -> None:
    """What nobody has sent more of for a week is let go of: the telephone has all of it."""
    for key in _folder().glob("*/*"):
        times = [path.stat().st_mtime for path in (key, *key.rglob("*"))]
        if time.time() - max(times) > KEPT_FOR:
            shutil.rmtree(key, ignore_errors=True)


def _is_here(whole: Whole, index: int) -> bool:
    try:
        return (whole.place / str(index)).stat().st_size == whole.length_of(index)
    except FileNotFoundError:
        return False


def _folder() -> Path:
    """Beside the files, not among them: what is not whole is in no copy. The telephone still has it."""
    return Path(settings.INSTALLATION.folder) / "arriving"


def _of_key(project: Project, key: UUID) -> Path:
    return _folder() / str(project.pk) / str(key)
