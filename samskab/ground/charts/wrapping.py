"""Breaking words into lines inside a picture, where nothing else does it. Widths are in em of IBM Plex Sans."""

from collections.abc import Callable, Sequence
from functools import lru_cache

# Advance widths of the semibold, rounded up to a twentieth of an em; the regular is never wider.
_WIDTHS = {
    0.30: " 'ijl.,:;!’",
    0.35: "ft()",
    0.40: "rI-",
    0.50: "csvyzL?”/",
    0.60: "bdhnpquEFSTZ0123456789–ü",
    0.65: "ABCPRVXYÅ",
    0.70: "DGHKNOQUØ&",
    0.80: "wM—",
    0.90: "mæ…",
    0.95: "WÆ",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_ORDINARY = 0.56


def width(text: str) -> float:
    """How wide a line of semibold is, in em; a letter we do not know counts as an ordinary one."""
    return sum(_WIDTH_OF.get(letter, _ORDINARY) for letter in text)


def wrap(text: str, measure: float) -> list[str]:
    """Greedy lines of at most `measure` em; a word that is wider stands alone on its line."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= measure:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=256)
def wrap_in_circle(text: str, radius: float, largest: float, smallest: float) -> tuple[tuple[str, ...], float]:
    """Centred lines of `text` in a circle of `radius`, and their size, in the same unit as the radius.

    Three or four lines are preferred. What cannot be held at `smallest` ends in "…": the whole wording must then
    stand beside the picture.
    """
    words = text.split()
    size = largest
    while size >= smallest:
        for count in (3, 4, 2, 5, 1, 6, 7):
            lines = _set_in_circle(words, count, radius / size)
            if lines:
                return tuple(lines), size
        size -= 0.5
    return _shortened(words, radius, smallest)


def _shortened(words: Sequence[str], radius: float, size: float) -> tuple[tuple[str, ...], float]:
    for kept in range(len(words) - 1, 0, -1):
        cut = [*words[: kept - 1], f"{words[kept - 1].rstrip('.,:;')}…"]
        for count in range(1, 7):
            lines = _set_in_circle(cut, count, radius / size)
            if lines:
                return tuple(lines), size
    return _one_line(words[0], radius, size) if words else ((), size)


def _one_line(word: str, radius: float, size: float) -> tuple[tuple[str, ...], float]:
    """A single word too wide at the smallest size: set smaller rather than lost."""
    return (word,), min(size, 1.9 * radius / (width(word) + 1))


def _set_in_circle(words: Sequence[str], count: int, radius: float) -> list[str] | None:
    """Words on exactly `count` lines, each as far from the edge as can be; None where they do not fit."""
    if count > len(words):
        return None
    rooms = [_chord(radius, (row - (count - 1) / 2) * LINE) for row in range(count)]
    return _balanced(words, rooms, lambda line, row: width(line) / rooms[row] if rooms[row] > 0 else 9.0)


LINE = 1.25
"""The distance between two lines, in em."""


def _chord(radius: float, offset: float) -> float:
    """How wide a line may be whose middle stands `offset` em from the centre."""
    edge = abs(offset) + 0.45
    return 2 * (radius**2 - edge**2) ** 0.5 if edge < radius else 0.0


def _balanced(words: Sequence[str], rooms: Sequence[float], fullness: Callable[[str, int], float]) -> list[str] | None:
    """The division of `words` over the rows whose fullest row is least full; None if that row is over 1."""
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for row in range(len(rooms)):
        reached: dict[int, tuple[float, list[str]]] = {}
        for start, (worst, lines) in best.items():
            for end in range(start + 1, len(words) - (len(rooms) - row - 1) + 1):
                line = " ".join(words[start:end])
                full = max(worst, fullness(line, row))
                if full > 1:
                    break
                if end not in reached or full < reached[end][0]:
                    reached[end] = (full, [*lines, line])
        best = reached
    found = best.get(len(words))
    return found[1] if found else None
