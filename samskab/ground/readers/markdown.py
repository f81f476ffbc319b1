"""Markdown, as far as project documents use it: headings, lists, tables with pipes, links.

The text keeps its signs (`#`, `**`, `|`): only the blocks point past them.
"""

import re
from dataclasses import dataclass, field

from samskab.ground.readers.document import Block, Cell, Link, Unreadable
from samskab.ground.readers.grid import TABLE_TOO_BIG
from samskab.ground.readers.limits import LIMIT_BLOCKS, LIMIT_CELLS
from samskab.ground.readers.links import with_bare_links
from samskab.ground.readers.pieces import TOO_LONG
from samskab.ground.text import lines, trimmed

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_ITEM = re.compile(r"([ \t]{0,20})(?:[-*+•]|\d{1,4}[.)])[ \t]+(?=\S)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_DIVIDER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\Z|\s*\|\s*:?-+:?\s*\|?\s*\Z")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(<?([^()\s<>]{1,1000})>?(?:[ \t]+\"[^\"\n]{0,200}\")?\)")

Place = tuple[int, int]


@dataclass
class _Reading:
    """How far we are: the blocks so far, and the lines of a paragraph that is not finished."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    run: list[Place] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0
    page: int = 1
    cells: int = 0

    def add(self, kind: str, at: int, to: int, level: int = 0) -> None:
        at, to = trimmed(self.text, at, to)
        if at < to:
            links = links_in(self.text, at, to)
            self.blocks.append(Block(kind, self.text[at:to], at, to, level, self.page, links=links))  # type: ignore[arg-type]

    def finish(self) -> None:
        if self.run:
            self.add(self.kind, self.run[0][0], self.run[-1][1], self.level)
        self.run, self.kind, self.level = [], "paragraph", 0


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of the text in order. Raises Unreadable where a table is too large."""
    reading = _Reading(text)
    places = lines(text)
    number = 0
    while number < len(places):
        if len(reading.blocks) > LIMIT_BLOCKS:
            raise Unreadable(TOO_LONG)
        number = _take_line(reading, places, number)
    reading.finish()
    return tuple(reading.blocks)


def links_in(text: str, at: int, to: int) -> tuple[Link, ...]:
    """The links in `text[at:to]`, written as [words](address) or as a bare address."""
    named, hidden, last = [], [], at
    for match in _LINK.finditer(text, at, to):
        named.append(Link(match[1], match[2], match.start(1), match.end(1)))
        hidden += [text[last : match.start()], " " * (match.end() - match.start())]
        last = match.end()
    bare = with_bare_links("".join([*hidden, text[last:to]]), at, [])
    return tuple(sorted([*named, *bare], key=lambda link: link.at))


def _take_line(reading: _Reading, places: list[Place], number: int) -> int:
    """Understands the line (and what belongs to it); gives the number of the next."""
    text = reading.text
    at, to = places[number]
    line = text[at:to]
    if at and text[at - 1] == "\f":
        reading.finish()
        reading.blocks.append(Block("page_break", "\f", at - 1, at, page=reading.page))
        reading.page += 1
    heading, item = _HEADING.match(line), _ITEM.match(line)
    if not line.strip() or _is_rule(reading, line):
        reading.finish()
    elif heading:
        reading.finish()
        reading.add("heading", at + heading.end(), at + len(line.rstrip().rstrip("#")), len(heading[1]))
    elif reading.run and _UNDERLINE.match(line) and reading.kind == "paragraph":
        reading.kind, reading.level = "heading", 1 if "=" in line else 2
        reading.finish()
    elif number + 1 < len(places) and "|" in line and _DIVIDER.match(text[slice(*places[number + 1])]):
        reading.finish()
        return _take_table(reading, places, number)
    elif item:
        reading.finish()
        reading.kind, reading.level = "list_item", len(item[1].expandtabs(4)) // 2
        reading.run.append((at + item.end(), to))
    else:
        reading.run.append((at, to))
    return number + 1


def _is_rule(reading: _Reading, line: str) -> bool:
    """A line across the page; under a paragraph, dashes make a heading of it instead."""
    return bool(_RULE.match(line)) and not (reading.run and _UNDERLINE.match(line))


def _take_table(reading: _Reading, places: list[Place], number: int) -> int:
    first = number
    rows: list[list[Place]] = []
    while number < len(places) and "|" in reading.text[slice(*places[number])]:
        if number != first + 1:
            rows.append(_cells(reading.text, *places[number]))
        number += 1
    width = max(len(row) for row in rows)
    reading.cells += width * len(rows)
    if reading.cells > LIMIT_CELLS:
        raise Unreadable(TABLE_TOO_BIG)
    at, to = trimmed(reading.text, places[first][0], places[number - 1][1])
    cells = tuple(_row(reading, row, width) for row in rows)
    reading.blocks.append(Block("table", reading.text[at:to], at, to, page=reading.page, rows=cells))
    return number


def _cells(text: str, at: int, to: int) -> list[Place]:
    """Where the cells of a row lie; a pipe after a backslash is part of a cell."""
    at, to = trimmed(text, at, to)
    at += text[at] == "|"
    borders = [match.start() for match in re.compile(r"(?<!\\)\|").finditer(text, at, to)]
    if not borders or text[borders[-1] + 1 : to].strip():
        borders.append(to)
    starts = [at, *(border + 1 for border in borders)]
    return [trimmed(text, start, end) for start, end in zip(starts, borders, strict=False)]


def _row(reading: _Reading, row: list[Place], width: int) -> tuple[Cell, ...]:
    last = row[-1][1]
    return tuple(_cell(reading, *place) for place in row + [(last, last)] * (width - len(row)))


def _cell(reading: _Reading, at: int, to: int) -> Cell:
    """A cell; the breaks written in it as <br> part its paragraphs."""
    text = reading.text
    borders = [match.span() for match in _BREAK.finditer(text, at, to)]
    starts, ends = [at, *(end for _, end in borders)], [*(start for start, _ in borders), to]
    places = [trimmed(text, start, end) for start, end in zip(starts, ends, strict=True)]
    blocks = tuple(_in_cell(reading, *place) for place in places if place[0] < place[1])
    return Cell(text[at:to], at, to, blocks)


def _in_cell(reading: _Reading, at: int, to: int) -> Block:
    item = _ITEM.match(reading.text, at, to)
    at, kind = (item.end(), "list_item") if item and reading.text[at] in "-*+•" else (at, "paragraph")
    links = links_in(reading.text, at, to)
    return Block(kind, reading.text[at:to], at, to, page=reading.page, links=links)  # type: ignore[arg-type]
