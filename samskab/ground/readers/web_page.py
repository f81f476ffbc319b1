"""Web pages: the text one sees, paragraph by paragraph. Nothing is fetched, run or believed."""

import re
from collections.abc import Mapping

from lxml import etree

from samskab.ground.readers.archive import BROKEN, UNSAFE
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_SEGMENTS, LIMIT_TAG_DEPTH
from samskab.ground.readers.pieces import TOO_LONG

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_HIDDEN = frozenset(
    "head title script style template noscript iframe object svg math canvas audio video select textarea "  # noqa: SIM905
    "datalist button map noframes noembed applet xmp plaintext".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "  # noqa: SIM905
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_AT_ONCE = 1 << 20
_SPACE = re.compile(r"[ \t\n\r\f]+")


def read_web_page(text: str) -> list[str]:
    """The paragraphs one sees: headings, items of lists and the rows of tables are each one. Raises Unreadable."""
    if "<!entity" in text[:100_000].lower():
        raise Unreadable(UNSAFE)
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=True, encoding="utf-8")
    try:
        data = text.encode("utf-8")
        for at in range(0, len(data), _AT_ONCE):
            parser.feed(data[at : at + _AT_ONCE])
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        raise Unreadable(BROKEN) from None
    return page.paragraphs


class _Page:
    """Is told of the tags in order; keeps no tree, only what is open. What a tag ends unsaid, the parser has ended."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.hidden = 0
        self.kept_as_written = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._write("\n")
        elif tag in _BLOCKS:
            self._part(tag)
        if tag not in _VOID:
            self._push(tag, tag in _HIDDEN or _is_hidden(attributes))

    def end(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self._pop() != tag:
                continue

    def data(self, words: str) -> None:
        if not self.hidden:
            self._write(words if self.kept_as_written else _SPACE.sub(" ", words))

    def close(self) -> None:
        self.end_paragraph()

    def end_paragraph(self) -> None:
        lines = [line.strip(" ") for line in "".join(self.words).split("\n")]
        text = "\n".join(lines).strip(" \n\t")
        if text:
            self.paragraphs.append(text)
        if len(self.paragraphs) > LIMIT_SEGMENTS:
            raise Unreadable(TOO_LONG)
        self.words = []

    def _write(self, text: str) -> None:
        """Without a space after a space: white space in the file is white space once."""
        if not self.hidden and text:
            follows = (
                text.startswith(" ") and self.words and self.words[-1][-1:] in " \n\t" and not self.kept_as_written
            )
            self.words.append(text[1:] if follows else text)
            if not self.words[-1]:
                self.words.pop()

    def _part(self, tag: str) -> None:
        """A block begins or ends. In a cell it is a new line, and everywhere else a new paragraph."""
        if tag != "tr" and self._in_a_cell():
            if self.words and self.words[-1][-1:] not in "\n\t":
                self.words.append("\n")
        elif not self.hidden:
            self.end_paragraph()

    def _in_a_cell(self) -> bool:
        return any(name in _CELLS for name, _ in self.open[-12:])

    def _push(self, tag: str, hidden: bool) -> None:
        self.open.append((tag, hidden))
        self.hidden += hidden
        self.kept_as_written += tag == "pre"
        if len(self.open) > LIMIT_TAG_DEPTH:
            raise Unreadable(UNSAFE)

    def _pop(self) -> str:
        tag, hidden = self.open.pop()
        if tag in _CELLS and not self.hidden:
            while self.words and self.words[-1] == "\n":
                self.words.pop()
            self.words.append("\t")
        elif tag in _BLOCKS:
            self._part(tag)
        self.hidden -= hidden
        self.kept_as_written -= tag == "pre"
        return tag


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _NOT_SHOWN.search(attributes.get("style", "")) is not None
