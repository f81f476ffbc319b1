"""What a reader gives back: one text, and the blocks it is made of, each with its place in that text."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "list_item", "table", "page_break"]
ToldBy = Literal["", "space", "guess"]


class Unreadable(Exception):
    """The file cannot be read. `str(error)` is one clear Danish sentence or two, meant for a person."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the text: `document.text[at:to] == text`."""

    text: str
    url: str
    at: int
    to: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table or page break: `document.text[at:to] == text`.

    `level` is 1-6 for a heading and 0 and up for how deep a list item lies. `page` counts from 1.
    A table has `rows`; each row has equally many cells, column by column.
    `part` tells where outside the running text it stood. `font_size` (points), `bold` and the box
    x0, top, x1, bottom (points from the page's upper left corner) are known for PDF only, else 0.
    `told_by` is how a table's rows were told apart: by its own cells (""), by clear white space, or by a guess.
    """

    kind: Kind
    text: str
    at: int
    to: int
    level: int = 0
    page: int = 1
    rows: tuple[tuple["Cell", ...], ...] = ()
    links: tuple[Link, ...] = ()
    part: Literal["body", "header", "footer", "footnote", "text_box"] = "body"
    font_size: float = 0.0
    bold: bool = False
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    told_by: ToldBy = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `document.text[at:to] == text`, and the same for each of its blocks.

    A merged cell has its text once, in its first place; the other places are empty and say `continues`.
    """

    text: str
    at: int
    to: int
    blocks: tuple[Block, ...] = ()
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `text` is everything in reading order; `sha256` is of the file's own bytes.

    In `text`, a form feed stands between pages, a tab between cells and a line feed between rows.
    """

    name: str
    format: Literal["docx", "pdf", "odt", "txt", "md", "tsv"]
    sha256: str
    pages: int
    text: str
    blocks: tuple[Block, ...]


def page_of(document: Document, position: int) -> int:
    """The page (from 1) on which the code point at `position` stands."""
    page = 1
    for block in document.blocks:
        if block.at > position:
            break
        page = block.page
    return page
