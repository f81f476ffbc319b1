"""What can write sound out, and which of them this installation has. None, unless an administrator says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Piece:
    """What was heard from one time to another, in milliseconds from the beginning."""

    from_ms: int
    to_ms: int
    words: str


class Transcriber(Protocol):
    """Made once in a process with the folder of its model, which may take long. It never fetches anything from the net."""

    def __init__(self, model: Path) -> None: ...

    def pieces(self, sound: BinaryIO, from_ms: int) -> Iterator[Piece]:
        """What is heard from that time on, in order, a piece at a time as it is found."""
        ...

    @staticmethod
    def why_not(model: Path) -> str:
        """What an administrator must do before it works, as one sentence; "" where it does."""
        ...


class NotHere(Exception):
    """No model is named, or it does not work. `samskab doctor` says why."""


def is_on() -> bool:
    """Whether an administrator has pointed at a folder with a model."""
    return settings.TRANSCRIPTION_MODEL is not None


def why_not() -> str:
    """One sentence for an administrator; "" where it is off, or works."""
    if settings.TRANSCRIPTION_MODEL is None:
        return ""
    try:
        kind: type[Transcriber] = import_string(settings.TRANSCRIBER)
    except ImportError:
        return f"Der er ingen {settings.TRANSCRIBER} (SAMSKAB_TRANSCRIBER)."
    return kind.why_not(settings.TRANSCRIPTION_MODEL)


def transcriber() -> Transcriber:
    """This installation's. Raises NotHere."""
    if not is_on() or why_not():
        raise NotHere
    return _made(settings.TRANSCRIBER, settings.TRANSCRIPTION_MODEL)


@lru_cache(maxsize=1)
def _made(name: str, model: Path) -> Transcriber:
    made: Transcriber = import_string(name)(model)
    return made
