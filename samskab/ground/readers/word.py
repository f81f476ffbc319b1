"""Word documents (.docx), read straight from their XML.

Nothing a person sees is lost: text boxes, nested tables, content controls, footnotes, headers and footers come
along. Text that was inserted with tracked changes is kept, deleted text is not.
"""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from samskab.ground.readers.archive import BROKEN, Archive
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.grid import check_depth, is_bulleted, table_pieces
from samskab.ground.readers.limits import LIMIT_CELLS
from samskab.ground.readers.pieces import Piece, PieceCell
from samskab.ground.readers.word_parts import Relations, Styles, get, local, number, relations_of

# Elements whose content nobody sees, or sees somewhere else.
_UNSEEN = frozenset(
    "w:del w:moveFrom w:instrText w:delText w:delInstrText w:pPr w:rPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr "  # noqa: SIM905
    "w:sdtEndPr w:sectPr w:rt mc:Fallback w:fldData w:binData".split()
)
_CHARACTERS = {"w:tab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad", "w:ptab": "\t"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
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
    text = _Story(archive, name, relations).pieces_of(body)
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
        story = _Story(archive, target, relations_of(archive, target), part)
        for piece in story.pieces_of(archive.tree(target)):
            found.setdefault(piece.text or repr(piece.rows), piece)
    return list(found.values())


def _beside(part: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


class _Story:
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
        for child in _seen(container):
            tag = local(child)
            if tag == "w:p":
                pieces += _Paragraph(self, child, depth).pieces()
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


class _Paragraph:
    """One paragraph on its way to pieces: itself, cut where pages break, then what hung on it."""

    def __init__(self, story: _Story, element: Element, depth: int) -> None:
        self.story = story
        self.depth = depth
        self.properties = element.find("./{*}pPr")
        self.done: list[Piece] = []
        self.hanging: list[Piece] = []
        self.words: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.field_starts: list[tuple[int, str]] = []
        self._take(element)

    def pieces(self) -> list[Piece]:
        self._finish()
        return self.done + self.hanging

    def _take(self, element: Element) -> None:
        for child in _seen(element):
            tag = local(child)
            if tag in ("w:t", "m:t"):
                self._write(child.text or "")
            elif tag in _CHARACTERS:
                self._write(_CHARACTERS[tag])
            elif tag in _ACTIONS:
                _ACTIONS[tag](self, child)
            else:
                self._take(child)

    def _write(self, text: str) -> None:
        if any(field is not None for field in self.story.fields):
            return
        if text.strip():
            self.story.just_broken = False
        self.words.append(text)
        self.length += len(text)

    def _break(self, element: Element) -> None:
        if get(element, "type") != "page":
            return self._write("\n")
        self._finish()
        self.done.append(Piece("page_break", page=self.story.page, part=self.story.part))
        self.story.turn_page()

    def _page_turned(self, _element: Element) -> None:
        self.story.page_turned()

    def _symbol(self, element: Element) -> None:
        """A character from a symbol font: an arrow or a tick; all are shown as a bullet."""
        self._write("•")

    def _hyperlink(self, element: Element) -> None:
        start = self.length
        self._take(element)
        relation = self.story.relations.get(get(element, "id"))
        if relation and relation.external:
            self.links.append((start, self.length, relation.target))

    def _box(self, element: Element) -> None:
        pieces = self.story.pieces_of(element, self.depth)
        for piece in pieces:
            piece.part = "text_box" if piece.part == "body" else piece.part
        self.hanging += pieces

    def _alternatives(self, element: Element) -> None:
        """The newer wording of a drawing, or the older one where only that holds text; never both."""
        options = list(element)
        with_text = [option for option in options if any(local(n) == "w:t" for n in option.iter())]
        for option in (with_text or options)[:1]:
            self._take(option)

    def _note(self, element: Element) -> None:
        kind = "footnotes" if local(element) == "w:footnoteReference" else "endnotes"
        self.hanging += self.story.note(kind, get(element, "id"))

    def _diagram(self, element: Element) -> None:
        self.hanging += self.story.diagram(element)

    def _field_mark(self, element: Element) -> None:
        """Fields are written as begin, instruction, separate, result, end: only the result is text."""
        fields, kind = self.story.fields, get(element, "fldCharType")
        if kind == "begin":
            fields.append("")
        elif kind == "separate" and fields:
            told = _HYPERLINK.match(fields[-1] or "")
            fields[-1] = None
            self.field_starts.append((self.length, told[1] if told else ""))
        elif kind == "end" and fields:
            fields.pop()
            start, url = self.field_starts.pop() if self.field_starts else (0, "")
            if url:
                self.links.append((start, self.length, url))

    def _instruction(self, element: Element) -> None:
        fields = self.story.fields
        if fields and fields[-1] is not None:
            fields[-1] += (element.text or "")[:2000]

    def _finish(self) -> None:
        text = "".join(self.words)
        if text.strip():
            kind, level = self._kind(text)
            self.done.append(Piece(kind, text, level, self.story.page, self.links, part=self.story.part))
        self.words, self.links, self.length, self.field_starts = [], [], 0, []

    def _kind(self, text: str) -> tuple[str, int]:
        kind, level = self.story.styles.kind_of(self.properties)
        if kind == "paragraph" and is_bulleted(text):
            return "list_item", 0
        return kind, level


_ACTIONS = {
    "w:br": _Paragraph._break,
    "w:lastRenderedPageBreak": _Paragraph._page_turned,
    "w:sym": _Paragraph._symbol,
    "w:hyperlink": _Paragraph._hyperlink,
    "w:txbxContent": _Paragraph._box,
    "mc:AlternateContent": _Paragraph._alternatives,
    "w:footnoteReference": _Paragraph._note,
    "w:endnoteReference": _Paragraph._note,
    "dgm:relIds": _Paragraph._diagram,
    "w:fldChar": _Paragraph._field_mark,
    "w:instrText": _Paragraph._instruction,
}


def _seen(element: Element) -> Iterator[Element]:
    """The children a person sees; of a run, not when it is hidden. Instructions are passed on to be understood."""
    if local(element) == "w:r" and element.find("./{*}rPr/{*}vanish") is not None:
        return
    for child in element:
        tag = local(child)
        if tag not in _UNSEEN or tag == "w:instrText":
            yield child


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in controls, but not those of a table inside."""
    for child in _seen(element):
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
