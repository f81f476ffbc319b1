"""Sound without its labels: who made it, on what, where and when. What one hears is left as it was, byte for byte.

Labels are blanked where they stand, so that no place in the file moves; only those of mp3 lie outside what is heard.
"""

import struct
from collections.abc import Callable, Iterator

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.matroska import labels_of_webm
from samskab.ground.readers.sound import BROKEN_SOUND

_BOXES = (b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf")
_LABELS = (b"udta", b"meta", b"uuid")
_HEARD = (b"fmt ", b"data", b"fact", b"JUNK")
_OGG_PAGE = 27
_CRC = 0x04C11DB7


def without_labels(data: bytes, format: str) -> bytes:
    """The same sound. Raises Unreadable for what is not built as its format says."""
    try:
        return _HOW[format](data)
    except (struct.error, IndexError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(BROKEN_SOUND) from None


def _webm(data: bytes) -> bytes:
    """A label becomes an element that says nothing (`Void`), as long as it was."""
    made = bytearray(data)
    for start, end in labels_of_webm(data):
        length = end - start
        width = 1 if length < 128 else 8
        size = (length - 1 - width) | (0x80 if width == 1 else 1 << 56)
        made[start:end] = b"\xec" + size.to_bytes(width, "big") + bytes(length - 1 - width)
    return bytes(made)


def _m4a(data: bytes) -> bytes:
    made = bytearray(data)
    _blank_boxes(made, 0, len(made), depth=0)
    return bytes(made)


def _blank_boxes(made: bytearray, at: int, end: int, depth: int) -> None:
    while at + 8 <= end and depth < 10:
        size, kind = struct.unpack_from(">I4s", made, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", made, at + 8), 16
        to = end if size == 0 else at + size
        if (size and size < head) or to > end:
            return  # cut off while it was recorded: what came before still stands
        if kind in _LABELS:
            made[at + 4 : at + 8] = b"free"
            made[at + head : to] = bytes(to - at - head)
        elif kind in _BOXES:
            _blank_boxes(made, at + head, to, depth + 1)
        at = to


def _wav(data: bytes) -> bytes:
    made, at = bytearray(data), 12
    while at + 8 <= len(made):
        kind, size = struct.unpack_from("<4sI", made, at)
        to = min(at + 8 + size, len(made))
        if kind not in _HEARD:
            made[at : at + 4] = b"JUNK"
            made[at + 8 : to] = bytes(to - at - 8)
        at = to + size % 2
    return bytes(made)


def _mp3(data: bytes) -> bytes:
    """From the first frame on, and nothing after the last one."""
    while data.startswith(b"ID3") and len(data) > 10:
        size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        data = data[10 + size + (10 if data[5] & 0x10 else 0) :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    at = data.rfind(b"APETAGEX", -65_536)
    return data if at < 0 else data[: max(0, data.find(b"APETAGEX", max(0, at - 1_000_000)))]


def _ogg(data: bytes) -> bytes:
    """The page of comments says nothing, and its sum is made anew."""
    made = bytearray(data)
    for start, body, end in _pages(data):
        for mark, where in ((b"OpusTags", 8), (b"\x03vorbis", 7)):
            if made[body : body + where] == mark:
                made[body + where : end] = bytes(end - body - where)
                if where == 7:
                    made[body + 15] = 1  # the bit that ends a list of comments
                made[start + 22 : start + 26] = bytes(4)
                made[start + 22 : start + 26] = struct.pack("<I", _sum_of(bytes(made[start:end])))
    return bytes(made)


def _pages(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(start, where its body begins, its end)"""
    at = 0
    while data[at : at + 4] == b"OggS" and at + _OGG_PAGE <= len(data):
        body = at + _OGG_PAGE + data[at + 26]
        end = body + sum(data[at + _OGG_PAGE : body])
        if end > len(data):
            return
        yield at, body, end
        at = end


def _sum_of(page: bytes) -> int:
    """The sum Ogg uses (RFC 3533): the polynomial of the usual one, from zero, not turned."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1) ^ _CRC if total & 0x80000000 else total << 1
        total &= 0xFFFFFFFF
    return total


_HOW: dict[str, Callable[[bytes], bytes]] = {"webm": _webm, "m4a": _m4a, "wav": _wav, "mp3": _mp3, "ogg": _ogg}
