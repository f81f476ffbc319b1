"""What a page carries that is not the document's own text: page numbers and running headers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from samskab.frontdoor.reading.recognise.lines import Line, Piece
from samskab.frontdoor.reading.recognise.vocabulary import is_of_weeks

_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:side|s\.|page)\s*)?\d{1,3}(?:\s*(?:af|/|of)\s*\d{1,3})?[-–—|\s]*|(?:side|page)\s*\d{1,3}\b.{0,20}",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"[-–—|\s]*(?:side|page)\s*\d{1,3}\s*(?:af|/|of)\s*\d{1,3}[-–—|\s]*", re.IGNORECASE)
_REACH = 5  # paragraphs a running header may have, page number and all


def bare(text: str) -> str:
    """Words for comparing titles: without quotation marks, dashes and capital letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def without_furniture(pieces: Sequence[Piece], title: str = "") -> list[Piece]:
    """The pieces without page numbers and running headers; what follows one begins a page."""
    carried = _carried(pieces, bare(title))
    kept: list[Piece] = []
    fresh = False
    for number, piece in enumerate(pieces):
        if number in carried:
            fresh = True
            continue
        kept.append(_on_new_page(piece) if fresh and isinstance(piece, Line) else piece)
        fresh = False
    return kept


def _on_new_page(line: Line) -> Line:
    return replace(line, page_start=True, gap=max(1, line.gap))


def _carried(pieces: Sequence[Piece], title: str) -> set[int]:
    repeated = _repeated(pieces)
    carried = {
        number
        for number, piece in enumerate(pieces)
        if isinstance(piece, Line) and (piece.aside or bare(piece.text) in repeated)
    }
    for number, piece in enumerate(pieces):
        if isinstance(piece, Line) and _is_page_number(pieces, number):
            carried.add(number)
            carried |= _header_above(pieces, number, title)
    return carried


def _is_page_number(pieces: Sequence[Piece], number: int) -> bool:
    """A number alone between gaps, and not the number of a list."""
    line = pieces[number]
    if not isinstance(line, Line) or line.level or not _NUMBER.fullmatch(line.text):
        return False
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    if line.text.isdigit() and _is_a_week(pieces, number):
        return False
    if _SAYS_PAGE.fullmatch(line.text):
        return True
    alone = line.gap > 0 or line.page_start or number == 0
    return alone and (not isinstance(after, Line) or after.gap > 0 or after.page_start)


def _is_a_week(pieces: Sequence[Piece], number: int) -> bool:
    """Whether the number stands under the heading of a column of weeks, with something in the row beside it."""
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    if not isinstance(after, Line) or after.page_start or after.text.isdigit():
        return False
    return any(isinstance(piece, Line) and is_of_weeks(piece.text) for piece in pieces[:number])


def _header_above(pieces: Sequence[Piece], number: int, title: str) -> set[int]:
    """The lines between the document's own title, repeated, and the page number under it."""
    for back in range(number - 1, max(-1, number - 1 - _REACH), -1):
        line = pieces[back]
        if not isinstance(line, Line) or len(line.text) > 120:
            return set()
        if back > 0 and title and bare(line.text) == title and line.gap > 0:
            return set(range(back, number))
    return set()


def _repeated(pieces: Sequence[Piece]) -> set[str]:
    """Short lines that stand first or last on several pages."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    edges: Counter[str] = Counter()
    for number, line in enumerate(lines):
        if line.page_start or number + 1 == len(lines) or lines[number + 1].page_start:
            edges[bare(line.text)] += 1
    pages = 1 + sum(1 for line in lines[1:] if line.page_start)
    return {text for text, times in edges.items() if text and times > 1 and times * 2 >= pages and 2 < len(text) < 120}
