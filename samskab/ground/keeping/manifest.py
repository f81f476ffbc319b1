"""What a copy says about itself: every part with its size and SHA-256, every table with its rows and digest.

`manifest.seal` holds the manifest's own SHA-256, and a mark nobody can make without the installation's key: a copy that
somebody changed, or another installation's key, is known by it.
"""

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from samskab.ground.keeping.refusing import Refused

FORMAT = 1
NAME, SEAL = "manifest.json", "manifest.seal"
KEYS, ERASED = "keys", "erased.log"
UNFINISHED = ".ikke-faerdig-"
FILES = "which_files_are_kept"  # asked of the stages, with the alias to look in: names in the installation's files
_SEAL = re.compile(r"sha256 ([0-9a-f]{64})\nseal ([0-9a-f]{64})\n", re.ASCII)


@dataclass(frozen=True)
class Part:
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Held:
    """One table: column → kind, how many rows, their digest, and the highest key that was ever given."""

    columns: dict[str, str]
    rows: int
    digest: str
    last: int


@dataclass(frozen=True)
class Manifest:
    version: str
    installation: str
    made_at: str
    database: str
    story_day: str
    migrations: dict[str, list[str]]
    tables: dict[str, Held]
    parts: dict[str, Part]
    missing: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    keys_within: bool = True
    loose: str = ""  # why it cannot be put back as it is: half a sentence about rows that point at nothing

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def files(self) -> list[str]:
        """The files it holds, named as in the installation."""
        return [name.removeprefix("files/") for name in self.parts if name.startswith("files/")]

    def as_bytes(self) -> bytes:
        words = {"samskab_backup": FORMAT, **asdict(self)}
        return json.dumps(words, ensure_ascii=False, indent=1).encode() + b"\n"


def seal_of(manifest: bytes, key: str) -> bytes:
    mark = hmac.new(f"samskab backup\n{key}".encode(), manifest, hashlib.sha256).hexdigest()
    return f"sha256 {hashlib.sha256(manifest).hexdigest()}\nseal {mark}\n".encode()


def part_name_of_table(table: str) -> str:
    return f"tables/{table}.jsonl.gz"


def read_manifest(folder: Path) -> tuple[Manifest, bytes]:
    """The manifest, and its bytes, which are as they were written. Raises Refused."""
    if not (folder / NAME).is_file():
        raise Refused(f"{folder} er ikke en sikkerhedskopi fra Samskab: der er ingen {NAME} i mappen.")
    try:
        found, sealed = (folder / NAME).read_bytes(), (folder / SEAL).read_bytes()
    except FileNotFoundError:
        raise Refused(f"Sikkerhedskopien {folder} er ikke hel: {SEAL} mangler.") from None
    seal = _SEAL.fullmatch(sealed.decode("ascii", "replace"))
    if seal is None or seal[1] != hashlib.sha256(found).hexdigest():
        raise Refused(f"Sikkerhedskopien {folder} er beskadiget: {NAME} er ikke, som den blev skrevet.")
    return _understood(folder, found), found


def is_sealed_with(folder: Path, manifest: bytes, key: str) -> bool:
    """Was the copy made with this key, and is it as it was then?"""
    return hmac.compare_digest((folder / SEAL).read_bytes(), seal_of(manifest, key))


def _understood(folder: Path, found: bytes) -> Manifest:
    try:
        words: dict[str, Any] = json.loads(found)
        if int(words.pop("samskab_backup")) > FORMAT:
            raise Refused(f"Sikkerhedskopien {folder} er lavet af en nyere Samskab. Genskab den med den nyere.")
        words["tables"] = {name: Held(**held) for name, held in words["tables"].items()}
        words["parts"] = {_inside(name): Part(**part) for name, part in words["parts"].items()}
        words["keys"] = {_alone(name): sha256 for name, sha256 in words.get("keys", {}).items()}
        return Manifest(**words)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"Sikkerhedskopien {folder} kan ikke forstås: {NAME} er ikke skrevet af Samskab.") from error


def _inside(name: str) -> str:
    """A part lies inside the copy, and its file inside an installation. Raises ValueError for a name that leads out."""
    path = PurePosixPath(name)
    is_plain = str(path) == name and "\x00" not in name and "\\" not in name
    if path.is_absolute() or ".." in path.parts or not path.parts or not is_plain:
        raise ValueError(name)
    return name


def _alone(name: str) -> str:
    """A key lies beside the other keys, in no folder. Raises ValueError."""
    if "/" in _inside(name):
        raise ValueError(name)
    return name
