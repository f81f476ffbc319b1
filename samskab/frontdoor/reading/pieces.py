"""The document's own text beside what was read in it, cut where a finding begins or ends. Nothing is changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samskab.frontdoor.reading.recognise import Activity

if TYPE_CHECKING:
    from samskab.frontdoor.reading.finds import Find

Span = tuple[int, int]
_EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")
_ONE_BLOCK = frozenset({"title", "activity", "party", "voice", "track"})  # an empty line in these means nothing
_SHOWN_BETWEEN = 400  # characters of the text between two findings that are shown at either end


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the document's own text; `find` is what was read there, if anything was."""

    text: str
    find: "Find | None" = None
    is_first: bool = False

    @property
    def lines(self) -> str:
        """The text with no more than one empty line at a time, and the middle of a long stretch left out."""
        text = self.text
        if self.find is None and len(text) > 2 * _SHOWN_BETWEEN + 200:
            text = f"{text[:_SHOWN_BETWEEN]}\n\n[…]\n\n{text[-_SHOWN_BETWEEN:]}"
        return _EMPTY_LINES.sub("\n" if self.find and self.find.kind in _ONE_BLOCK else "\n\n", text)


@dataclass(slots=True)
class Mark:
    """A stretch of the text that belongs to a finding, or to none."""

    at: int
    to: int
    find: "Find | None"


def pieces_of(finds: Sequence["Find"], text: str) -> list[Piece]:
    """The text from the first finding to the last. A finding that runs over several lines is one piece, and only a
    finding's first piece is where its number leads."""
    spans = [(at, to, find) for find, own in own_spans(finds, text) for at, to in own if at < to]
    met: set[str] = set()
    pieces = []
    for mark in _marks(sorted(spans, key=lambda each: (each[0], each[1], each[2].number)), text):
        first = mark.find is not None and mark.find.key not in met
        met |= {mark.find.key} if mark.find else set()
        pieces.append(Piece(text[mark.at : mark.to], mark.find, first))
    return pieces


def _marks(spans: Sequence[tuple[int, int, "Find"]], text: str) -> list[Mark]:
    marks: list[Mark] = []
    place = spans[0][0] if spans else 0
    for at, to, find in spans:
        if to <= place:
            continue
        start = max(at, place)
        if marks and marks[-1].find is find and not text[place:start].strip():
            marks[-1].to = to
        else:
            marks += [Mark(place, start, None)] if start > place else []
            marks.append(Mark(start, to, find))
        place = to
    return marks


def own_spans(finds: Sequence["Find"], text: str) -> Iterator[tuple["Find", list[Span]]]:
    """Where each finding stands. What a plan row's actions share (its time, its dates) belongs to the one date that
    was read there, or to nobody."""
    rows: dict[int, list[Find]] = {}
    for find in finds:
        if isinstance(find.thing, Activity):
            rows.setdefault(find.thing.row, []).append(find)
        else:
            yield find, list(find.spans)
    for row in rows.values():
        yield from _in_a_row(row, text)


def _in_a_row(row: list["Find"], text: str) -> Iterator[tuple["Find", list[Span]]]:
    if len(row) == 1:
        yield row[0], list(row[0].spans)
        return
    dates = _dates_in(row, text)
    for find in row:
        others = {span for other in row if other.title != find.title for span in other.spans}
        is_repeat = find.key in dates and any(other.title == find.title for other in row if other.number < find.number)
        own = [] if is_repeat else [span for span in find.spans if span not in others]
        taken = [span for key, span in dates.items() if key != find.key]
        yield find, [*_without(own, taken), *([dates[find.key]] if find.key in dates else [])]


def _dates_in(row: list["Find"], text: str) -> dict[str, Span]:
    """Where the date of each finding in the row is written, in the order they stand."""
    begin, end = min(at for find in row for at, _to in find.spans), max(to for find in row for _at, to in find.spans)
    found: dict[str, Span] = {}
    place = begin
    for find in row:
        words = "" if find.follows else find.thing.written
        where = _where(words, text, place, end) or _where(words, text, begin, end)
        if where:
            found[find.key] = where
            place = where[1]
    return found


def _without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    left = list(spans)
    for start, end in taken:
        left = [part for at, to in left for part in ((at, min(to, start)), (max(at, end), to)) if part[0] < part[1]]
    return left


def _where(words: str, text: str, at: int, to: int) -> Span | None:
    """Where these words stand, also where lines are broken otherwise."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.compile(pattern).search(text, at, to) if pattern else None
    return match.span() if match else None
