"""One tree of blocks for everything Samskab publishes; each writer makes the same words of it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

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


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text. `look` names how it is set, never what it means: lead, body, small or large."""

    content: tuple[Inline, ...]
    look: Literal["lead", "body", "small", "large"] = "body"


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
