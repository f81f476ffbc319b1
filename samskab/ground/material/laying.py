"""Paragraphs and cues laid after one another, so that every place in the working text is known."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from samskab.ground.readers.document import Block, Document, Unreadable
from samskab.ground.readers.limits import LIMIT_SOURCE_CHARACTERS
from samskab.ground.readers.pieces import TOO_LONG, clean
from samskab.ground.text import lines, trimmed

# A longer line is not one that was broken to fit a page: there, every line is a paragraph.
_A_BROKEN_LINE = 100


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A place in the working text that belongs together. `aside` is what nobody says: a heading, a note, a table."""

    start: int
    end: int
    speaker: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    aside: bool = False


@dataclass
class Laid:
    """The working text so far, and where its paragraphs lie."""

    parts: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    length: int = 0

    def add(
        self, words: str, between: str, speaker: str = "", start: int | None = None, end: int | None = None
    ) -> None:
        words = (words if _is_clean(words) else clean(words)).strip()
        if not words:
            return
        if self.parts:
            self._write(between)
        at = self.length
        self._write(words)
        self.paragraphs.append(Paragraph(at, self.length, speaker, start, end))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        if self.length > LIMIT_SOURCE_CHARACTERS:
            raise Unreadable(TOO_LONG)


def _is_clean(words: str) -> bool:
    """Soon told of most: letters one can print, composed."""
    return words.isprintable() and unicodedata.is_normalized("NFC", words)


def laid(spans: Iterable[tuple[str, int | None, int | None, str]], between: str) -> tuple[str, list[Paragraph]]:
    """The working text of what came apart, and its paragraphs. Raises Unreadable where there is nothing, or too much."""
    laid = Laid()
    for speaker, start, end, words in spans:
        laid.add(words, between, clean(speaker), start, end)
    if not laid.paragraphs:
        raise Unreadable("Der er ingen tekst i filen.")
    return "".join(laid.parts), laid.paragraphs


def paragraphs_of_document(document: Document) -> list[Paragraph]:
    """One for each heading, paragraph and list item, and for each row of a table."""
    return [paragraph for block in document.blocks for paragraph in _of_block(block)]


def _of_block(block: Block) -> Iterator[Paragraph]:
    if block.kind == "page_break":
        return
    if block.kind != "table":
        aside = block.kind == "heading" or block.part != "body"
        yield Paragraph(block.at, block.to, aside=aside)
        return
    for row in block.rows:
        filled = [cell for cell in row if cell.text.strip()]
        if filled:
            yield Paragraph(filled[0].at, filled[-1].to, aside=True)


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """Between blank lines, where lines are broken to fit a page; else every line."""
    places = [trimmed(text, at, to) for at, to in lines(text)]
    if max((to - at for at, to in places), default=0) > _A_BROKEN_LINE:
        return [Paragraph(at, to) for at, to in places if at < to]
    runs = [match.span() for match in re.finditer(r"[^\n\f]*\S[^\n\f]*(?:\n[^\n\f]*\S[^\n\f]*)*", text)]
    return [Paragraph(*trimmed(text, at, to)) for at, to in runs]
