"""Why nothing can be stored or shown right now, when that is not a fault of the program."""

import errno
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Standstill(StrEnum):
    """What stands still, by what there is to do about it."""

    FULL = "full"
    BUSY = "busy"
    LOCKED = "locked"  # nothing may be written
    AWAY = "away"  # no answer at all


FILES = {
    errno.ENOSPC: Standstill.FULL,
    errno.EDQUOT: Standstill.FULL,
    errno.EFBIG: Standstill.FULL,
    errno.EROFS: Standstill.LOCKED,
    errno.EIO: Standstill.AWAY,
}
# Words of SQLite's and PostgreSQL's own messages, most telling first.
SAID = (
    ("disk is full", Standstill.FULL),
    ("no space left", Standstill.FULL),
    ("disk i/o error", Standstill.FULL),
    ("database is locked", Standstill.BUSY),
    ("lock timeout", Standstill.BUSY),
    ("deadlock detected", Standstill.BUSY),
    ("too many clients", Standstill.BUSY),
    ("readonly database", Standstill.LOCKED),
    ("read-only transaction", Standstill.LOCKED),
)


def standstill(error: BaseException | None) -> Standstill | None:
    """None for an error of our own: waiting would not help."""
    if isinstance(error, OSError):
        return FILES.get(error.errno or 0)
    said = str(error).lower()
    if isinstance(error, OperationalError | InterfaceError):
        return next((why for words, why in SAID if words in said), Standstill.AWAY)
    if "read-only transaction" in said:  # PostgreSQL calls this one an internal error
        return Standstill.LOCKED
    return None
