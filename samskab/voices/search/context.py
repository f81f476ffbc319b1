"""The place in a text where it was found, with a little on both sides."""

import re
from dataclasses import dataclass

from samskab.ground.danish import WORD, stem_of
from samskab.voices.search.queries import Term

AROUND = 90  # characters on each side of a hit
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text. `cut` where something was left out before it."""

    text: str
    is_hit: bool = False
    cut: bool = False


def places(text: str, terms: list[Term]) -> list[tuple[int, int]]:
    """(start, end) of each word of the text that was meant; code points, end exclusive, in order."""
    return [match.span() for match in WORD.finditer(text) if any(_is_meant(match[0].lower(), term) for term in terms)]


def in_context(text: str, terms: list[Term]) -> list[Piece]:
    """The text round the first places it was found, cut at words; the whole of a short one."""
    hits = places(text, terms)
    pieces: list[Piece] = []
    for start, end in _windows(text, hits):
        pieces += _marked(text, start, end, hits)
    if pieces and _windows(text, hits)[-1][1] < len(text):
        pieces.append(Piece("", cut=True))
    return pieces


def _is_meant(word: str, term: Term) -> bool:
    """A stem is the beginning of its word: where that is not so, there is no need to ask."""
    if term.may_be_a_part:
        return term.stem in word
    return word.startswith(term.stem) and stem_of(word) == term.stem


def _windows(text: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of what is shown; windows that meet are one."""
    if len(text) <= 4 * AROUND:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    for start, end in hits[:MOST_PLACES] or [(0, 0)]:
        here = _back_to_a_word(text, start - AROUND), _on_to_a_word(text, end + AROUND)
        if windows and here[0] <= windows[-1][1]:
            here = windows.pop()[0], here[1]
        windows.append(here)
    return windows


def _back_to_a_word(text: str, at: int) -> int:
    return 0 if at <= 0 else text.rfind(" ", 0, at) + 1


def _on_to_a_word(text: str, at: int) -> int:
    space = re.compile(r"\s").search(text, at) if at < len(text) else None
    return space.start() if space else len(text)


def _marked(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], start
    for first, last in hits:
        if start <= first and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], is_hit=True)]
            at = last
    pieces = [piece for piece in [*pieces, Piece(text[at:end])] if piece.text]
    if start > 0:
        pieces.insert(0, Piece("", cut=True))
    return pieces
