"""Reading order by white space: which words stand in columns, and how wide the empty strips between them are.

A page is cut into bands (words side by side), bands with the same empty strips down through them are put
together, and each such group is a table, columns to be read one by one, or plain lines.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from samskab.ground.readers.grid import is_bulleted
from samskab.ground.readers.pdf.columns import Table, table_of
from samskab.ground.readers.pdf.paragraphs import Looks, TextLine, lines_of, pieces_of_words
from samskab.ground.readers.pdf.shapes import Box, Line, Word
from samskab.ground.readers.pieces import Piece, PieceCell

Span = tuple[float, float]
_LIMIT_DEPTH = 12


@dataclass
class Settled:
    """Something whose inside is already read: a table with lines, or a frame. It keeps its place on the page."""

    box: Box
    pieces: list[Piece]


@dataclass
class Region:
    """What is to be put in order. `rules` are level lines that may part the rows of a table without uprights."""

    words: list[Word]
    settled: list[Settled]
    rules: list[Line]
    looks: Looks
    page: int


@dataclass
class _Band:
    """Words and settled things side by side; `spans` are the widths they take up, from left to right."""

    top: float
    bottom: float
    words: list[Word] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass
class _Group:
    """Bands with the same empty strips between their columns."""

    bands: list[_Band]
    spans: list[Span]

    @property
    def words(self) -> list[Word]:
        return [word for band in self.bands for word in band.words]

    @property
    def settled(self) -> list[Settled]:
        return [thing for band in self.bands for thing in band.settled]


def pieces_in_order(region: Region, depth: int = 0) -> list[Piece]:
    """All that stands in the region, as pieces in the order a person would read them."""
    plain: list[_Group] = []
    pieces: list[Piece] = []
    for group in _groups(_bands(region), _least_gap(region.words)):
        inside = _as_table_or_columns(group, region, depth) if depth < _LIMIT_DEPTH else None
        if inside is None:
            plain.append(group)
            continue
        pieces += _plain(plain, region) + inside
        plain = []
    return pieces + _plain(plain, region)


def _least_gap(words: list[Word]) -> float:
    """How wide (points) an empty strip must be to part columns: wider than any space between words."""
    return max(7.0, 0.8 * median(word.size for word in words)) if words else 7.0


def _bands(region: Region) -> list[_Band]:
    """Bands from top to bottom. Letters' boxes are taken in a little, so that tight lines do not touch."""
    things: list[tuple[float, float, Word | Settled]] = []
    for word in region.words:
        inset = (word.bottom - word.top) * 0.22
        things.append((word.top + inset, word.bottom - inset, word))
    things += [(thing.box[1], thing.box[3], thing) for thing in region.settled]
    bands: list[_Band] = []
    for top, bottom, thing in sorted(things, key=lambda each: each[0]):
        if not bands or top > bands[-1].bottom:
            bands.append(_Band(top, bottom))
        band = bands[-1]
        band.bottom = max(band.bottom, bottom)
        if isinstance(thing, Word):
            band.words.append(thing)
        else:
            band.settled.append(thing)
    return bands


def _groups(bands: list[_Band], gap: float) -> list[_Group]:
    groups: list[_Group] = []
    for band in bands:
        band.spans = _spans(_marks_joined(band), gap)
        if groups:
            both = _spans(groups[-1].spans + band.spans, gap)
            if _survive(groups[-1].spans, both) and _survive(band.spans, both):
                groups[-1].bands.append(band)
                groups[-1].spans = both
                continue
        groups.append(_Group([band], band.spans))
    return groups


def _marks_joined(band: _Band) -> list[Span]:
    """The widths taken up; a bullet or a number is one with the words after it."""
    spans = [(thing.box[0], thing.box[2]) for thing in band.settled]
    for line in lines_of(band.words):
        for number, word in enumerate(line.words):
            after = line.words[number + 1] if number + 1 < len(line.words) else None
            joins = after is not None and _is_mark(word) and after.x0 - word.x1 < 4 * word.size
            spans.append((word.x0, after.x1 if joins and after else word.x1))
    return spans


def _is_mark(word: Word) -> bool:
    text = word.text
    return is_bulleted(text + " x") or (len(text) <= 3 and text[:-1].isdigit() and text[-1] in ".)")


def _spans(spans: list[Span], gap: float) -> list[Span]:
    """The spans united; those with less than `gap` between them count as one."""
    united: list[Span] = []
    for low, high in sorted(spans):
        if united and low - united[-1][1] < gap:
            united[-1] = (united[-1][0], max(united[-1][1], high))
        else:
            united.append((low, high))
    return united


def _survive(spans: list[Span], both: list[Span]) -> bool:
    """Whether each empty strip between the spans still is there, if only narrower."""
    strips = [(left[1], right[0]) for left, right in pairwise(both)]
    return all(any(max(left[1], low) < min(right[0], high) for low, high in strips) for left, right in pairwise(spans))


def _as_table_or_columns(group: _Group, region: Region, depth: int) -> list[Piece] | None:
    """The group as a table or as columns; None where it is neither."""
    if len(group.spans) < 2:
        return None
    inside = _within(group, region)
    columns = [_column(inside, span) for span in group.spans]
    if not group.settled:
        table = table_of([lines_of(column.words) for column in columns], region.rules)
        if table:
            return _table_pieces(table, region)
    if not _are_columns(columns, group.spans):
        return None
    return [piece for column in columns for piece in pieces_in_order(column, depth + 1)]


def _within(group: _Group, region: Region) -> Region:
    return Region(group.words, group.settled, region.rules, region.looks, region.page)


def _column(region: Region, span: Span) -> Region:
    low, high = span
    words = [word for word in region.words if low - 0.5 <= word.middle[0] <= high + 0.5]
    settled = [thing for thing in region.settled if low - 0.5 <= (thing.box[0] + thing.box[2]) / 2 <= high + 0.5]
    return Region(words, settled, region.rules, region.looks, region.page)


def _are_columns(columns: list[Region], spans: list[Span]) -> bool:
    """Whether the words stand in columns, and not only by chance with room between them on a line or two."""
    if any(column.settled for column in columns):
        return True
    heights = [len(lines_of(column.words)) for column in columns]
    if min(heights) == 0:
        return False
    size = median(word.size for column in columns for word in column.words)
    widest = max(right[0] - left[1] for left, right in pairwise(spans))
    return sum(height > 1 for height in heights) >= 2 and (max(heights) > 2 or widest > 2.5 * size)


def _table_pieces(table: Table, region: Region) -> list[Piece]:
    """What stood above the table, the table, and what stood under it."""
    looks, page = region.looks, region.page
    rows = [[PieceCell(_cell(lines, region)) for lines in row] for row in table.rows]
    words = [word for row in table.rows for lines in row for line in lines for word in line.words]
    box = (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    return [
        *pieces_of_words(_words(table.above), looks, page),
        Piece("table", page=page, rows=rows, box=box, told_by="guess"),
        *pieces_of_words(_words(table.below), looks, page),
    ]


def _cell(lines: list[TextLine], region: Region) -> list[Piece]:
    return pieces_of_words(_words(lines), region.looks, region.page, headings=False)


def _words(lines: list[TextLine]) -> list[Word]:
    return [word for line in lines for word in line.words]


def _plain(groups: list[_Group], region: Region) -> list[Piece]:
    """Lines from top to bottom, with tables and frames where they stand between them."""
    pieces: list[Piece] = []
    words: list[Word] = []
    for group in groups:
        for band in group.bands:
            words += band.words
            if band.settled:
                pieces += pieces_of_words(words, region.looks, region.page)
                words = []
                for thing in sorted(band.settled, key=lambda each: each.box[0]):
                    pieces += thing.pieces
    return pieces + pieces_of_words(words, region.looks, region.page)
