"""An outbox that was taken out of a telephone as a file: a mark, and each sealed message after its length."""

from collections.abc import Iterator

MARK = b"SAMSKAB-UDBAKKE-1\n"
MOST = 500


class NotAnOutbox(ValueError):
    """The file is something else, or was cut short. Nothing is taken in."""


def messages(data: bytes) -> list[bytes]:
    """Every sealed message in the file. Raises NotAnOutbox."""
    if not data.startswith(MARK):
        raise NotAnOutbox
    found = list(_parts(data[len(MARK) :]))
    if not 0 < len(found) <= MOST:
        raise NotAnOutbox
    return found


def _parts(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        part = data[at + 4 : at + 4 + length]
        if len(part) < length or length == 0:
            raise NotAnOutbox
        yield part
        at += 4 + length
