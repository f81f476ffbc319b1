"""What the document calls itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from samskab.frontdoor.reading.recognise.findings import Title
from samskab.frontdoor.reading.recognise.furniture import bare
from samskab.frontdoor.reading.recognise.lines import Line, Piece, ends_a_sentence
from samskab.frontdoor.reading.recognise.parts import Part
from samskab.frontdoor.reading.recognise.passage import Passage, covers, unwrapped
from samskab.frontdoor.reading.recognise.rows import goes_on
from samskab.frontdoor.reading.recognise.vocabulary import GROUP_OF_VOICES, meaning_of
from samskab.ground.dates import find

NO_TITLE = Title("", ())
_ROUND = "\"”“„»«’‘'*_ "
_TOPS = 40  # pages and headings among which the title is looked for
_LABEL = re.compile(
    r"(?:projektbeskrivelse|projekttitel|projektoplæg|titel|postkort)\s*(?::|\s[-–—])\s+(?=\S)", re.IGNORECASE
)
_NAMES_ITS_KIND = re.compile(
    r"(?:projekt)?beskrivelse(?:n)?|projektoplæg|(?:proces|tids|handle|projekt)plan|postkort|status(?:ark|notat)?",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"(?:et|en) (?:\w+ )?\w*(?:projekt|samarbejd|partnerskab|forløb|indsats)\w*\b", re.IGNORECASE)
_GREETING = re.compile(r"(?:kære|hej|til|att|fra|dato|goddag)\b", re.IGNORECASE)


def title_of(words: Passage) -> Title:
    label = _LABEL.match(words.text)
    words = words.slice(label.end()) if label else words
    return Title(words.text.strip(_ROUND).rstrip("."), covers([words]))


def repeated_title(lines: Sequence[Line]) -> Line | None:
    """A short line at the top of a page whose words also stand inside another line: the project speaks of itself."""
    words = [f" {bare(line.text)} " for line in lines]
    tops = (number for number, line in enumerate(lines) if not number or line.page_start or line.level)
    for number in islice(tops, _TOPS):
        if _may_be_title(lines[number]) and len(words[number].split()) > 1:
            others = (other for other in words if other != words[number])
            if any(words[number] in other for other in others):
                return lines[number]
    return None


def _may_be_title(line: Line, voices: bool = False) -> bool:
    """`voices`: also where the words could stand over quotations."""
    text = line.text
    return not (
        line.bullet
        or len(text) > 120
        or ends_a_sentence(text)
        or "://" in text
        or _GREETING.match(text)
        or (GROUP_OF_VOICES.fullmatch(text) and not voices)
        or any(each.at == 0 for each in find(text))
    )


def take_title(parts: Sequence[Part], pieces: Sequence[Piece]) -> Title:
    """Finds the title, and takes its lines out of the part they stand in."""
    ways = (_labelled(parts), _first_heading(parts), _under_its_kind(parts), _repeated(parts, pieces))
    for found in (*ways, _first_line(parts)):
        if found is not None:
            return found
    first = next((part for part in parts if part.heading.text or part.pieces or part.columns), None)
    return title_of(first.heading) if first and first.meaning == "plan" and first.heading.text else NO_TITLE


def _take_out(part: Part, at: int, count: int) -> None:
    """Removes lines from the part; what stood right under them begins anew."""
    del part.pieces[at : at + count]
    after = part.pieces[at] if at < len(part.pieces) else None
    if isinstance(after, Line):
        part.pieces[at] = replace(after, gap=max(1, after.gap), page_start=True)


def _labelled(parts: Sequence[Part]) -> Title | None:
    part = next((part for part in parts if part.meaning == "title" and part.pieces), None)
    first = part.pieces[0] if part else None
    if part is None or not isinstance(first, Line):
        return None
    lines = [first]
    for piece in part.pieces[1:3]:
        if not isinstance(piece, Line) or piece.gap or ends_a_sentence(lines[-1].text) or len(lines[-1].text) < 40:
            break
        lines.append(piece)
    _take_out(part, 0, len(lines))
    return title_of(unwrapped(line.words for line in lines))


def _first_heading(parts: Sequence[Part]) -> Title | None:
    """A heading before all text that is not the heading of a section we know."""
    for part in parts[:2]:
        if part.heading.text and part.level and meaning_of(part.heading.text) in (None, "title"):
            found = title_of(part.heading)
            part.heading, part.meaning = Passage("", ()), None
            return found
        if any(isinstance(piece, Line) and len(piece.text) > 120 for piece in part.pieces) or len(part.pieces) > 4:
            return None
    return None


def _under_its_kind(parts: Sequence[Part]) -> Title | None:
    """A line right under "Projektbeskrivelse" at the very top, in quotation marks or with whose it is below it."""
    part = parts[0] if parts else None
    if part is None or not _NAMES_ITS_KIND.fullmatch(part.heading.text.strip(" :")) or not part.pieces:
        return None
    line, after = part.pieces[0], part.pieces[1] if len(part.pieces) > 1 else None
    if not isinstance(line, Line) or not _may_be_title(line) or len(line.text) > 90:
        return None
    quoted = line.text[0] in _ROUND and line.text[-1] in _ROUND
    same_line = 0 <= line.words.at - part.heading.parts[-1][2] <= 3
    if not (quoted or same_line) and not (isinstance(after, Line) and _WHOSE.match(after.text)):
        return None
    _take_out(part, 0, 1)
    return title_of(line.words)


def _repeated(parts: Sequence[Part], pieces: Sequence[Piece]) -> Title | None:
    line = repeated_title([piece for piece in pieces if isinstance(piece, Line)])
    for part in parts:
        if line is not None and line in part.pieces:
            _take_out(part, part.pieces.index(line), 1)
            return title_of(line.words)
    return None


def _sounds_like_voices(line: Line, after: object) -> bool:
    """A first line such as "Stemmer fra natten" with no quotation under it."""
    return _may_be_title(line, voices=True) and isinstance(after, Line) and after.text[:1] not in _ROUND


def _is_over(line: Line, after: Line, part: Part) -> bool:
    """Whether a line right above another is no beginning of it: short beside the rest, and followed by a capital."""
    longest = max(len(piece.text) for piece in part.pieces if isinstance(piece, Line))
    short = len(line.text) < 70 and len(line.text) < 0.75 * longest
    return short and after.text[:1].isupper() and not goes_on(line.text)


def _first_line(parts: Sequence[Part]) -> Title | None:
    """A first line that stands alone and is no sentence."""
    part = parts[0] if parts else None
    if part is None or part.heading.text or not part.pieces:
        return None
    line, after = part.pieces[0], part.pieces[1] if len(part.pieces) > 1 else None
    if not isinstance(line, Line) or not (_may_be_title(line) or _sounds_like_voices(line, after)):
        return None
    if isinstance(after, Line) and not after.gap and not after.page_start and not _is_over(line, after, part):
        return None
    _take_out(part, 0, 1)
    return title_of(line.words)
