"""A document cut into parts at its headings, also where a flattened page hides them in running text."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samskab.frontdoor.reading.recognise.aligned import edges_of
from samskab.frontdoor.reading.recognise.flat import header_of, rows_of
from samskab.frontdoor.reading.recognise.lines import Line, Piece, begins_small, ends_a_sentence
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, unwrapped
from samskab.frontdoor.reading.recognise.vocabulary import (
    TRACK_LABEL,
    Column,
    Meaning,
    is_of_weeks,
    label_of,
    meaning_of,
)

_HOLDS_ITS_OWN = ("principles", "methods", "plan", "voices", "knowledge", "tracks")


@dataclass(slots=True)
class Part:
    """What stands under one heading; `level` is 0 where nobody said.

    `columns` are those of a flattened plan, `edges` where each of them begins if spaces keep them apart; `weeks`:
    the numbers in the first of them are weeks.
    """

    meaning: Meaning | None
    heading: Passage = EMPTY
    level: int = 0
    columns: tuple[Column, ...] = ()
    edges: tuple[int, ...] = ()
    weeks: bool = False
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at a line: how many lines it takes, and what follows it on the last of them."""

    meaning: Meaning
    words: Passage
    level: int
    takes: int
    rest: Line | None = None


def parts_of(pieces: Sequence[Piece]) -> list[Part]:
    """The document's parts in order; every piece but headings and column names is in exactly one."""
    parts = [Part(None)]
    number = 0
    while number < len(pieces):
        number += _take(parts, pieces, number)
    return [part for part in parts if part.heading.text or part.pieces or part.columns]


def _take(parts: list[Part], pieces: Sequence[Piece], at: int) -> int:
    piece = pieces[at]
    if not isinstance(piece, Line):
        parts[-1].pieces.append(piece)
        return 1
    columns, lines = header_of(_lines_from(pieces, at, 5), 0)
    if columns:
        if columns != parts[-1].columns:
            weeks = is_of_weeks(re.split(r"\s{2,}|\s(?=[A-ZÀ-ÖØ-Þ])", piece.text)[0])
            parts.append(Part("plan", columns=columns, edges=edges_of(piece) if lines == 1 else (), weeks=weeks))
        return lines
    if parts[-1].meaning in ("knowledge", "voices") and TRACK_LABEL.match(piece.text):
        parts.append(Part("tracks"))
    found = heading_at(pieces, at, in_plan=bool(parts[-1].columns))
    if found is None or not _opens_a_part(parts[-1], found, pieces, at):
        parts[-1].pieces.append(piece)
        return 1
    parts.append(Part(found.meaning, found.words, found.level))
    if found.rest:
        parts[-1].pieces.append(found.rest)
    return found.takes


def _lines_from(pieces: Sequence[Piece], at: int, count: int) -> list[Line]:
    """Up to `count` lines in a row from `at`, none of them after a table."""
    lines: list[Line] = []
    for piece in pieces[at : at + count]:
        if not isinstance(piece, Line):
            break
        lines.append(piece)
    return lines


def _opens_a_part(current: Part, found: Heading, pieces: Sequence[Piece], at: int) -> bool:
    if current.columns and not found.level:
        return not _is_dated(_lines_from(pieces, at + found.takes, 60))
    if found.meaning != "other" or current.meaning not in _HOLDS_ITS_OWN:
        return True
    if (
        current.meaning in ("principles", "methods")
        and found.level == current.level
        and _is_a_list_of_headings(current)
    ):
        return False
    return found.level <= current.level


def _is_a_list_of_headings(part: Part) -> bool:
    """Whether headings as large as the part's own stand right under it: they name what it holds."""
    first = part.pieces[0] if part.pieces else None
    return first is None or (isinstance(first, Line) and first.level == part.level)


def _is_dated(lines: Sequence[Line]) -> bool:
    return any(row.time.text or row.told for row in rows_of(lines, ("tid", "handling", "dato"), ()))


def heading_at(pieces: Sequence[Piece], at: int, in_plan: bool = False) -> Heading | None:
    """The heading that begins at this line, if one does; after a flattened plan it needs no gap before it."""
    line = pieces[at]
    if not isinstance(line, Line) or (line.bullet and not line.text[:1].isdigit()):
        return None
    if line.level:
        return Heading(meaning_of(line.text) or "other", line.words, line.level, 1)
    if not _begins_a_paragraph(pieces, at):
        return _standing_alone(pieces, at) if in_plan and _is_above_text(pieces, at) else None
    return _standing_alone(pieces, at) or _before_its_text(_lines_from(pieces, at, 2))


def _is_above_text(pieces: Sequence[Piece], at: int) -> bool:
    after = _lines_from(pieces, at + 1, 1)
    return bool(after) and len(after[0].text) > 30 and not begins_small(after[0].text)


def _begins_a_paragraph(pieces: Sequence[Piece], at: int) -> bool:
    line, before = pieces[at], pieces[at - 1] if at else None
    if not isinstance(line, Line) or not isinstance(before, Line):
        return True
    if (label := label_of(line.text)) and line.text[label[1] - 2 : label[1] - 1] == ":":
        return True
    return line.gap > 0 or line.page_start or before.level > 0 or ends_a_sentence(before.text) or len(before.text) < 30


def _standing_alone(pieces: Sequence[Piece], at: int) -> Heading | None:
    """A heading on a line, or on up to three, of its own."""
    for count in (3, 2, 1):
        lines = _lines_from(pieces, at, count)
        if len(lines) < count or not all(_goes_on(a, b) for a, b in itertools.pairwise(lines)):
            continue
        words = unwrapped(line.words for line in lines)
        meaning = meaning_of(words.text)
        after = _lines_from(pieces, at + count, 1)
        asks = words.text.endswith("?") and lines[0].gap > 0
        if meaning and not (after and begins_small(after[0].inside().text)) and (asks or not _is_sentence(words.text)):
            return Heading(meaning, words, 0, count)
    return None


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", ";", ","))


def _goes_on(line: Line, after: Line) -> bool:
    return after.gap < 2 and not after.level and not after.bullet and begins_small(after.text)


def _before_its_text(lines: Sequence[Line]) -> Heading | None:
    """A heading that a flattened page has put on the same line as its text."""
    label = label_of(lines[0].text)
    if label:
        meaning = meaning_of(label[0])
        return (
            Heading(meaning, lines[0].words.slice(0, len(label[0])), 0, 1, lines[0].cut(label[1])) if meaning else None
        )
    if len(lines) < 2 or not _goes_on(*lines) or len(lines[0].text) > 25:
        return None
    both = unwrapped(line.words for line in lines)
    label = label_of(both.text)
    meaning = meaning_of(label[0]) if label else None
    if not label or not meaning:
        return None
    rest = replace(lines[1], words=both.slice(label[1]), gap=0)
    return Heading(meaning, both.slice(0, len(label[0])), 0, 2, rest)
