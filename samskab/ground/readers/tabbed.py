"""Tables written with tabs between cells and a line a row, as spreadsheets copy them."""

import re

from samskab.ground.readers.document import Block, Cell, Unreadable
from samskab.ground.readers.grid import TABLE_TOO_BIG
from samskab.ground.readers.limits import LIMIT_CELLS
from samskab.ground.text import trimmed

# A cell of several lines stands in quotation marks, with each of its own doubled. Possessive, so that it takes
# no more time than the text is long.
_QUOTED = re.compile(r'"(?:[^"\t\f]++|"")*+"(?=[\t\n\f]|\Z)')
_CELL_END = re.compile(r"[\t\n\f]|\Z")


def looks_tabbed(line: str) -> bool:
    """Whether there is a tab between two cells of this line, and not only before or after a single one."""
    first = line.find("\t")
    return first >= 0 and (line.count("\t") > 1 or bool(line[:first].strip() and line[first:].strip()))


def is_tabbed(text: str) -> bool:
    """Whether all the text is one table: two rows or more, and a tab in each."""
    rows = [line for line in re.split("[\n\f]", text) if line.strip()]
    return len(rows) > 1 and all("\t" in line for line in rows) and sum(map(looks_tabbed, rows)) * 2 > len(rows)


def table_block(text: str, at: int, to: int, page: int = 1) -> Block:
    """The table in `text[at:to]`, squared off with empty cells. Raises Unreadable where it is too large."""
    rows = [row for row in _rows(text, at, to) if any(start < end for start, end in row)]
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > LIMIT_CELLS:
        raise Unreadable(TABLE_TOO_BIG)
    cells = tuple(tuple(_cell(text, *place, page) for place in _squared(row, width)) for row in rows)
    if not rows:
        raise Unreadable("Der er ingen tekst i filen.")
    start, end = rows[0][0][0], max(last for row in rows for _, last in row)
    return Block("table", text[start:end], start, end, page=page, rows=cells)


def _rows(text: str, at: int, to: int) -> list[list[tuple[int, int]]]:
    """Where every cell of every row lies, without the quotation marks round a cell of several lines."""
    rows: list[list[tuple[int, int]]] = [[]]
    cells = 0
    while at <= to:
        start, end, after = _cell_place(text, at, to)
        rows[-1].append(trimmed(text, start, end))
        cells += 1
        if cells > LIMIT_CELLS:
            raise Unreadable(TABLE_TOO_BIG)
        if after < to and text[after] != "\t":
            rows.append([])
        at = after + 1
    return rows


def _cell_place(text: str, at: int, to: int) -> tuple[int, int, int]:
    """(start, end, where the character after the cell stands)."""
    quoted = _QUOTED.match(text, at, to) if text[at : at + 1] == '"' else None
    if quoted and ("\n" in quoted[0] or '""' in quoted[0][1:-1]):
        return at + 1, quoted.end() - 1, quoted.end()
    found = _CELL_END.search(text, at, to)
    end = found.start() if found else to
    return at, end, end


def _squared(row: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    last = row[-1][1]
    return row + [(last, last)] * (width - len(row))


def _cell(text: str, at: int, to: int, page: int) -> Cell:
    words = text[at:to]
    blocks = (Block("paragraph", words, at, to, page=page),) if words else ()
    return Cell(words, at, to, blocks)
