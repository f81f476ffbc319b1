"""One installation is one folder: database, files, key. Everything Samskab keeps is inside it."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import platformdirs

ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True)
class Installation:
    """Where one Samskab lives. Nothing is created until `prepare` is called."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "samskab.sqlite3"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def key_file(self) -> Path:
        return self.folder / "secret.key"

    @property
    def seals_file(self) -> Path:
        """The marks of the journal's seals, apart from the database they are about."""
        return self.folder / "journal.seals"

    @property
    def id_file(self) -> Path:
        """Which installation this is; a copy of it says so."""
        return self.folder / "installation.id"

    @property
    def capture_key_file(self) -> Path:
        """Opens what telephones sealed without network: a key a line, the first is the one they seal with now."""
        return self.folder / "capture.key"

    @property
    def files_key_file(self) -> Path:
        """Locks what is kept in files: a key a line, the first locks, all of them open."""
        return self.folder / "files.key"

    @property
    def words_key_file(self) -> Path:
        """Locks what people told, in the database: a key a line, the first locks, all of them open."""
        return self.folder / "words.key"

    @property
    def erased_file(self) -> Path:
        """What was taken back, as numbers: so that it does not come back with an older copy of the database."""
        return self.folder / "erased.log"

    @property
    def backup_note(self) -> Path:
        """When the last copy was made, and where."""
        return self.folder / "last-backup.json"

    @property
    def apart(self) -> list[Path]:
        """Keys, the marks made with them, and who else may say who somebody is: kept apart from the database."""
        keys = sorted(self.folder.glob("*.key")) if self.folder.is_dir() else []
        return keys + [path for path in (self.seals_file, self.folder / "sign-in.toml") if path.exists()]

    @property
    def demo_file(self) -> Path:
        return self.folder / "story-day"

    @property
    def story_day(self) -> date | None:
        """The day it is in the demo's story, or None in an installation that real people use."""
        try:
            return date.fromisoformat(self.demo_file.read_text().strip())
        except FileNotFoundError:
            return None

    @property
    def secret_key(self) -> str:
        try:
            return self.key_file.read_text().strip()
        except FileNotFoundError:
            return secrets.token_urlsafe(48)

    @property
    def old_keys(self) -> list[str]:
        """Keys of before, one a line in `old-secret.key`: what they signed is still believed, and nothing new is signed."""
        try:
            return self.folder.joinpath("old-secret.key").read_text().split()
        except FileNotFoundError:
            return []

    @property
    def capture_keys(self) -> list[str]:
        return self._keys_in(self.capture_key_file)

    @property
    def files_keys(self) -> list[str]:
        return self._keys_in(self.files_key_file)

    @property
    def words_keys(self) -> tuple[str, ...]:
        """Asked for each text that is opened, so the file is read again only when it is another."""
        try:
            is_now = self.words_key_file.stat()
        except FileNotFoundError:
            return tuple(self._keys_in(self.words_key_file))
        return _read_once(self.words_key_file, (is_now.st_ino, is_now.st_size, is_now.st_mtime_ns))

    def _keys_in(self, path: Path) -> list[str]:
        """Its lines. Where it is missing, as in an installation from before there was such a key, it is made now."""
        if not path.exists():
            self.prepare()
        return path.read_text().split()

    def prepare(self) -> None:
        """Make the folder, its keys and its name, readable by the owner alone. Safe to repeat, and for two at once."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.files.mkdir(mode=0o700, exist_ok=True)
        _make_once(self.key_file, secrets.token_urlsafe(48))
        _make_once(self.capture_key_file, f"{1 + secrets.randbelow(ORDER_OF_P256 - 1):064x}\n")
        _make_once(self.files_key_file, f"{secrets.token_hex(32)}\n")
        _make_once(self.words_key_file, f"{secrets.token_hex(32)}\n")
        self.name()

    def name(self) -> str:
        """Which installation this is. One from before installations had names is given its name now."""
        _make_once(self.id_file, secrets.token_hex(16))
        return self.id_file.read_text().strip()


@lru_cache(maxsize=8)
def _read_once(path: Path, _as_it_is: tuple[int, int, int]) -> tuple[str, ...]:
    return tuple(path.read_text().split())


def _make_once(path: Path, words: str) -> None:
    """The first of two keeps its words, whole."""
    if path.exists():
        return
    beside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def usual_place(name: str) -> Path:
    """Where a person's data lives when nobody says."""
    return platformdirs.user_data_path(name)


def installation_from_environment() -> Installation:
    """SAMSKAB_DATA, or the usual place for this person's data."""
    named = os.environ.get("SAMSKAB_DATA")
    return Installation(Path(named).expanduser() if named else usual_place("samskab"))
