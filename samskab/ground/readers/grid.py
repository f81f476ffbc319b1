"""What tables have in common, whichever format they come from."""

import re

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_CELLS, LIMIT_TABLE_DEPTH
from samskab.ground.readers.pieces import Piece, PieceCell

TABLE_TOO_BIG = "Tabellen i dokumentet er for stor til at blive læst."
TABLES_TOO_DEEP = "Dokumentet har for mange tabeller inden i hinanden til at blive læst."

_BULLET = re.compile(r"\s*(?:[•‣◦⁃∙▪▫●○■□➢➤✓✔\uf0b7\uf0a7]|[-–—*](?=\s)|o(?=\t))\s*\S")


def is_bulleted(text: str) -> bool:
    """Whether the text begins with a bullet that someone, or a PDF, wrote as a character."""
    return _BULLET.match(text) is not None


def check_depth(depth: int) -> None:
    """Raises Unreadable where tables lie deeper in each other than any person lays them."""
    if depth > LIMIT_TABLE_DEPTH:
        raise Unreadable(TABLES_TOO_DEEP)


def table_pieces(rows: list[list[PieceCell]], page: int, part: str = "body") -> list[Piece]:
    """The table as one piece with equally long rows; a table of one cell is only a frame round its pieces."""
    columns = max((len(row) for row in rows), default=0)
    if columns * len(rows) > LIMIT_CELLS:
        raise Unreadable(TABLE_TOO_BIG)
    for row in rows:
        row.extend(PieceCell() for _ in range(columns - len(row)))
    rows = _without_empty_edges(rows)
    if not rows:
        return []
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0].pieces
    return [Piece("table", rows=rows, page=page, part=part)]


def _without_empty_edges(rows: list[list[PieceCell]]) -> list[list[PieceCell]]:
    """Without rows and last columns that hold nothing at all."""
    kept = [row for row in rows if any(cell.pieces for cell in row)]
    width = max((n + 1 for row in kept for n, cell in enumerate(row) if cell.pieces or cell.continues), default=0)
    return [row[:width] for row in kept]
