"""Text, Markdown and tab-separated text: read here and now, in time that grows with their length.

The text of the document is the text of the file; blocks only point into it.
"""

import re
from pathlib import PurePath

from samskab.ground.readers.document import Block, Document, Unreadable
from samskab.ground.readers.grid import is_bulleted
from samskab.ground.readers.letters import STRANGE_LETTERS, UnknownLetters, strictly_decoded
from samskab.ground.readers.limits import LIMIT_BLOCKS, LIMIT_CHARACTERS, LIMIT_LINES
from samskab.ground.readers.links import with_bare_links
from samskab.ground.readers.markdown import markdown_blocks
from samskab.ground.readers.pieces import TOO_LONG
from samskab.ground.readers.tabbed import is_tabbed, looks_tabbed, table_block
from samskab.ground.text import lines, normalise

_MARKDOWN = re.compile(
    r"^#{1,6} \S|^\|.*\|\s*\n\|[ :|-]+\|\s*$|\[[^\]\n]{1,200}\]\(https?:[^)\s]{1,500}\)", re.MULTILINE
)


def read_plain(data: bytes, name: str, sha256: str) -> Document:
    """The document. Raises Unreadable where the bytes are not text."""
    text = decoded(data)
    if len(text) > LIMIT_CHARACTERS or text.count("\n") > LIMIT_LINES:
        raise Unreadable(TOO_LONG)
    try:
        text = normalise(text)
    except ValueError:
        raise Unreadable(STRANGE_LETTERS) from None
    format, blocks = _blocks(text, PurePath(name).suffix.lower())
    if not any(block.kind != "page_break" for block in blocks):
        raise Unreadable("Der er ingen tekst i filen.")
    if len(blocks) > LIMIT_BLOCKS:
        raise Unreadable(TOO_LONG)
    return Document(name, format, sha256, blocks[-1].page, text, blocks)  # type: ignore[arg-type]


def decoded(data: bytes) -> str:
    """The text, from UTF-8, UTF-16 with its mark, or the older Windows letters where they look like Danish.

    A person looks at what was read before anything is kept.
    """
    try:
        return strictly_decoded(data)[0]
    except UnknownLetters:
        text, _ = strictly_decoded(data, "cp1252")
    if not _looks_danish(text):
        raise Unreadable(STRANGE_LETTERS)
    return text


_FOREIGN = re.compile("[^\x00-\x7fæøåÆØÅéÉäÄöÖüÜèêáàóôëïñçß´`¨§°½¼¾€£²³«»“”„‘’‚–—…•·™®© \u00ad­×÷±µ]")


def _looks_danish(text: str) -> bool:
    """Whether what is not plain ASCII is mostly what Danish text holds; bytes of something else are not."""
    foreign = len(_FOREIGN.findall(text))
    special = sum(1 for char in text if char > "\x7f")
    return foreign <= max(1, special // 20) and special <= len(text) // 4 + 3


def _blocks(text: str, suffix: str) -> tuple[str, tuple[Block, ...]]:
    if suffix in (".md", ".markdown"):
        return "md", markdown_blocks(text)
    if suffix in (".tsv", ".tab") or is_tabbed(text):
        return "tsv", (table_block(text, 0, len(text)),)
    if suffix not in (".txt", ".text") and _MARKDOWN.search(text):
        return "md", markdown_blocks(text)
    return "txt", tuple(_plain_blocks(text))


def _plain_blocks(text: str) -> list[Block]:
    """Runs of lines between blank lines; a bullet begins a block of its own, and a form feed a page."""
    blocks: list[Block] = []
    run: list[tuple[int, int]] = []
    page = 1
    for at, to in [*lines(text), (len(text), len(text))]:
        if at and text[at - 1] == "\f":
            blocks += _run_blocks(text, run, page)
            run = []
            blocks.append(Block("page_break", "\f", at - 1, at, page=page))
            page += 1
        if len(blocks) > LIMIT_BLOCKS:
            raise Unreadable(TOO_LONG)
        if not text[at:to].strip():
            blocks += _run_blocks(text, run, page)
            run = []
        else:
            run.append((at, to))
    return blocks


def _run_blocks(text: str, run: list[tuple[int, int]], page: int) -> list[Block]:
    """The blocks of lines that stand together. `run` is where each line lies."""
    if not run:
        return []
    if len(run) > 1 and all(looks_tabbed(text[at:to]) for at, to in run):
        return [table_block(text, run[0][0], run[-1][1], page)]
    starts = [n for n, (at, to) in enumerate(run) if n == 0 or is_bulleted(text[at:to])]
    ends = [*starts[1:], len(run)]
    return [_words(text, run[start][0], run[end - 1][1], page) for start, end in zip(starts, ends, strict=True)]


def _words(text: str, at: int, to: int, page: int) -> Block:
    part = text[at:to]
    start = at + len(part) - len(part.lstrip())
    words = part.strip()
    kind = "list_item" if is_bulleted(words) else "paragraph"
    return Block(kind, words, start, start + len(words), page=page, links=with_bare_links(words, start, []))  # type: ignore[arg-type]
