"""OpenDocument texts (.odt), read straight from their XML, with the same promises as for Word."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from samskab.ground.readers.archive import BROKEN, Archive
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.grid import TABLE_TOO_BIG, check_depth, is_bulleted, table_pieces
from samskab.ground.readers.limits import LIMIT_CELLS
from samskab.ground.readers.pieces import Piece, PieceCell
from samskab.ground.readers.word_parts import get, number

_UNSEEN = frozenset(
    "tracked-changes annotation annotation-end forms note-citation ruby-text sequence-decls variable-decls "  # noqa: SIM905
    "user-field-decls event-listeners table-column table-columns table-header-columns shapes "
    "index-title-template table-of-content-source scripts binary-data".split()
)
_FRAMES = frozenset("text-box custom-shape rect ellipse circle polygon path caption".split())  # noqa: SIM905
_LIMIT_SPACES = 200
_LIMIT_EMPTY = 60


def read_odt(archive: Archive) -> list[Piece]:
    """Header, text and footer in that order, as pieces. Raises Unreadable."""
    root = archive.tree("content.xml")
    body = root.find("./{*}body/{*}text")
    if body is None:
        raise Unreadable(BROKEN)
    styles = archive.tree("styles.xml") if "styles.xml" in archive.names else Element("none")
    story = _Story(_Styles(root, styles))
    text = story.pieces_of(body)
    return [*_edge(styles, "header"), *text, *_edge(styles, "footer")]


def _edge(styles: Element, part: str) -> list[Piece]:
    """What stands in every header (or footer), each wording once."""
    found: dict[str, Piece] = {}
    for node in styles.iterfind(f".//{{*}}master-page/{{*}}{part}"):
        for piece in _Story(_Styles(styles), part).pieces_of(node):
            found.setdefault(piece.text or repr(piece.rows), piece)
    return list(found.values())


class _Styles:
    """What the paragraph styles mean: titles, headings, and whether a new page begins."""

    def __init__(self, *roots: Element) -> None:
        self._styles = {get(node, "name"): node for root in roots for node in root.iterfind(".//{*}style")}

    def chain(self, name: str) -> Iterator[tuple[str, Element]]:
        for _ in range(12):
            node = self._styles.get(name)
            if node is None:
                return
            yield name, node
            name = get(node, "parent-style-name")

    def title_level(self, name: str) -> int:
        """1 for a title, 2 for a subtitle, a heading's level for a heading, else 0."""
        for each, _ in self.chain(name):
            if each in ("Title", "Subtitle"):
                return 1 if each == "Title" else 2
            if each.startswith("Heading_20_"):
                return min(6, number(each.removeprefix("Heading_20_"), 0))
        return 0

    def begins_page(self, name: str) -> bool:
        properties = (node.find("./{*}paragraph-properties") for _, node in self.chain(name))
        return any(node is not None and get(node, "break-before") == "page" for node in properties)


class _Story:
    """One stream of paragraphs, lists and tables: the text itself, a header or a footer."""

    def __init__(self, styles: _Styles, part: str = "body") -> None:
        self.styles = styles
        self.part = part
        self.page = 1
        self.cells = 0

    def pieces_of(self, container: Element, list_depth: int = 0, depth: int = 0) -> list[Piece]:
        pieces: list[Piece] = []
        for child in _seen(container):
            tag = local(child)
            if tag in ("p", "h"):
                pieces += self._paragraph(child, tag, list_depth, depth)
            elif tag == "list":
                pieces += self.pieces_of(child, list_depth + 1, depth)
            elif tag == "table":
                pieces += self._table(child, depth + 1)
            elif tag == "soft-page-break":
                self.page += 1
            elif tag in _FRAMES:
                pieces += self.framed(child, depth)
            else:
                pieces += self.pieces_of(child, list_depth, depth)
        return pieces

    def framed(self, element: Element, depth: int) -> list[Piece]:
        """What stands in a text box or a drawn shape."""
        pieces = self.pieces_of(element, depth=depth)
        for piece in pieces:
            piece.part = "text_box" if piece.part == "body" else piece.part
        return pieces

    def noted(self, element: Element, depth: int) -> list[Piece]:
        """What stands in a footnote or endnote."""
        pieces = self.pieces_of(element, depth=depth)
        for piece in pieces:
            piece.part = "footnote"
        return pieces

    def _paragraph(self, element: Element, tag: str, list_depth: int, depth: int) -> list[Piece]:
        style = get(element, "style-name")
        before: list[Piece] = []
        if self.styles.begins_page(style):
            before.append(Piece("page_break", page=self.page, part=self.part))
            self.page += 1
        page = self.page
        words = _Words(self, depth)
        words.take(element)
        text = words.text()
        if not text.strip():
            return before + words.hanging
        kind, level = self._kind(element, tag, style, list_depth, text)
        return [*before, Piece(kind, text, level, page, words.links, part=self.part), *words.hanging]

    def _kind(self, element: Element, tag: str, style: str, list_depth: int, text: str) -> tuple[str, int]:
        title = self.styles.title_level(style)
        if tag == "h" or (title and not list_depth):
            return "heading", title or max(1, min(6, number(get(element, "outline-level"), 1)))
        if list_depth:
            return "list_item", list_depth - 1
        return ("list_item", 0) if is_bulleted(text) else ("paragraph", 0)

    def _table(self, table: Element, depth: int) -> list[Piece]:
        check_depth(depth)
        page = self.page
        rows: list[list[PieceCell]] = []
        for row in _inside(table, "table-row"):
            rows += self._rows(row, depth)
        return table_pieces(rows, page, self.part)

    def _rows(self, row: Element, depth: int) -> list[list[PieceCell]]:
        """The row, as many times as it says; an empty row that repeats itself is only left out."""
        cells: list[PieceCell] = []
        for cell in _inside(row, "table-cell", "covered-table-cell"):
            cells += self._cells(cell, depth)
        times = number(get(row, "number-rows-repeated"), 1)
        if not any(cell.pieces for cell in cells):
            return []
        self._count(times * len(cells))
        return [list(cells) for _ in range(times)]

    def _cells(self, cell: Element, depth: int) -> list[PieceCell]:
        covered = local(cell) == "covered-table-cell"
        pieces = self.pieces_of(cell, depth=depth)
        times = number(get(cell, "number-columns-repeated"), 1)
        if not pieces:
            return [PieceCell(continues=covered) for _ in range(min(times, _LIMIT_EMPTY))]
        self._count(times)
        return [PieceCell(pieces, covered) for _ in range(times)]

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > LIMIT_CELLS:
            raise Unreadable(TABLE_TOO_BIG)


class _Words:
    """The words of one paragraph, its links, and what hangs on it: text boxes and notes."""

    def __init__(self, story: _Story, depth: int) -> None:
        self.story = story
        self.depth = depth
        self.words: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.hanging: list[Piece] = []

    def text(self) -> str:
        return "".join(self.words)

    def take(self, element: Element) -> None:
        """All the words in the element. White space in the file itself counts as one space."""
        self._write(_folded(element.text))
        for child in element:
            tag = local(child)
            if _is_seen(child):
                self._take_child(child, tag)
            self._write(_folded(child.tail))

    def _take_child(self, child: Element, tag: str) -> None:
        if tag == "s":
            self._write(" " * min(_LIMIT_SPACES, number(get(child, "c"), 1)))
        elif tag in ("tab", "line-break"):
            self._write("\t" if tag == "tab" else "\n")
        elif tag == "soft-page-break":
            self.story.page += 1
        elif tag == "a":
            start = self.length
            self.take(child)
            self.links.append((start, self.length, get(child, "href")))
        elif tag == "note-body":
            self.hanging += self.story.noted(child, self.depth)
        elif tag in _FRAMES:
            self.hanging += self.story.framed(child, self.depth)
        else:
            self.take(child)

    def _write(self, text: str) -> None:
        if text.startswith(" ") and (not self.words or self.words[-1][-1:] in (" ", "\t", "\n")):
            text = text[1:] if text.strip() or self.words else ""
        if text:
            self.words.append(text)
            self.length += len(text)


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _folded(text: str | None) -> str:
    """Line ends, tabs and runs of spaces in the file count as one space; they are written as elements."""
    if not text:
        return ""
    words = " ".join(text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" "))
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def _seen(element: Element) -> Iterator[Element]:
    return (child for child in element if _is_seen(child))


def _is_seen(element: Element) -> bool:
    """Whether its words are shown. The description of a picture is not; the field that shows the title is."""
    described = local(element) in ("title", "desc") and "svg" in str(element.tag)
    return not described and local(element) not in _UNSEEN


def _inside(element: Element, *wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in groups, but not those of a table inside."""
    for child in _seen(element):
        tag = local(child)
        if tag in wanted:
            yield child
        elif tag in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _inside(child, *wanted)
