"""The arithmetic of replacing: from a text to one with other names. No Django here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """`old[start:end]` becomes `instead`. Swaps of one text never lie over one another."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Swapped:
    """The new text; for each swap where it stands there (start, end); and the blocks both texts have."""

    text: str
    places: list[tuple[int, int]]
    blocks: list[tuple[int, int, int]]


def swapped(old: str, swaps: Sequence[Swap]) -> Swapped:
    """The swaps in order. Raises ValueError where two lie over one another, or one lies outside the text."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    blocks: list[tuple[int, int, int]] = []
    done = length = 0
    for swap in swaps:
        if not done <= swap.start < swap.end <= len(old):
            raise ValueError("swaps lie in order, beside one another")
        parts += [old[done : swap.start], swap.instead]
        blocks.append((done, length, swap.start - done))
        start = length + swap.start - done
        done, length = swap.end, start + len(swap.instead)
        places.append((start, length))
    blocks.append((done, length, len(old) - done))
    return Swapped("".join([*parts, old[done:]]), places, [one for one in blocks if one[2]])
