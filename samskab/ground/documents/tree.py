"""One tree of blocks for everything Samskab publishes; each writer makes the same words of it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeGuard

from django.utils.translation import gettext as _


class NotAccessible(ValueError):
    """The document would shut somebody out. The message is one sentence that says what is missing."""


@dataclass(frozen=True)
class Link:
    """A link in running text; `text` says where it leads, and is never the bare address."""

    text: str
    url: str


@dataclass(frozen=True)
class Code:
    """A thread code such as U-31, printed as a sewn label; `url` leads to the thread where one can click."""

    code: str
    url: str = ""


@dataclass(frozen=True)
class Strong:
    text: str


Inline = str | Link | Code | Strong
Look = Literal["lead", "body", "small", "large", "label"]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text. `look` names how it is set, never what it means."""

    content: tuple[Inline, ...]
    look: Look = "body"


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, with the code that leads back to the voice."""

    text: str
    code: str
    said_by: str
    code_url: str = ""


@dataclass(frozen=True)
class ListBlock:
    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture as SVG. `alt` is one sentence; `long_description` says all a reader could see in it."""

    svg: str
    alt: str
    long_description: str = ""
    caption: str = ""
    name: str = "figure"


@dataclass(frozen=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


@dataclass(frozen=True)
class Framed:
    """What stands apart in its own frame, such as knowledge from outside that is not a voice."""

    title: str
    blocks: tuple["Block", ...]
    level: int = 2


@dataclass(frozen=True)
class Part:
    """Blocks that stand together on the sheet; `name` is a class in HTML and a place in a print template."""

    name: str
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Quote | ListBlock | Figure | Table | Framed | Part


@dataclass(frozen=True)
class Document:
    """A document that everybody can read: making one that they cannot raises NotAccessible."""

    title: str
    lang: Literal["da", "en"]
    author: str
    date: date
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        check(self)


_BARE_ADDRESS = r"\s*(?:[a-z][a-z0-9+.-]*://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?)\s*$"


def blocks_of(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order; a part or a frame comes before what it holds."""
    for block in blocks:
        yield block
        if isinstance(block, (Part, Framed)):
            yield from blocks_of(block.blocks)


def check(document: Document) -> None:
    """Raises NotAccessible with one sentence for the first thing that would shut a reader out."""
    if not document.title.strip():
        raise NotAccessible(_("Dokumentet mangler en titel."))
    if document.lang not in ("da", "en"):
        raise NotAccessible(_("Dokumentet mangler et sprog."))
    everything = list(blocks_of(document.blocks))
    _check_headings(everything)
    for block in everything:
        _check_block(block)


def _check_headings(blocks: list[Block]) -> None:
    headings = [(one.level, one.text if isinstance(one, Heading) else one.title) for one in blocks if _is_heading(one)]
    if [level for level, _text in headings].count(1) != 1:
        raise NotAccessible(_("Et dokument skal have netop én overskrift på øverste niveau."))
    before = 0
    for level, text in headings:
        if not text.strip():
            raise NotAccessible(_("En overskrift er tom."))
        if level > before + 1:
            raise NotAccessible(_("Overskriften »%(text)s« springer et niveau over.") % {"text": text})
        before = level


def _is_heading(block: Block) -> TypeGuard[Heading | Framed]:
    return isinstance(block, (Heading, Framed))


def _check_block(block: Block) -> None:
    if isinstance(block, Figure) and not block.alt.strip():
        raise NotAccessible(_("Et billede mangler en sætning, der siger, hvad man ser."))
    if isinstance(block, Table):
        _check_table(block)
    for piece in inlines_of(block):
        if isinstance(piece, Link):
            _check_link(piece)


def _check_table(table: Table) -> None:
    if not table.header or not all(cell.strip() for cell in table.header):
        raise NotAccessible(_("Tabellen »%(caption)s« mangler overskrifter på sine kolonner.") % vars(table))
    if any(len(row) != len(table.header) for row in table.rows):
        raise NotAccessible(_("Tabellen »%(caption)s« har rækker, der ikke passer til dens kolonner.") % vars(table))


def _check_link(link: Link) -> None:
    if not link.text.strip() or re.match(_BARE_ADDRESS, link.text, re.IGNORECASE):
        raise NotAccessible(_("Linket til %(url)s skal sige med ord, hvor det fører hen.") % {"url": link.url})
    if not re.match(r"(?:https?://|mailto:|tel:|/|#)", link.url):
        raise NotAccessible(_("Linket »%(text)s« fører ikke nogen steder hen.") % {"text": link.text})


def inlines_of(block: Block) -> tuple[Inline, ...]:
    """The running text of a paragraph or a list; nothing for the others."""
    if isinstance(block, Paragraph):
        return block.content
    if isinstance(block, ListBlock):
        return tuple(piece for item in block.items for piece in item)
    return ()


def words_of(content: tuple[Inline, ...]) -> str:
    """Running text as one string, a space between its pieces."""
    pieces = [one if isinstance(one, str) else one.code if isinstance(one, Code) else one.text for one in content]
    return " ".join(piece.strip() for piece in pieces if piece.strip())


def plain_text(document: Document) -> str:
    """All words of the document in reading order, a line for each; pictures by their sentence."""
    return "\n".join(line for block in blocks_of(document.blocks) for line in lines_of(block) if line)


def lines_of(block: Block) -> list[str]:
    """The words of one block, without those of the blocks inside it."""
    match block:
        case Heading(text=text) | Framed(title=text):
            return [text]
        case Paragraph(content=content):
            return [words_of(content)]
        case Quote(text=text, code=code, said_by=said_by):
            return [text, f"{code} {said_by}".strip()]
        case ListBlock(items=items):
            return [words_of(item) for item in items]
        case Figure(alt=alt, long_description=more, caption=caption):
            return [alt, more, caption]
        case Table(header=header, rows=rows, caption=caption):
            return [caption, *(" ".join(row) for row in (header, *rows))]
        case Part():
            return []


def tidy(text: str) -> str:
    """Text as it can be set: composed letters, single spaces, no invisible control characters."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if one.isspace() else one for one in composed)
    seen = "".join(one for one in spaced if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
    return " ".join(seen.split())
