"""Files stand still while they are copied: what moves them waits for another time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from samskab.ground.installation import Installation


@contextmanager
def files_stand_still(installation: Installation) -> Iterator[None]:
    """No file changes its place meanwhile. Waits for whoever moves them. Many may ask at once."""
    hand = _hand(installation)
    try:
        fcntl.flock(hand, fcntl.LOCK_SH)
        yield
    finally:
        os.close(hand)


@contextmanager
def files_may_move(installation: Installation) -> Iterator[bool]:
    """False while somebody copies them, or moves them already."""
    hand = _hand(installation)
    try:
        fcntl.flock(hand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(hand)


def _hand(installation: Installation) -> int:
    installation.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(installation.files, os.O_RDONLY)
