"""Reading apart: what is hard to read safely is read by a process of its own, which can be stopped.

It gets the bytes on standard input and answers with pieces (JSON) on standard output. It has little memory,
little time, no files to write and an almost empty environment. Whatever it does but answer well is `Unreadable`.
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

Family = Literal["zip", "pdf"]


def read_apart(data: bytes, family: Family) -> tuple[str, list[Piece]]:
    """The format and the pieces of a zip-based document or a PDF. Raises Unreadable only."""
    answer = _answer(data, family)
    try:
        told: Any = json.loads(answer)
        if "unreadable" in told:
            raise Unreadable(str(told["unreadable"]))
        return str(told["format"]), [piece_from_plain(piece) for piece in told["pieces"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable(BROKEN) from None


def _answer(data: bytes, family: Family) -> bytes:
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
        raise Unreadable(TOO_HARD) from None
    except OSError:
        raise Unreadable("Filen kan ikke læses lige nu. Prøv igen om lidt.") from None
    if len(done.stdout) > LIMIT_ANSWER:
        raise Unreadable(TOO_HARD)
    if done.returncode != 0:
        raise Unreadable(TOO_HARD if done.returncode in _STOPPED else BROKEN)
    return done.stdout


# Killed for using its time (SIGXCPU, SIGKILL), or stopped by itself for lack of memory (see child.py).
_STOPPED = (-24, -9, 3)


def _environment() -> dict[str, str]:
    """Nothing but where to find this very package, and no byte code written."""
    root = str(Path(samskab.__file__).resolve().parent.parent)
    return {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
