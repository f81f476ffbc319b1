"""How the proofs tell what they saw: a table anybody can read, and a verdict."""

import argparse
import sys
from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A markdown table on the screen and in the page."""
    lines = [heads, ["---"] * len(heads), *[[str(cell) for cell in row] for row in rows]]
    for line in lines:
        sys.stdout.write("| " + " | ".join(line) + " |\n")
    sys.stdout.flush()


def say(line: str) -> None:
    sys.stdout.write(f"\n{line}\n")
    sys.stdout.flush()


def rounds(usual: int) -> int:
    """How many times; fewer with --rounds, for a quick look."""
    words = argparse.ArgumentParser()
    words.add_argument("--rounds", type=int, default=usual)
    chosen: int = words.parse_args().rounds
    return chosen
