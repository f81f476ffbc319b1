"""The list of what was taken back: numbers and moments, no words. It lies beside the database, and outlives it.

A line is on the disk before the words are gone, and so before anybody is told that they are. When an older copy is put
back, what stands here is taken back again. The moment the row was made tells it from another row that was given the
same number later, in a database that had come back from a copy.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from samskab.ground.keeping.disk import flush_folder, write_whole

_ROW = r"([a-z_]{1,40}) (\d{1,19}) (\S+)"
_LINE = re.compile(rf"(\S+) {_ROW}((?: {_ROW})*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Erasure:
    """Row number `id` of `kind`, made at that moment, was taken back, and what it said was taken out of these."""

    kind: str
    id: int
    made_at: datetime
    out_of: tuple["Erasure", ...] = ()

    @property
    def words(self) -> str:
        own = f"{self.kind} {self.id} {self.made_at.astimezone(UTC).isoformat(timespec='microseconds')}"
        return " ".join([own, *(one.words for one in self.out_of)])


def note(path: Path, erasure: Erasure, now: datetime) -> None:
    """One line more, on the disk when this returns. Raises OSError, and then nothing may be said to be gone."""
    is_new = not path.exists()
    with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600), "a+b") as file:
        line = f"{now.astimezone(UTC).isoformat(timespec='seconds')} {erasure.words}\n"
        file.write(line.encode() if _ends_whole(path) else f"\n{line}".encode())
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        flush_folder(path.parent)


def _ends_whole(path: Path) -> bool:
    """The power may have gone in the middle of the last line."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def lines_of(path: Path) -> list[str]:
    """The whole lines of a list; none where there is no list. What is not a line of ours is passed over."""
    try:
        words = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    return [line for line in words.splitlines() if erasure_of(line)]


def erasure_of(line: str) -> Erasure | None:
    if not (found := _LINE.fullmatch(line)):
        return None
    try:
        datetime.fromisoformat(found[1])
        out_of = tuple(_row(*words) for words in re.findall(_ROW, found[5], re.ASCII))
        return replace(_row(found[2], found[3], found[4]), out_of=out_of)
    except ValueError:
        return None


def _row(kind: str, number: str, made_at: str) -> Erasure:
    moment = datetime.fromisoformat(made_at)
    if not moment.tzinfo:
        raise ValueError(made_at)
    return Erasure(kind, int(number), moment)


def gathered(paths: Iterable[Path]) -> list[str]:
    """The lines of several lists, each once, oldest first."""
    return sorted({line for path in paths for line in lines_of(path)})


def keep(path: Path, lines: list[str]) -> None:
    """A list with these lines, whole."""
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())


def erasures(lines: Iterable[str]) -> list[Erasure]:
    """What the lines say, each once."""
    return list(dict.fromkeys(found for line in lines if (found := erasure_of(line))))
