"""From a written page to what stands on screen. The pages are our own, and still no HTML in them is let through."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

COMMENT = re.compile(r"^<!--.*-->\n?", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z]+:", re.IGNORECASE)

AddressOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the list of contents."""

    anchor: str
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class Set:
    """A page ready to be shown. `body` is HTML without the page's own first heading."""

    title: str
    body: str
    headings: Sequence[Heading]


class Screen(RendererHTML):
    """HTML as our pages draw it: what is wide scrolls by itself, and can be reached with the keyboard."""

    def table_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        name = escape(env["table"])
        return f'<div class="table-frame" tabindex="0" role="group" aria-label="{name}"><table class="table">\n'

    def table_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return '<th scope="col">' if tokens[at + 1].content.strip() else "<td>"

    def th_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "</th>\n" if tokens[at - 1].content.strip() else "</td>\n"

    def fence(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return f'<pre tabindex="0"><code>{escape(tokens[at].content, quote=False)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return self.fence(tokens, at, options, env)

    def image(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        address, words = escape(str(tokens[at].attrs.get("src", ""))), escape(plain(tokens[at].children or []))
        if not address:
            return words
        return f'<a class="written__picture" href="{address}"><img src="{address}" alt="{words}" loading="lazy"></a>'


def set_page(text: str, address_of: AddressOf, *, table: str = "Tabel") -> Set:
    """`address_of` turns a link as it is written (../reference/data.md#x) into an address, or "" when there is none."""
    markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=Screen).enable("table")
    tokens = markdown.parse(COMMENT.sub("", text))
    headings = name_headings(tokens)
    for token in tokens:
        for child in token.children or []:
            lead_on(child, address_of)
    title, rest = take_title(tokens)
    return Set(title, markdown.renderer.render(rest, markdown.options, {"table": table}), headings)


def take_title(tokens: list[Token]) -> tuple[str, list[Token]]:
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return plain(tokens[1].children or []), tokens[3:]
    return "", tokens


def name_headings(tokens: Sequence[Token]) -> list[Heading]:
    """Give every heading but the first its anchor; what is found on the way."""
    found: list[Heading] = []
    for at, token in enumerate(tokens):
        if token.type != "heading_open" or token.tag == "h1":
            continue
        words, level = plain(tokens[at + 1].children or []), int(token.tag[1])
        anchor = unlike(anchor_of(words), {one.anchor for one in found})
        token.attrSet("id", anchor)
        found.append(Heading(anchor, words, level))
    return found


def anchor_of(words: str) -> str:
    """As the places where code is kept make them: small letters, no punctuation, a hyphen for each space."""
    kept = (sign for sign in words.strip().lower() if sign in " -_" or unicodedata.category(sign)[0] in "LN")
    return "".join(kept).replace(" ", "-") or "afsnit"


def unlike(anchor: str, others: set[str]) -> str:
    number, name = 0, anchor
    while name in others:
        number += 1
        name = f"{anchor}-{number}"
    return name


def plain(tokens: Sequence[Token]) -> str:
    """Words without marks; of a picture, what it shows."""
    return "".join(
        plain(token.children or []) if token.type == "image" else " " if token.type == "softbreak" else token.content
        for token in tokens
    )


def lead_on(token: Token, address_of: AddressOf) -> None:
    """A link or picture within the tree gets the address it is served at; one that is not served is only words."""
    name = {"link_open": "href", "image": "src"}.get(token.type)
    written = str(token.attrs.get(name, "")) if name else ""
    if not name or not written or ELSEWHERE.match(written):
        return
    address = written if written.startswith("#") else address_of(written)
    if address:
        token.attrs[name] = address
    else:
        token.attrs.pop(name)
