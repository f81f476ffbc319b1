"""From words to lines, and from lines to headings, paragraphs and list items."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from samskab.ground.readers.grid import is_bulleted
from samskab.ground.readers.pdf.shapes import Box, Word
from samskab.ground.readers.pieces import Piece

_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
_ENDS = (".", "!", "?", ":", "”", "“", '"', "»", "«", "’", "'", "…")
_QUOTES = "\"”“„»«’‘'…"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_HEADING_WORDS = 16


@dataclass
class TextLine:
    """Words that stand on one line, from left to right."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)


@dataclass
class Looks:
    """How the document looks: the size of its running text, and the sizes of its headings from large to small."""

    body: float
    sizes: list[float]

    @classmethod
    def of(cls, words: Iterable[Word]) -> "Looks":
        count: Counter[float] = Counter()
        for word in words:
            count[round(word.size * 2) / 2] += len(word.text)
        body = count.most_common(1)[0][0] if count else 10.0
        return cls(body, sorted((size for size in count if size > body * 1.1), reverse=True))

    def heading_level(self, line: TextLine) -> int:
        """1-6 for a line that looks like a heading, else 0."""
        if not any(map(str.isalpha, line.text)) or line.text.startswith(('"', "”", "“", "»")):
            return 0
        if line.size > self.body * 1.1:
            larger = [size for size in self.sizes if size > round(line.size * 2) / 2 + 0.1]
            return min(6, len(larger) + 1)
        return min(6, len(self.sizes) + 1) if line.bold and line.size >= self.body * 0.98 else 0


def lines_of(words: list[Word]) -> list[TextLine]:
    """The words as lines from top to bottom. Two words share a line where most of their height overlaps."""
    lines: list[TextLine] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        line = next((line for line in reversed(lines[-4:]) if _is_level(line, word)), None)
        if line is None:
            lines.append(TextLine([word], word.x0, word.top, word.x1, word.bottom))
            continue
        line.words.append(word)
        line.x0, line.top = min(line.x0, word.x0), min(line.top, word.top)
        line.x1, line.bottom = max(line.x1, word.x1), max(line.bottom, word.bottom)
    for line in lines:
        line.words.sort(key=lambda word: word.x0)
    return sorted(lines, key=lambda line: line.top + line.bottom)


def _is_level(line: TextLine, word: Word) -> bool:
    """Also for the small letters of a footnote mark beside a large one."""
    overlap = min(line.bottom, word.bottom) - max(line.top, word.top)
    return overlap > 0.5 * min(line.height, max(1.0, word.bottom - word.top))


def pieces_of_words(words: list[Word], looks: Looks, page: int, headings: bool = True) -> list[Piece]:
    """Words in one column as pieces. In table cells (`headings=False`) nothing is called a heading."""
    lines = lines_of(words)
    groups: list[list[TextLine]] = []
    leading = _leading(lines)
    right = max((line.x1 for line in lines), default=0.0)
    for line in lines:
        if groups and _belongs(groups[-1], line, leading, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [piece_of_lines(group, looks, page, headings) for group in groups]


def _leading(lines: list[TextLine]) -> float:
    """The distance from one line of a paragraph to the next, in points.

    Where paragraphs of one line are many, most distances are those between paragraphs; the least are within one.
    """
    pairs = [(above, below.top - above.top) for above, below in pairwise(lines) if _looks_the_same(above, below)]
    near = sorted(step for line, step in pairs if line.height * 0.9 < step < line.height * 1.9)
    return near[len(near) // 10] if near else (lines[0].height * 1.2 if lines else 12.0)


def _looks_the_same(above: TextLine, below: TextLine) -> bool:
    return abs(below.size - above.size) <= max(0.6, above.size * 0.06) and below.bold == above.bold


def _belongs(group: list[TextLine], line: TextLine, leading: float, right: float) -> bool:
    """Whether the line goes on with the paragraph above it."""
    last = group[-1]
    text = line.text
    if is_bulleted(text) or _NUMBERED.match(text):
        return False
    if not _looks_the_same(last, line):
        return False
    if _ADDRESS.fullmatch(last.text) and (" " in text or _begins_anew(text)):
        return False
    step = line.top - last.top
    if step > max(leading * 1.25, leading + 2) and step > last.height * 1.15:
        return False
    if is_bulleted(group[0].text) and line.x0 < group[0].x0 + 1 < group[0].x0 + 3:
        return line.x0 > group[0].x0 - 1 and not _begins_anew(text)
    return not _ended_short(last, line, right)


def _ended_short(last: TextLine, line: TextLine, right: float) -> bool:
    """Whether the line above stopped where there was room for the next word, after a full stop."""
    room = right - last.x1
    return last.text.endswith(_ENDS) and _begins_anew(line.text) and room > (line.words[0].x1 - line.words[0].x0) * 1.5


def _begins_anew(text: str) -> bool:
    return text[:1].isupper() or text[:1] in _QUOTES


def piece_of_lines(lines: list[TextLine], looks: Looks, page: int, headings: bool = True) -> Piece:
    """The lines as one heading, list item or paragraph, by how they look."""
    text, links = joined(lines)
    level = looks.heading_level(lines[0]) if headings and len(text.split()) <= _HEADING_WORDS else 0
    kind = "paragraph"
    if is_bulleted(text) or (_NUMBERED.match(text) and not level):
        kind, level = "list_item", 0
    elif level and not (text.endswith(".") and len(text.split()) > 8):
        kind = "heading"
    else:
        level = 0
    return Piece(
        kind,
        text,
        level,
        page,
        links,
        font_size=lines[0].size,
        bold=all(line.bold for line in lines),
        box=box_of(lines),
    )


def box_of(lines: list[TextLine]) -> Box:
    """The box round the lines, in points."""
    return (
        round(min(line.x0 for line in lines), 1),
        round(min(line.top for line in lines), 1),
        round(max(line.x1 for line in lines), 1),
        round(max(line.bottom for line in lines), 1),
    )


def joined(lines: list[TextLine]) -> tuple[str, list[tuple[int, int, str]]]:
    """The running text of the lines, and its links as (start, end, url)."""
    text = ""
    links: list[tuple[int, int, str]] = []
    for line in lines:
        for number, word in enumerate(line.words):
            text = _followed(text, word.text, new_line=number == 0)
            start = len(text) - len(word.text)
            if not word.url:
                continue
            if links and links[-1][2] == word.url and start - links[-1][1] <= 1:
                links[-1] = (links[-1][0], len(text), word.url)
            else:
                links.append((start, len(text), word.url))
    return text, links


def _followed(text: str, word: str, new_line: bool) -> str:
    """The text with one more word. A word that was cut at the end of its line is put together again."""
    if not text:
        return word
    if new_line:
        if text.endswith("\u00ad"):
            return text[:-1] + word
        last = text.rpartition(" ")[2]
        if "://" in last and last.endswith(("/", "-", "_", "=", "?", "&", ".")):
            return text + word
        if text.endswith("/") and text[-2:-1].isalnum():
            return text + word  # Marts/april in a narrow cell
        if text.endswith("-") and text[-2:-1].isalpha() and word[:1].islower() and word not in ("og", "eller", "samt"):
            return text[:-1] + word
    return f"{text} {word}"
