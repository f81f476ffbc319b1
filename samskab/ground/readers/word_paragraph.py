"""A paragraph of a Word document on its way to pieces."""

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from samskab.ground.readers.grid import is_bulleted
from samskab.ground.readers.pieces import Piece
from samskab.ground.readers.word_parts import get, local, seen

if TYPE_CHECKING:
    from samskab.ground.readers.word import Story

_CHARACTERS = {"w:tab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad", "w:ptab": "\t"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)


class Paragraph:
    """One paragraph on its way to pieces: itself, cut where pages break, then what hung on it."""

    def __init__(self, story: "Story", element: Element, depth: int) -> None:
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
        for child in seen(element):
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
    "w:br": Paragraph._break,
    "w:lastRenderedPageBreak": Paragraph._page_turned,
    "w:sym": Paragraph._symbol,
    "w:hyperlink": Paragraph._hyperlink,
    "w:txbxContent": Paragraph._box,
    "mc:AlternateContent": Paragraph._alternatives,
    "w:footnoteReference": Paragraph._note,
    "w:endnoteReference": Paragraph._note,
    "dgm:relIds": Paragraph._diagram,
    "w:fldChar": Paragraph._field_mark,
    "w:instrText": Paragraph._instruction,
}
