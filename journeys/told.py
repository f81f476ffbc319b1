"""What somebody told, in the database of an installation: it lies locked there."""

from collections.abc import Iterable
from pathlib import Path

from samskab.ground.installation import Installation
from samskab.ground.locking import open_text

TOLD = "SELECT words, project_id, number FROM voices_voice WHERE words <> ''"
CAPTIONS = "SELECT caption, name, locked_key FROM voices_picture WHERE caption <> ''"


def opened(folder: Path, rows: Iterable[tuple[str, int, int]]) -> list[tuple[str, int]]:
    """(words, number) of each voice; `rows` answer TOLD."""
    keys = Installation(folder).words_keys
    return [(open_text(kept, f"voices_voice:words:{project}/{number}", keys), number) for kept, project, number in rows]


def opened_captions(folder: Path, rows: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """Caption → (name, locked key) of each picture; `rows` answer CAPTIONS."""
    keys = Installation(folder).words_keys
    return {open_text(kept, f"voices_picture:caption:{name}", keys): (name, key) for kept, name, key in rows}
