"""WebM, as browsers record it: how long it lasts. A recording that was never closed says it only in its blocks.

The format is a tree of elements: an id, a size and the content (RFC 8794, RFC 9559).
"""

import struct
from collections.abc import Iterator

from samskab.ground.readers.document import Unreadable

_SEGMENT, _INFO, _CLUSTER, _GROUP = 0x18538067, 0x1549A966, 0x1F43B675, 0xA0
_SCALE, _DURATION, _CLUSTER_TIME, _SIMPLE_BLOCK, _BLOCK = 0x2AD7B1, 0x4489, 0xE7, 0xA3, 0xA1
_TAGS, _TITLE, _MADE_ON, _MADE_BY, _WRITTEN_BY, _NAME_OF_FILE = 0x1254C367, 0x7BA9, 0x4461, 0x4D80, 0x5741, 0x7384
_ATTACHED, _NAME_OF_TRACK, _SUM, _TRACKS, _TRACK = 0x1941A469, 0x536E, 0xBF, 0x1654AE6B, 0xAE
_LABELS = (_TAGS, _TITLE, _MADE_ON, _MADE_BY, _WRITTEN_BY, _NAME_OF_FILE, _ATTACHED, _NAME_OF_TRACK, _SUM)
_OPENED = (_SEGMENT, _INFO, _CLUSTER, _GROUP)
_NANOSECONDS = 1_000_000
LIMIT_ELEMENTS = 2_000_000

NOT_WEBM = "Lydfilen er beskadiget og kan ikke læses. Gem den igen, og prøv så igen."


def duration_of_webm(data: bytes) -> int | None:
    """Milliseconds: what it says itself, else when its last block begins, else None. Raises Unreadable."""
    scale, told, cluster, last = _NANOSECONDS, 0.0, 0, -1
    for number, (element, _began, start, end) in enumerate(_elements(data)):
        if number > LIMIT_ELEMENTS:
            raise Unreadable(NOT_WEBM)
        if element == _SCALE:
            scale = _whole(data, start, end)
        elif element == _DURATION:
            told = _real(data, start, end)
        elif element == _CLUSTER_TIME:
            cluster = _whole(data, start, end)
        elif element in (_SIMPLE_BLOCK, _BLOCK):
            last = max(last, cluster + _time_in_block(data, start, end))
    ticks = told if told > 0 else last
    return round(ticks * scale / _NANOSECONDS) if 0 < ticks < 1e15 else None


def labels_of_webm(data: bytes) -> list[tuple[int, int]]:
    """Where whole elements stand that say who made it, with what, and when. Raises Unreadable."""
    return [
        (began, end)
        for element, began, _start, end in _elements(data, (*_OPENED, _TRACKS, _TRACK))
        if element in _LABELS
    ]


def _elements(data: bytes, opened: tuple[int, ...] = _OPENED) -> Iterator[tuple[int, int, int, int]]:
    """(id, where it begins, where what it holds begins, its end) of every element, going into those that hold others."""
    at = 0
    while at < len(data):
        began = at
        element, at = _number(data, at, keep_mark=True)
        size, after = _number(data, at, keep_mark=False)
        open_ended = size == (1 << (7 * (after - at))) - 1
        at = after
        if element in opened:
            continue
        if open_ended:
            raise Unreadable(NOT_WEBM)
        end = at + size
        if end > len(data):
            return  # cut off while it was recorded: what came before still stands
        yield element, began, at, end
        at = end


def _number(data: bytes, at: int, keep_mark: bool) -> tuple[int, int]:
    """A number of one to eight bytes, whose first one says how many; and where it ends."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if not first or at + length > len(data):
        raise Unreadable(NOT_WEBM)
    number = int.from_bytes(data[at : at + length], "big")
    return (number if keep_mark else number & ((1 << (7 * length)) - 1)), at + length


def _whole(data: bytes, start: int, end: int) -> int:
    return int.from_bytes(data[start : min(end, start + 8)], "big")


def _real(data: bytes, start: int, end: int) -> float:
    kind = {4: ">f", 8: ">d"}.get(end - start)
    number = struct.unpack(kind, data[start:end])[0] if kind else 0.0
    return number if number == number and number < 1e15 else 0.0


def _time_in_block(data: bytes, start: int, end: int) -> int:
    """A block begins with the number of its track, and then its time after the cluster's."""
    _, at = _number(data, start, keep_mark=False)
    return int.from_bytes(data[at : at + 2], "big", signed=True) if at + 2 <= end else 0
