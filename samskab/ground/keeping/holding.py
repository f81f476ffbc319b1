"""Who has an installation open. Many may work in it at once; whoever replaces it must be alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samskab.ground.installation import Installation
from samskab.ground.keeping.places import STAGING, finish
from samskab.ground.keeping.refusing import Refused

LOCK = ".in-use"
_held: list[int] = []


def enter(installation: Installation) -> None:
    """Work in it until this process ends. A restore that was cut off is finished or cleared away first.

    Raises Refused while somebody replaces it.
    """
    hand = _hand(installation.folder)
    if (installation.folder / STAGING).exists():
        _take(
            hand, fcntl.LOCK_EX, installation.folder, "En genskabelse er i gang i mappen {}. Vent, til den er færdig."
        )
        finish(installation.folder)
    _take(hand, fcntl.LOCK_SH, installation.folder, "Mappen {} er ved at blive genskabt eller flyttet. Vent lidt.")
    _held.append(hand)


@contextmanager
def alone(installation: Installation) -> Iterator[None]:
    """Nobody else works in it, and nobody begins. Raises Refused when somebody does."""
    is_new = not installation.folder.exists()
    hand = _hand(installation.folder)
    _take(hand, fcntl.LOCK_EX, installation.folder, "Samskab kører i mappen {}. Stop den først.")
    try:
        yield
    finally:
        os.close(hand)
        if is_new:
            _leave_nothing(installation.folder)


def is_open(installation: Installation) -> bool:
    """Does anybody work in it?"""
    try:
        with alone(installation):
            return False
    except Refused:
        return True


def _leave_nothing(folder: Path) -> None:
    """The folder we made to be alone in, when nothing came into it."""
    if [path.name for path in folder.iterdir()] == [LOCK]:
        (folder / LOCK).unlink()
        folder.rmdir()


def _hand(folder: Path) -> int:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)


def _take(hand: int, how: int, folder: Path, otherwise: str) -> None:
    try:
        fcntl.flock(hand, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(hand)
        raise Refused(otherwise.format(folder)) from None
