"""Word documents (.docx), read straight from their XML.

Nothing a person sees is lost: text boxes, nested tables, content controls, footnotes, headers and footers come
along. Text that was inserted with tracked changes is kept, deleted text is not.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from samskab.ground.readers.archive import BROKEN, Archive
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.grid import check_depth, table_pieces
from samskab.ground.readers.limits import LIMIT_CELLS
from samskab.ground.readers.pieces import Piece, PieceCell
from samskab.ground.readers.word_paragraph import Paragraph
from samskab.ground.readers.word_parts import Relations, Styles, get, local, number, relations_of, seen

_LIMIT_SPAN = 100


def main_part(archive: Archive) -> str:
    """The name of the part that holds the text, or nothing where this is not a Word document."""
    for relation in relations_of(archive, "").values():
        if relation.kind == "officeDocument":
            name = relation.target.lstrip("/")
            return name if name.startswith("word/") and name in archive.names else ""
    return "word/document.xml" if "word/document.xml" in archive.names else ""


def read_word(archive: Archive) -> list[Piece]:
    """Header, text and footer in that order, as pieces. Raises Unreadable."""
    name = main_part(archive)
    body = next((child for child in archive.tree(name) if local(child) == "w:body"), None)
    if body is None:
        raise Unreadable(BROKEN)
    relations = relations_of(archive, name)
    text = Story(archive, name, relations).pieces_of(body)
    edges = {kind: _edge(archive, name, relations, kind, part) for kind, part in _EDGES}
    return [*edges["header"], *text, *edges["footer"]]


_EDGES = (("header", "header"), ("footer", "footer"))


def _edge(archive: Archive, main: str, relations: Relations, kind: str, part: str) -> list[Piece]:
    """What stands in every header (or footer), each wording once."""
    found: dict[str, Piece] = {}
    for relation in relations.values():
        target = _beside(main, relation.target)
        if relation.kind != kind or target not in archive.names:
            continue
        story = Story(archive, target, relations_of(archive, target), part)
        for piece in story.pieces_of(archive.tree(target)):
            found.setdefault(piece.text or repr(piece.rows), piece)
    return list(found.values())


def _beside(part: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


class Story:
    """One stream of paragraphs and tables: the text itself, a header, a footer, the footnotes."""

    def __init__(self, archive: Archive, name: str, relations: Relations, part: str = "body") -> None:
        self.archive = archive
        self.relations = relations
        self.styles = Styles(archive, _beside(name, "styles.xml"))
        self.part = part
        self.page = 1
        self.just_broken = False
        self.cells = 0
        self.notes = {kind: self._notes(name, kind) for kind in ("footnotes", "endnotes")} if part == "body" else {}
        self.fields: list[str | None] = []  # what each open field says it is; None once its result has begun

    def pieces_of(self, container: Element, depth: int = 0) -> list[Piece]:
        """Every paragraph and table in the container, also those wrapped in controls and changes."""
        pieces: list[Piece] = []
        for child in seen(container):
            tag = local(child)
            if tag == "w:p":
                pieces += Paragraph(self, child, depth).pieces()
            elif tag == "w:tbl":
                pieces += self._table(child, depth + 1)
            elif tag not in ("w:footnote", "w:endnote"):
                pieces += self.pieces_of(child, depth)
        return pieces

    def _table(self, table: Element, depth: int) -> list[Piece]:
        check_depth(depth)
        page = self.page
        rows = [self._row(row, depth) for row in _inside(table, "w:tr") if not _is_deleted(row)]
        return table_pieces(rows, page, self.part)

    def _row(self, row: Element, depth: int) -> list[PieceCell]:
        properties = row.find("./{*}trPr")
        before = _span(properties, "gridBefore", 0)
        cells = [PieceCell() for _ in range(before)]
        for cell in _inside(row, "w:tc"):
            cells += self._cell(cell, depth)
        self.cells += len(cells)
        if self.cells > LIMIT_CELLS:
            raise Unreadable("Tabellen i dokumentet er for stor til at blive læst.")
        return cells

    def _cell(self, cell: Element, depth: int) -> list[PieceCell]:
        """The cell, and an empty one for each further column it spans."""
        properties = cell.find("./{*}tcPr")
        continues = _continues(properties)
        pieces = self.pieces_of(cell, depth)
        first = PieceCell([] if continues and not pieces else pieces, continues)
        return [first, *(PieceCell(continues=True) for _ in range(_span(properties, "gridSpan", 1) - 1))]

    def _notes(self, name: str, kind: str) -> dict[str, Element]:
        """Footnotes (or endnotes) by their id; separators are not notes."""
        part = _beside(name, f"{kind}.xml")
        if part not in self.archive.names:
            return {}
        return {get(note, "id"): note for note in self.archive.tree(part) if get(note, "type") in ("", "normal")}

    def note(self, kind: str, id: str) -> list[Piece]:
        """The pieces of one note, once: it is read where it is first pointed at."""
        note = self.notes.get(kind, {}).pop(id, None)
        if note is None:
            return []
        pieces = self.pieces_of(note)
        for piece in pieces:
            piece.part = "footnote"
            piece.text = piece.text.strip()
        return pieces

    def diagram(self, element: Element) -> list[Piece]:
        """The words in a drawn diagram, which lie in a part of their own."""
        relation = self.relations.get(get(element, "dm"))
        name = _beside("word/document.xml", relation.target) if relation else ""
        if name not in self.archive.names:
            return []
        paragraphs = (node for node in self.archive.tree(name).iter() if local(node) == "a:p")
        texts = ("".join(node.text or "" for node in p.iter() if local(node) == "a:t") for p in paragraphs)
        return [Piece("paragraph", text, page=self.page, part="text_box") for text in texts if text.strip()]

    def turn_page(self) -> None:
        """A page break someone made."""
        self.page += 1
        self.just_broken = True

    def page_turned(self) -> None:
        """A page break Word laid when it last showed the document; the one someone made is not counted twice."""
        if not self.just_broken:
            self.page += 1


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in controls, but not those of a table inside."""
    for child in seen(element):
        tag = local(child)
        if tag == wanted:
            yield child
        elif tag not in ("w:tbl", "w:tr", "w:tc", "w:p"):
            yield from _inside(child, wanted)


def _is_deleted(row: Element) -> bool:
    return row.find("./{*}trPr/{*}del") is not None


def _span(properties: Element | None, name: str, otherwise: int) -> int:
    node = properties.find(f"./{{*}}{name}") if properties is not None else None
    return min(_LIMIT_SPAN, max(otherwise, number(get(node, "val"), otherwise))) if node is not None else otherwise


def _continues(properties: Element | None) -> bool:
    """Whether the cell is only the lower or right-hand part of a merged one."""
    for name in ("vMerge", "hMerge"):
        node = properties.find(f"./{{*}}{name}") if properties is not None else None
        if node is not None and get(node, "val") in ("", "continue"):
            return True
    return False
