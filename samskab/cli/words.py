"""How the command line speaks when it cannot do what it was asked."""

import sys
from typing import NoReturn


def refuse(sentence: str) -> NoReturn:
    """One clear sentence on standard error, nothing on standard output, exit code 2."""
    print(sentence, file=sys.stderr)
    raise SystemExit(2)
