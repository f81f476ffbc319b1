"""Sound: what kind of recording it is and how long it lasts. Nothing is played, and its labels are not read out."""

import io
import re

from tinytag import ParseError, TinyTag, UnsupportedFormatError

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.matroska import duration_of_webm

BROKEN_SOUND = "Lydfilen er beskadiget og kan ikke læses. Gem den igen, og prøv så igen."
FILM = "Det er film. Kun lyd kan tages ind: gem lydsporet for sig, og prøv igen."
LONGEST = 48 * 3600 * 1000

_FILM_TRACK = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_FILM_CODEC = (b"V_VP", b"V_MPEG", b"V_AV1", b"\x80theora")


def length_of(data: bytes, format: str) -> int | None:
    """How many milliseconds it lasts, or None where the recording does not say. Raises Unreadable."""
    head = data[:200_000]
    if _FILM_TRACK.search(data) if format == "m4a" else any(codec in head for codec in _FILM_CODEC):
        raise Unreadable(FILM)
    milliseconds = duration_of_webm(data) if format == "webm" else _told(data, format)
    if milliseconds is None or (format == "m4a" and not milliseconds):  # recorded in pieces: only a player adds them up
        return None
    if not 0 < milliseconds <= LONGEST:
        raise Unreadable(BROKEN_SOUND)
    return milliseconds


def _told(data: bytes, format: str) -> int:
    """What the file's own frames say. Whatever the library meets in a broken file is a broken file."""
    try:
        tag = TinyTag.get(f"lyd.{format}", file_obj=io.BytesIO(data), tags=False)
        return round(float(tag.duration or 0) * 1000)
    except (ParseError, UnsupportedFormatError):
        raise Unreadable(BROKEN_SOUND) from None
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the library promises nothing about what it raises on bytes it did not expect
        raise Unreadable(BROKEN_SOUND) from None
