"""One installation is one folder: database, files, key. Everything Samskab keeps is inside it."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import platformdirs


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

    def prepare(self) -> None:
        """Make the folder and its key, readable by the owner alone. Safe to repeat, and for two at once."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.files.mkdir(mode=0o700, exist_ok=True)
        if self.key_file.exists():
            return
        beside = self.folder / f".secret-{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as key:
                key.write(secrets.token_urlsafe(48))
                key.flush()
                os.fsync(key.fileno())
            with suppress(FileExistsError):
                os.link(beside, self.key_file)  # the first of two keeps its key, whole
        finally:
            beside.unlink(missing_ok=True)


def usual_place(name: str) -> Path:
    """Where a person's data lives when nobody says."""
    return platformdirs.user_data_path(name)


def installation_from_environment() -> Installation:
    """SAMSKAB_DATA, or the usual place for this person's data."""
    named = os.environ.get("SAMSKAB_DATA")
    return Installation(Path(named).expanduser() if named else usual_place("samskab"))
