"""The process that reads: `python -m samskab.ground.readers.child WORK`, bytes in, a line of JSON out.

Imports only what its format needs: starting is most of the time a small document takes.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import (
    LIMIT_ANSWER,
    LIMIT_CPU_SECONDS,
    LIMIT_MEMORY,
    LIMIT_PICTURE_MEMORY,
    LIMIT_SOUND_BYTES,
)
from samskab.ground.readers.pieces import Piece

OUT_OF_MEMORY = 3
_WORKS = 0


def main() -> int:
    """Answers on standard output and returns 0; an uncaught error ends the process, which also is an answer."""
    work = sys.argv[1]
    _confine(LIMIT_PICTURE_MEMORY if "picture" in work else LIMIT_MEMORY)
    data = sys.stdin.buffer.read(LIMIT_SOUND_BYTES + 1)
    try:
        told, made = answer(data, work)
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    if len(told) + len(made) > LIMIT_ANSWER:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(told + b"\n")
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return _WORKS


def answer(data: bytes, work: str) -> tuple[bytes, bytes]:
    """What there is to say about the bytes, in one line, and the bytes made of them, if any."""
    try:
        told, made = _WORK[work](data)
    except Unreadable as error:
        told, made = {"unreadable": str(error)}, b""
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"), made


def _pdf(data: bytes) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.pdf import read_pdf

    return _document("pdf", read_pdf(data))


def _zip(data: bytes) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.office import read_office

    return _document(*read_office(data))


def _document(format: str, pieces: list[Piece]) -> tuple[dict[str, Any], bytes]:
    return {"format": format, "pieces": [piece.as_plain() for piece in pieces]}, b""


def _picture(data: bytes) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.picture import look_at_picture

    return asdict(look_at_picture(data)), b""


def _clean_picture(data: bytes) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.picture import written_again

    seen, made = written_again(data)
    return asdict(seen), made


def _web_page(data: bytes) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.web_page import read_web_page

    return {"spans": [("", None, None, text) for text in read_web_page(data.decode())]}, b""


def _cues(data: bytes, format: str) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.cues import read_srt, read_vtt

    return {"spans": (read_vtt if format == "vtt" else read_srt)(data.decode())}, b""


def _sound(data: bytes, format: str) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.sound import length_of

    return {"milliseconds": length_of(data, format)}, b""


def _clean_sound(data: bytes, format: str) -> tuple[dict[str, Any], bytes]:
    from samskab.ground.readers.sound import length_of
    from samskab.ground.readers.unlabelled import without_labels

    return {"milliseconds": length_of(data, format)}, without_labels(data, format)


_WORK: dict[str, Callable[[bytes], tuple[dict[str, Any], bytes]]] = {
    "zip": _zip,
    "pdf": _pdf,
    "picture": _picture,
    "clean picture": _clean_picture,
    "html": _web_page,
    **{format: partial(_cues, format=format) for format in ("vtt", "srt")},
    **{format: partial(_sound, format=format) for format in ("mp3", "m4a", "ogg", "wav", "webm")},
    **{f"clean {format}": partial(_clean_sound, format=format) for format in ("mp3", "m4a", "ogg", "wav", "webm")},
}


def _confine(memory: int) -> None:
    """Limits that hold for the rest of this process. A limit the system will not set is left as it is."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, LIMIT_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):
            continue


if __name__ == "__main__":
    code = main()
    # Leaving at once: taking a large tree apart could use up the time.
    os._exit(code)
