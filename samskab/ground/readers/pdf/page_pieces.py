"""One page as pieces: what is ruled off first, then the rest by white space."""

from samskab.ground.readers.pdf.headed import Columns, headed_tables
from samskab.ground.readers.pdf.layout import Region, Settled, pieces_in_order
from samskab.ground.readers.pdf.paragraphs import Looks, box_of, lines_of, pieces_of_words
from samskab.ground.readers.pdf.rules import Ruled, RuledTable, frame_of, ruled, table_in
from samskab.ground.readers.pdf.shapes import Box, Line, PageContent, Word
from samskab.ground.readers.pieces import Piece, PieceCell


def pieces_of_page(page: PageContent, looks: Looks, before: Columns | None) -> tuple[list[Piece], Columns | None]:
    """Everything on the page in reading order; words that are not written level come last.

    `before` are the columns of a table that the page before did not end; so is the other half of the answer.
    """
    pieces, unended = _by_place(page, looks, before)
    if page.slanted:
        pieces.append(Piece("paragraph", " ".join(word.text for word in page.slanted), page=page.number))
    return pieces, unended


def _by_place(page: PageContent, looks: Looks, before: Columns | None) -> tuple[list[Piece], Columns | None]:
    groups = ruled(page.drawn)
    region = Region(page.words, [], [], looks, page.number)
    region.rules = [line for group in groups if len(group.columns) < 2 for line in group.lines if line.is_level]
    for group in sorted(groups, key=_area):
        _settle(group, region, page)
    unended = _settle_headed(region, before)
    return pieces_in_order(region), unended


def _settle_headed(region: Region, before: Columns | None) -> Columns | None:
    """Takes tables under a line of headings out of the region. Gives the columns of one that may go on overleaf."""
    unended = None
    for table in headed_tables(lines_of(region.words), region.rules, before):
        lines = [line for row in table.rows for cell in row for line in cell]
        box = box_of(lines)
        if any(_lies_in(thing.box, box) for thing in region.settled):
            continue
        rows = [[_cell([word for line in cell for word in line.words], region) for cell in row] for row in table.rows]
        told_by = "space" if table.sure else "guess"
        taken = {id(word) for line in lines for word in line.words}
        region.words = [word for word in region.words if id(word) not in taken]
        piece = Piece("table", page=region.page, rows=rows, box=box, told_by=told_by)
        region.settled.append(Settled(box, [piece]))
        unended = table.columns if table.to_the_end else None
    return unended


def _area(group: Ruled) -> float:
    x0, top, x1, bottom = group.box
    return (x1 - x0) * (bottom - top)


def _settle(group: Ruled, region: Region, page: PageContent) -> None:
    """Takes a table or a frame out of the region, and puts it back as something already read."""
    frame = frame_of(group)
    if frame is None or (_is_one_box(group) and _area(group) > 0.9 * page.width * page.height):
        return
    words = [word for word in region.words if _holds(frame, *word.middle)]
    inner = [thing for thing in region.settled if _lies_in(thing.box, frame)]
    table = None if inner else table_in(group, words)
    if table:
        pieces = [_table_piece(table, region)]
    elif len(words) + len(inner) > 0 and len(group.columns) == len(group.rows) == 2:
        pieces = pieces_in_order(Region(words, inner, _rules_in(frame, region.rules), region.looks, region.page))
    else:
        return
    taken = set(map(id, words))
    region.words = [word for word in region.words if id(word) not in taken]
    region.settled = [thing for thing in region.settled if thing not in inner] + [Settled(frame, pieces)]


def _is_one_box(group: Ruled) -> bool:
    """Whether it may only be a line round the page; three borders each way are a table, however large."""
    return min(len(group.columns), len(group.rows)) < 3


def _rules_in(frame: Box, rules: list[Line]) -> list[Line]:
    return [rule for rule in rules if _holds(frame, (rule.x0 + rule.x1) / 2, rule.top)]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _lies_in(inner: Box, outer: Box) -> bool:
    return _holds(outer, (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2)


def _table_piece(table: RuledTable, region: Region) -> Piece:
    rows = [[_cell(words, region) for words in row] for row in table.cells]
    kept = [row for row in rows if any(cell.pieces for cell in row)]
    return Piece("table", page=region.page, rows=kept, box=table.box)


def _cell(words: list[Word] | None, region: Region) -> PieceCell:
    if words is None:
        return PieceCell(continues=True)
    return PieceCell(pieces_of_words(words, region.looks, region.page, headings=False))
