"""Reading apart: what is hard to read safely is read by a process of its own, which can be stopped.

It gets the bytes on standard input and answers on standard output with a line of JSON, and with bytes after it where a
picture is written again. It has little memory, little time, no files to write and an almost empty environment. Whatever
it does but answer well is `Unreadable`.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import samskab
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_ANSWER, LIMIT_SECONDS
from samskab.ground.readers.pieces import Piece, piece_from_plain

TOO_HARD = "Filen er for tung eller for indviklet til at blive læst. Gem den som .docx eller .txt, og prøv igen."
BROKEN = "Filen er beskadiget eller bygget på en måde, der ikke kan læses. Gem den igen, og prøv så igen."

PICTURE_TOO_HARD = "Billedet er for tungt til at blive åbnet. Gør det mindre, eller gem det som JPEG, og prøv igen."
Family = Literal["zip", "pdf"]
Work = Literal[
    "zip", "pdf", "picture", "clean picture", "html", "vtt", "srt", "mp3", "m4a", "ogg", "wav", "webm",
    "clean mp3", "clean m4a", "clean ogg", "clean wav", "clean webm",
]  # fmt: skip
_NOT_AN_ANSWER = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def read_apart(data: bytes, family: Family) -> tuple[str, list[Piece]]:
    """The format and the pieces of a zip-based document or a PDF. Raises Unreadable only."""
    told, _ = ask_apart(data, family)
    try:
        return str(told["format"]), [piece_from_plain(piece) for piece in told["pieces"]]
    except _NOT_AN_ANSWER:
        raise Unreadable(BROKEN) from None


def ask_apart(data: bytes, work: Work) -> tuple[dict[str, Any], bytes]:
    """What the other process says about these bytes, and the bytes it made of them. Raises Unreadable only."""
    line, _, made = _answer(data, work).partition(b"\n")
    try:
        told: Any = json.loads(line)
        if "unreadable" in told:
            raise Unreadable(str(told["unreadable"]))
        return dict(told), made
    except _NOT_AN_ANSWER:
        raise Unreadable(BROKEN) from None


def _answer(data: bytes, family: Work) -> bytes:
    command = [sys.executable, "-P", "-m", "samskab.ground.readers.child", family]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, no shell, nothing from the outside in the command
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMIT_SECONDS,
            env=_environment(),
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_too_hard(family)) from None
    except OSError:
        raise Unreadable("Filen kan ikke læses lige nu. Prøv igen om lidt.") from None
    if len(done.stdout) > LIMIT_ANSWER:
        raise Unreadable(_too_hard(family))
    if done.returncode != 0:
        raise Unreadable(_too_hard(family) if done.returncode in _STOPPED else BROKEN)
    return done.stdout


def _too_hard(work: Work) -> str:
    return PICTURE_TOO_HARD if "picture" in work else TOO_HARD


def spans_apart(data: bytes, work: Work) -> list[tuple[str, int | None, int | None, str]]:
    """The paragraphs of a web page or the cues of a transcript: (said by, from, to, words). Raises Unreadable only."""
    told, _ = ask_apart(data, work)
    try:
        return [(str(who), _moment(start), _moment(end), str(words)) for who, start, end, words in told["spans"]]
    except _NOT_AN_ANSWER:
        raise Unreadable(BROKEN) from None


def _moment(value: Any) -> int | None:
    return None if value is None else int(value)


# Killed for using its time (SIGXCPU, SIGKILL), or stopped by itself for lack of memory (see child.py).
_STOPPED = (-24, -9, 3)


def _environment() -> dict[str, str]:
    """Nothing but where to find this very package, and no byte code written."""
    root = str(Path(samskab.__file__).resolve().parent.parent)
    return {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
