"""Lines put together to paragraphs."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from samskab.frontdoor.reading.recognise.lines import Line, Piece, begins_small, ends_a_sentence
from samskab.frontdoor.reading.recognise.passage import EMPTY, Part, Passage, joined, joined_by, unwrapped
from samskab.frontdoor.reading.recognise.tables import lines_of_table
from samskab.frontdoor.reading.recognise.vocabulary import GROUP_OF_VOICES, SAID_BEFORE, TRACK_LABEL, Meaning

OPENING = "\"”“„»«’‘'"
_SOURCE_ENDS = re.compile(r"\((?:[^()]*\b(?:19|20)\d\d|kilde:[^()]*)\)\.?$", re.IGNORECASE)
_ENDS_WITH_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_ABOUT_THE_PAPER = re.compile(r"(?:Version|Udkast|Revideret|Godkendt|Sidst (?:opdateret|ændret))\b.*\d")
_NAMES_A_SOURCE = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][^.?!]{8,110}[ ,(](?:19|20)\d\d\)?|kilder?:.{3,200})", re.IGNORECASE)
_NEXT_QUOTATION = re.compile(r"[.!?…][\"”“«’]\s+(?=[\"”“»„‘’…])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`words` without its bullet; `mark` is the bullet itself, "" for none and "•" where only the reader knows.

    `whole` is words and bullet.
    `level` is above 0 for a heading. `part` and `meaning` are those of the part of the document it stands in.
    """

    words: Passage
    mark: str = ""
    level: int = 0
    gap: int = 0
    page_start: bool = False
    lines: int = 1
    loose: bool = False
    whole: Passage = EMPTY
    part: int = 0
    meaning: Meaning | None = None

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def dashed(self) -> bool:
        """Whether it begins with a dash, as a source or a speaker does under a quotation."""
        return self.mark[-1:] in DASHES or self.text[:1] in DASHES

    def looks_like_heading(self) -> bool:
        """Short, without a full stop, beginning with a capital: perhaps a heading nobody marked as one."""
        text = self.text
        if self.level:
            return True
        return not (
            self.mark
            or len(text) > 110
            or self.lines > 6
            or re.search(r"[.!?;,:…]$", text)
            or not re.match(r"[A-ZÀ-ÖØ-Þ0-9‘’]", text)
            or "://" in text
        )


Starts = Callable[[Line, Line], bool]
"""Whether the second line begins a paragraph right under the first."""

DASHES = ("-", "–", "—")


def paragraphs(
    lines: Sequence[Line], alone: Collection[str] = (), starts: Starts = lambda before, line: False
) -> list[Paragraph]:
    """The lines as paragraphs. Lines in `alone` are one each; `starts` knows lines that begin one without a gap."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or _begins(groups[-1], line, alone, starts):
            groups.append([])
        groups[-1].append(line)
    return [each for group in groups for each in _one_quotation_each(_paragraph(group))]


def _begins(group: list[Line], line: Line, alone: Collection[str], starts: Starts) -> bool:
    before = group[-1]
    if line.bullet or line.level or before.level or line.text in alone or before.text in alone:
        return True
    if line.loose and begins_small(line.text) and not ends_a_sentence(before.text) and "://" not in before.text:
        return False
    if line.gap or line.page_start:
        return True
    return _begins_otherwise(group, line) or starts(before, line)


def _begins_otherwise(group: list[Line], line: Line) -> bool:
    """Whether a line right under another still is something new: an address, a quotation, a track's name or text."""
    before = group[-1].text
    if _is_address(line.text) or _is_address(before) or TRACK_LABEL.match(line.text):
        return True
    if (_SOURCE_ENDS.search(before) or _ENDS_WITH_ADDRESS.search(before)) and line.text[:1].isupper():
        return True
    if _ABOUT_THE_PAPER.match(line.text):
        return True
    if ends_a_sentence(before) and _NAMES_A_SOURCE.fullmatch(line.text):
        return True
    if GROUP_OF_VOICES.fullmatch(before.strip(" :")) and line.text[:1] in OPENING:
        return True
    if TRACK_LABEL.match(before) and not re.search(r"[.,;]$", before):
        return line.text[:1].isupper()
    if line.text[:1] not in OPENING and not SAID_BEFORE.match(line.text):
        return False
    if line.text[:1] in OPENING and before[:1] in DASHES:
        return True
    return ends_a_sentence(before) or (group[0].inside().text[:1] in OPENING and _is_closed(group))


def _is_closed(group: list[Line]) -> bool:
    return any(char in OPENING for char in "".join(line.inside().text for line in group)[1:])


def _is_address(text: str) -> bool:
    return bool(re.fullmatch(r"<?(?:https?://|www\.)\S+>?", text))


def _paragraph(group: list[Line]) -> Paragraph:
    first = group[0]
    mark = first.text[: first.body].strip() or ("•" if first.bullet else "")
    words = unwrapped([first.inside(), *(line.words for line in group[1:])])
    return Paragraph(
        words,
        mark,
        first.level,
        first.gap,
        first.page_start,
        len(group),
        first.loose,
        joined(line.words for line in group),
    )


def _one_quotation_each(paragraph: Paragraph) -> list[Paragraph]:
    """Quotations that were run together to one paragraph, each on its own."""
    text = paragraph.text
    borders = [match.end() for match in _NEXT_QUOTATION.finditer(text)] if text[:1] in OPENING else []
    if not borders or text.rstrip(".,")[-1:] not in OPENING:
        return [paragraph]
    places = zip([0, *borders], [*borders, len(text)], strict=True)
    return [
        replace(paragraph, words=paragraph.words.slice(at, to), gap=1 if at else paragraph.gap) for at, to in places
    ]


def lines_among(pieces: Iterable[Piece]) -> list[Line]:
    """The pieces as lines; a table nobody understood as anything else is laid out cell by cell."""
    lines: list[Line] = []
    for piece in pieces:
        lines += [piece] if isinstance(piece, Line) else lines_of_table(piece)
    return lines


def running_text(found: Sequence[Paragraph]) -> Passage:
    """Paragraphs as one text: a blank line between them, and each bullet on a line of its own."""
    gaps = ("\n" if a.mark and b.mark else "\n\n" for a, b in pairwise(found))
    return joined_by(zip(chain(("",), gaps), map(_with_mark, found), strict=False))


def _with_mark(paragraph: Paragraph) -> Passage:
    words = paragraph.words
    if not paragraph.mark:
        return words
    mark = paragraph.mark if paragraph.mark[0].isalnum() else "•"
    return Passage(f"{mark} {words.text}", _after(len(mark) + 1, words))


def _after(length: int, words: Passage) -> tuple[Part, ...]:
    """The places of the words when `length` characters of our own stand before them."""
    return tuple((begin + length, at, to) for begin, at, to in words.parts)
