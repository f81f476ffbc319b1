"""A document as one stream of lines and tables, whatever program it came from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from samskab.frontdoor.reading.recognise.passage import Passage, cut, passage, put_together, unwrapped
from samskab.ground.dates.danish import MONTHS
from samskab.ground.readers import Block, Cell, Document

_BULLET = re.compile(r"(?:[>•▪▫◦●○■□‣⁃·*–—-]|o(?=\s)|[\uf0a7\uf0b7])\s+(?=\S)")
_NUMBER = re.compile(
    rf"(?:\d{{1,2}}[.)]|[a-z][.)])\s+(?=[A-ZÀ-ÖØ-Þ*’‘'\"”“»])(?!(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE
)
_DAY = re.compile(r"\b\d{1,2}\.[ \t]+\Z")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}|(?:jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b)", re.IGNORECASE)
_UPPER_AFTER_NUMBER = re.compile(r"\S+\s+[A-ZÀ-ÖØ-Þ*’‘'\"”“»]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without space at its ends; `body` is where the words after a bullet begin.

    `indent` is how many characters stood before it on its line. `gap` counts the blank lines of the page's layout before it. `level` is the reader's heading level, else 0.
    `loose`: the layout's own line ends stand in the text, so a paragraph must be put together again.
    """

    words: Passage
    gap: int
    level: int = 0
    page_start: bool = False
    bullet: bool = False
    loose: bool = False
    page: int = 1
    aside: bool = False
    body: int = 0
    indent: int = 0

    @property
    def text(self) -> str:
        return self.words.text

    def inside(self) -> Passage:
        """The words after the bullet."""
        return self.words.slice(self.body)

    def cut(self, at: int) -> "Line":
        """The line from `at` on, as a line that follows directly."""
        return replace(self, words=self.words.slice(at), gap=0, body=0, bullet=False, level=0)


Piece = Line | Block
"""A line, or a table with a meaning of its own."""


def ends_a_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?:;…][\"'”“’»«)\]]*$", text))


def begins_small(text: str) -> bool:
    return bool(re.match(r"[(\"'”“‘’»«]?[a-zß-öø-ÿ]", text))


def lines_of(text: str, at: int, loose: bool) -> list[Line]:
    """The lines of a stretch of running text that begins at `at` in the document."""
    found: list[Line] = []
    blank, page, fresh, position = 0, 1, False, at
    for raw in re.split(r"(\n|\f)", text):
        if raw == "\f":
            page, fresh = page + 1, True
        elif raw != "\n" and raw.strip(" \t>"):
            lone_space = loose and bool(re.match(r" \S", raw))
            line = line_at(raw, position, blank, loose=loose)
            found.append(replace(line, page_start=fresh or lone_space, page=page))
            blank, fresh = -1, False
        elif raw == "\n":
            blank += 1
        position += len(raw)
    return _evened(found) if loose else found


def line_at(raw: str, at: int, gap: int, level: int = 0, bullet: bool = False, loose: bool = False) -> Line:
    words = without_emphasis(passage(raw, at))
    mark = bullet_of(words.text)
    indent = len(raw) - len(raw.lstrip())
    return Line(words, max(0, gap), level, bullet=bullet or mark > 0, body=mark, loose=loose, indent=indent)


def without_emphasis(words: Passage) -> Passage:
    """The words without the stars and lines that Markdown puts round what is stressed."""
    if "**" not in words.text and "__" not in words.text:
        return words
    kept, at = [], 0
    for match in re.finditer(r"\*\*|__", words.text):
        kept.append(cut(words, at, match.start()))
        at = match.end()
    return put_together([*kept, cut(words, at, len(words.text))])


def bullet_of(text: str) -> int:
    """How many characters of bullets or numbers the text begins with ("> — " is two)."""
    mark = 0
    while match := _BULLET.match(text, mark):
        mark = match.end()
    match = None if mark else _NUMBER.match(text)
    return match.end() if match and _UPPER_AFTER_NUMBER.match(text) else mark


def _evened(lines: list[Line]) -> list[Line]:
    """Some programs write an empty line after every line; then only more than one is a gap."""
    if not _is_double_spaced(lines):
        return lines
    return [replace(line, gap=line.gap // 2, page_start=line.page_start or line.gap == 0) for line in lines]


def _is_double_spaced(lines: list[Line]) -> bool:
    singles = [(a, b) for a, b in pairwise(lines) if b.gap == 1]
    adjacent = sum(1 for _, b in pairwise(lines) if b.gap == 0)
    broken = [len(a.text) for a, b in singles if begins_small(b.text) and not ends_a_sentence(a.text)]
    wrapped = sum(1 for length in broken if length > 40)
    often = len(broken) * 4 > len(singles) or (wrapped > 1 and wrapped * 12 > len(singles))
    return len(singles) > 3 and adjacent * 3 < len(singles) and often


def stream(document: Document, keeps: "Keeps") -> list[Piece]:
    """The document's lines in reading order, with the tables that `keeps` wants left whole.

    Every other table is laid out cell by cell; a label in the left column becomes a heading.
    """
    if document.format == "txt":
        return list(_from_text(document, keeps))
    blocks = (_with_its_day(block, document.text) for block in document.blocks)
    return list(_from_blocks(blocks, keeps, document.format == "pdf"))


def _with_its_day(block: Block, text: str) -> Block:
    """A line that begins "3. marts" is no third item of a list, whatever Markdown says."""
    day = _DAY.search(text, max(0, block.at - 4), block.at) if block.kind == "list_item" else None
    if not day or not _MONTH.match(block.text):
        return block
    return replace(block, kind="paragraph", at=day.start(), text=text[day.start() : block.to])


def _from_text(document: Document, keeps: "Keeps") -> Iterator[Piece]:
    """Plain text keeps its layout: the lines are read as they stand, between the tables written with tabs."""
    at = 0
    for table in (block for block in document.blocks if block.kind == "table"):
        yield from lines_of(document.text[at : table.at], at, loose=True)
        yield from _from_table(table, keeps, loose=True)
        at = table.to
    yield from lines_of(document.text[at:], at, loose=True)


class Keeps:
    """Which tables stay whole, and which have headings in their left column."""

    def whole(self, table: Block) -> bool:
        return False

    def labelled(self, table: Block) -> bool:
        return False


def _from_blocks(blocks: Iterable[Block], keeps: Keeps, loose: bool) -> Iterator[Piece]:
    before, fresh = "", False
    for block in blocks:
        if block.kind == "page_break":
            fresh = True
            continue
        if block.kind == "table":
            yield from _from_table(block, keeps, loose)
        else:
            yield from _from_words(block, 0 if before == block.kind == "list_item" else 1, fresh, loose)
        before, fresh = block.kind, False


def _from_words(block: Block, gap: int, fresh: bool, loose: bool) -> Iterator[Line]:
    for number, line in enumerate(lines_of(block.text, block.at, loose=False)):
        first = number == 0
        yield replace(
            line,
            gap=max(gap, line.gap) if first else line.gap,
            level=max(1, block.level) if block.kind == "heading" else 0,
            page_start=fresh and first,
            page=block.page,
            bullet=line.bullet or (first and block.kind == "list_item"),
            loose=loose,
            aside=block.part in ("header", "footer"),
        )


def _from_table(table: Block, keeps: Keeps, loose: bool) -> Iterator[Piece]:
    if keeps.whole(table):
        yield table
        return
    labelled = keeps.labelled(table)
    for row in table.rows:
        for column, cell in enumerate(row):
            inside = list(_from_blocks(cell_blocks(cell), keeps, loose))
            if labelled and column == 0:
                yield from _as_heading(inside)
            else:
                yield from _apart(inside)


def _apart(pieces: list[Piece]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        yield replace(piece, gap=max(1, piece.gap)) if number == 0 and isinstance(piece, Line) else piece


def _as_heading(pieces: list[Piece]) -> Iterator[Piece]:
    """All lines of the cell as one heading, with a broken word made whole."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    if lines:
        yield replace(lines[0], words=unwrapped(line.words for line in lines), gap=1, level=2, bullet=False, body=0)
    yield from (piece for piece in pieces if not isinstance(piece, Line))


def cell_blocks(cell: Cell) -> tuple[Block, ...]:
    """What stands in the cell; where the reader gives no blocks, each line is a paragraph."""
    if cell.blocks or not cell.text.strip():
        return cell.blocks
    return (Block("paragraph", cell.text, cell.at, cell.to),)


def lines_in(cell: Cell) -> list[Line]:
    """The cell's lines, those of tables inside it too."""
    return [piece for piece in _from_blocks(cell_blocks(cell), Keeps(), loose=False) if isinstance(piece, Line)]
