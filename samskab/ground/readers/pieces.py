"""Pieces on their way from a file to a `Document`: no places yet, only order.

The formats that are read by another process come as pieces (plain JSON), and the places are counted here, in
one spot for all of them, so that `document.text[block.at:block.to] == block.text` holds by construction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, get_args

from samskab.ground.readers.document import Block, Cell, Document, Kind, Link, ToldBy, Unreadable
from samskab.ground.readers.limits import LIMIT_BLOCKS, LIMIT_CELLS, LIMIT_CHARACTERS
from samskab.ground.readers.links import with_bare_links
from samskab.ground.text import normalise, without_control_characters

TOO_LONG = "Dokumentet er for stort til at blive læst på én gang. Del det op, og prøv igen."
PAGE_BREAK = "\f"
_KINDS = get_args(Kind)


@dataclass
class PieceCell:
    """A cell on its way: the pieces in it, or none where it only continues a merged cell."""

    pieces: list["Piece"] = field(default_factory=list)
    continues: bool = False


@dataclass
class Piece:
    """A block on its way. `links` are (start, end, url) within the piece's own text."""

    kind: str
    text: str = ""
    level: int = 0
    page: int = 1
    links: list[tuple[int, int, str]] = field(default_factory=list)
    rows: list[list[PieceCell]] = field(default_factory=list)
    part: str = "body"
    font_size: float = 0.0
    bold: bool = False
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    told_by: str = ""

    def as_plain(self) -> dict[str, Any]:
        """For JSON; empty fields are left out."""
        plain = {name: value for name, value in vars(self).items() if value and name != "rows"}
        if self.rows:
            plain["rows"] = [[_cell_as_plain(cell) for cell in row] for row in self.rows]
        return plain


def _cell_as_plain(cell: PieceCell) -> dict[str, Any]:
    return {"pieces": [piece.as_plain() for piece in cell.pieces], "continues": cell.continues}


def piece_from_plain(plain: dict[str, Any]) -> Piece:
    """The piece again, from what came as JSON. Raises KeyError, TypeError or ValueError for anything else."""
    fields = dict(plain)
    if plain["kind"] not in _KINDS or not isinstance(plain.get("text", ""), str):
        raise ValueError("not a piece")
    if plain.get("told_by", "") not in get_args(ToldBy):
        raise ValueError("not a way to tell a table")
    fields["rows"] = [[_cell_from_plain(cell) for cell in row] for row in plain.get("rows", [])]
    fields["links"] = [(int(start), int(end), str(url)) for start, end, url in plain.get("links", [])]
    x0, top, x1, bottom = plain.get("box", (0, 0, 0, 0))
    fields["box"] = (float(x0), float(top), float(x1), float(bottom))
    return Piece(**fields)


def _cell_from_plain(plain: dict[str, Any]) -> PieceCell:
    return PieceCell([piece_from_plain(piece) for piece in plain["pieces"]], bool(plain["continues"]))


class Assembly:
    """Lays pieces after one another and counts where each begins and ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks = 0
        self.cells = 0

    def document(self, pieces: Iterable[Piece], *, name: str, format: str, sha256: str) -> Document:
        """The finished document. Raises Unreadable where it is too long, or there is nothing in it."""
        blocks = self._lay_all(pieces)
        if not any(block.kind != "page_break" for block in blocks):
            raise Unreadable("Der er ingen tekst i filen.")
        pages = max(block.page for block in blocks)
        return Document(name, format, sha256, pages, "".join(self.parts), blocks)  # type: ignore[arg-type]

    def _lay_all(self, pieces: Iterable[Piece]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        before = ""
        for piece in pieces:
            if blocks:
                self._write(_between(before, piece.kind))
            blocks.append(self._lay(piece))
            before = piece.kind
        return tuple(blocks)

    def _lay(self, piece: Piece) -> Block:
        self.blocks += 1
        if self.blocks > LIMIT_BLOCKS:
            raise Unreadable(TOO_LONG)
        at = self.length
        rows: tuple[tuple[Cell, ...], ...] = ()
        links: tuple[Link, ...] = ()
        if piece.kind == "table":
            rows = self._lay_rows(piece.rows)
        elif piece.kind == "page_break":
            self._write(PAGE_BREAK)
        else:
            links = self._lay_words(piece)
        return Block(
            kind=piece.kind,  # type: ignore[arg-type]
            text=self._since(at),
            at=at,
            to=self.length,
            level=piece.level,
            page=piece.page,
            rows=rows,
            links=links,
            part=piece.part,  # type: ignore[arg-type]
            font_size=piece.font_size,
            bold=piece.bold,
            box=piece.box,
            told_by=piece.told_by,  # type: ignore[arg-type]
        )

    def _lay_words(self, piece: Piece) -> tuple[Link, ...]:
        at = self.length
        words = clean(piece.text)
        self._write(words)
        links = []
        moved = _moved(piece.text, words, {place for start, end, _ in piece.links for place in (start, end)})
        for start, end, url in piece.links:
            first, last = moved[start], moved[end]
            if words[first:last]:
                links.append(Link(words[first:last], clean(url), at + first, at + last))
        return with_bare_links(words, at, links)

    def _lay_rows(self, rows: list[list[PieceCell]]) -> tuple[tuple[Cell, ...], ...]:
        laid = []
        for number, row in enumerate(rows):
            if number:
                self._write("\n")
            laid.append(self._lay_row(row))
        return tuple(laid)

    def _lay_row(self, row: list[PieceCell]) -> tuple[Cell, ...]:
        cells = []
        for number, cell in enumerate(row):
            if number:
                self._write("\t")
            self.cells += 1
            if self.cells > LIMIT_CELLS:
                raise Unreadable("Tabellen i dokumentet er for stor til at blive læst.")
            at = self.length
            blocks = self._lay_inside(cell.pieces)
            cells.append(Cell(self._since(at), at, self.length, blocks, cell.continues))
        return tuple(cells)

    def _lay_inside(self, pieces: list[Piece]) -> tuple[Block, ...]:
        blocks = []
        for number, piece in enumerate(pieces):
            if number:
                self._write("\n")
            blocks.append(self._lay(piece))
        return tuple(blocks)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        if self.length > LIMIT_CHARACTERS:
            raise Unreadable(TOO_LONG)

    def _since(self, at: int) -> str:
        """What was written after `at`, gathered from the end of the parts."""
        tail: list[str] = []
        length = self.length
        for part in reversed(self.parts):
            if length <= at:
                break
            tail.append(part)
            length -= len(part)
        return "".join(reversed(tail))


def clean(text: str) -> str:
    """Text fit to keep: normalised, without what cannot be seen. Raises Unreadable where it is not text."""
    try:
        return normalise(without_control_characters(normalise(text))).replace(PAGE_BREAK, "\n")
    except ValueError:
        raise Unreadable("Filen indeholder tegn, der ikke er tekst.") from None


def _moved(text: str, cleaned: str, places: set[int]) -> dict[int, int]:
    """Where each place in a piece's text lies after cleaning, in time that grows with the text and the places."""
    if cleaned == text:
        return {place: place for place in places}
    moved: dict[int, int] = {}
    before = after = 0
    for place in sorted(places):
        after += len(clean(text[before:place])) if place > before else 0
        moved[place] = min(after, len(cleaned))
        before = max(before, place)
    return moved


def _between(before: str, after: str) -> str:
    """What stands between two blocks: a blank line, but not between items of a list or round a page break."""
    if before == after == "list_item" or "page_break" in (before, after):
        return "\n"
    return "\n\n"
