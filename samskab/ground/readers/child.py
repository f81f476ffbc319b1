"""The process that reads: `python -m samskab.ground.readers.child zip|pdf`, bytes in, JSON out.

Imports only what its format needs: starting is most of the time a small document takes.
"""

import json
import os
import resource
import sys
from typing import Any

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_ANSWER, LIMIT_BYTES, LIMIT_CPU_SECONDS, LIMIT_MEMORY
from samskab.ground.readers.pieces import Piece

OUT_OF_MEMORY = 3
_WORKS = 0


def main() -> int:
    """Answers on standard output and returns 0; an uncaught error ends the process, which also is an answer."""
    _confine()
    data = sys.stdin.buffer.read(LIMIT_BYTES + 1)
    try:
        answer = json.dumps(_told(data, sys.argv[1]), ensure_ascii=True)
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    if len(answer) > LIMIT_ANSWER:
        return OUT_OF_MEMORY
    sys.stdout.write(answer)
    sys.stdout.flush()
    return _WORKS


def _told(data: bytes, family: str) -> dict[str, Any]:
    try:
        format, pieces = _read(data, family)
    except Unreadable as error:
        return {"unreadable": str(error)}
    return {"format": format, "pieces": [piece.as_plain() for piece in pieces]}


def _read(data: bytes, family: str) -> tuple[str, list[Piece]]:
    if family == "pdf":
        from samskab.ground.readers.pdf import read_pdf

        return "pdf", read_pdf(data)
    from samskab.ground.readers.office import read_office

    return read_office(data)


def _confine() -> None:
    """Limits that hold for the rest of this process. A limit the system will not set is left as it is."""
    for what, limit in (
        (resource.RLIMIT_AS, LIMIT_MEMORY),
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
