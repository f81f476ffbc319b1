"""Somebody's own words, and where they were said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samskab.frontdoor.reading.recognise.findings import Voice
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, covers, joined
from samskab.frontdoor.reading.recognise.vocabulary import GROUP_OF_VOICES, SAID_BEFORE, SPOKEN_BY

_PAIRS = ("““", "“”", "””", '""', "»«", "«»", "„“", "„”", "’’", "‘’", "‘‘", "''", "”“")
_REST = r"[.,]?\s*(?P<rest>(?:[-–—(,].{2,140}|(?:[Ss]agt|[Ff]ra|[A-ZÀ-ÖØ-Þ])[^\"”“»«]{2,120})?)"
_QUOTES = tuple(
    re.compile(rf"{re.escape(pair[0])}\s*(?P<inner>.+?)\s*{re.escape(pair[1])}{_REST}", re.DOTALL) for pair in _PAIRS
)
_REPLY = re.compile(
    r"(?:[-–—]\s*)?(?P<inner>.{12,}?)[,.!?]?,?\s+(?P<who>(?:siger|sagde|fortæller|fortalte|forklarer|mener|lyder det fra)\s.{3,100}?)\.?",
    re.DOTALL,
)
PUBLISHED = re.compile(
    r"https?://|www\.|\b(?:rapport|undersøgelse|publikation|tidsskrift|analyse|statistik|notat|artikel|bog|forlag|red\.|s\. \d|isbn"
    r"|styrelsen?|institut|universitet|forskning|kilde|udgivet|ministeri|defactum|vive)\w*",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that fills its paragraphs: from `first` up to and without `last`. `who` is what stands beside it."""

    words: Passage
    who: Passage
    first: int
    last: int


def quoted_at(found: Sequence[Paragraph], at: int) -> Quoted | None:
    """The quotation that begins with this paragraph, also when a gap cuts it in two or three."""
    for last in range(at + 1, min(len(found), at + 3) + 1):
        if last > at + 1 and (found[last - 1].mark or found[last - 1].level):
            return None
        words = joined(paragraph.words for paragraph in found[at:last])
        quoted = _quoted(words, at, last)
        if quoted:
            return quoted
        if words.text[:1] not in {pair[0] for pair in _PAIRS} or _is_closed(words.text):
            return None
    return None


def _is_closed(text: str) -> bool:
    closing = {pair[1] for pair in _PAIRS if pair[0] == text[0]}
    return any(char in closing for char in text[1:])


def _quoted(words: Passage, first: int, last: int) -> Quoted | None:
    before = SAID_BEFORE.match(words.text)
    begin = before.end() if before else 0
    matches = [match for pattern in _QUOTES if (match := pattern.fullmatch(words.text, begin))]
    if not matches:
        return None
    best = min(matches, key=lambda match: len(match["rest"]))
    if len(best["inner"].split()) < 3:
        return None
    who = words.slice(0, before.end("who")) if before else words.slice(best.start("rest"), best.end("rest"))
    return Quoted(words.slice(best.start("inner"), best.end("inner")), who, first, last)


def is_group(paragraph: Paragraph) -> bool:
    """Whether the paragraph says where the quotations under it were said."""
    text = paragraph.text.strip(" :.")
    return len(text) < 130 and not paragraph.mark and bool(GROUP_OF_VOICES.fullmatch(text)) and "?" not in text


def is_attribution(paragraph: Paragraph) -> bool:
    """Whether the paragraph under a quotation says who spoke, or where."""
    text = paragraph.text
    if len(text) > 140 or is_group(paragraph) or is_publication(text) or paragraph.level:
        return False
    dash = paragraph.dashed or text[:1] in "(~"
    return dash or (paragraph.gap == 0 and bool(SPOKEN_BY.search(text)) and len(text) < 90 and not text.endswith("."))


def is_publication(text: str) -> bool:
    """Whether a source line names something published, and no person or conversation."""
    if "://" in text or "www." in text:
        return True
    if PUBLISHED.search(text) and not re.match(
        r"[-–—(\s]*(?:en |et )?(?:borger|pårørende|udsagn)", text, re.IGNORECASE
    ):
        return True
    return bool(YEAR.search(text)) and not SPOKEN_BY.search(YEAR.sub("", text))


def tidy(who: str) -> str:
    return who.strip(" -–—(),.:;~")


def voice(quoted: Quoted, who: Sequence[Passage]) -> Voice:
    """The quotation with everything that is said about who and where, the nearest first."""
    said = dict.fromkeys(tidy(each.text) for each in who if each.text)
    return Voice(quoted.words.text, " · ".join(name for name in said if name), covers([quoted.words, *who]))


def bulleted(paragraph: Paragraph, at: int) -> Quoted:
    """A bullet under a heading for voices is somebody's words, with or without quotation marks."""
    return Quoted(paragraph.words, EMPTY, at, at + 1)


@dataclass(slots=True)
class Claims:
    """Which paragraphs (by number) are already part of a finding."""

    taken: set[int]

    def free(self, number: int) -> bool:
        return number not in self.taken


def voices_in(found: Sequence[Paragraph], claims: Claims) -> list[Voice]:
    """Every quotation that somebody spoke; those with a publication under them are left for knowledge."""
    voices: list[Voice] = []
    group: Paragraph | None = None
    group_at = number = 0
    while number < len(found):
        paragraph = found[number]
        if _opens_group(found, number):
            group, group_at = paragraph, number
        elif paragraph.level:
            group = None
        quoted = None if paragraph.level else _voice_at(found, number, group)
        if quoted is None:
            number += 1
            continue
        under, after = _under(found, quoted)
        if not _is_published(found, quoted, after):
            where = [group.words] if group and _says_where(group) else []
            voices.append(voice(quoted, [quoted.who, *(each.words for each in under), *where]))
            claims.taken |= {*range(quoted.first, after), *([group_at] if where else [])}
        number = after
    return voices


def _opens_group(found: Sequence[Paragraph], number: int) -> bool:
    paragraph = found[number]
    if is_group(paragraph):
        return True
    short = len(paragraph.text) < 90 and not paragraph.mark and bool(SPOKEN_BY.search(paragraph.text))
    heading = paragraph.looks_like_heading() or paragraph.text.endswith(":")
    return short and heading and number + 1 < len(found) and quoted_at(found, number + 1) is not None


def _says_where(group: Paragraph) -> bool:
    """A heading such as "Citater" opens a group, and says neither who nor where."""
    return len(group.text.split()) > 1


def _voice_at(found: Sequence[Paragraph], number: int, group: Paragraph | None) -> Quoted | None:
    paragraph = found[number]
    quoted = quoted_at(found, number)
    if quoted is not None:
        return quoted
    if group is not None and (said := _replied(paragraph, number)):
        return said
    listed = group is not None and (group.level > 0 or paragraph.meaning == "voices")
    is_words = paragraph.mark != "" and not (paragraph.dashed and is_attribution(paragraph))
    return bulleted(paragraph, number) if listed and is_words else None


def _replied(paragraph: Paragraph, at: int) -> Quoted | None:
    """Words after a dash, as in a newspaper: "– Vi mangler bare lov, siger en hjemmehjælper."."""
    said = _REPLY.fullmatch(paragraph.text) if paragraph.dashed else None
    if not said:
        return None
    return Quoted(paragraph.words.slice(*said.span("inner")), paragraph.words.slice(*said.span("who")), at, at + 1)


def _under(found: Sequence[Paragraph], quoted: Quoted) -> tuple[list[Paragraph], int]:
    """The line under a quotation that says who spoke, and the number of what comes after it."""
    under = found[quoted.last] if quoted.last < len(found) and not quoted.who.text else None
    if under is not None and is_attribution(under) and quoted_at(found, quoted.last) is None:
        return [under], quoted.last + 1
    return [], quoted.last


def _is_published(found: Sequence[Paragraph], quoted: Quoted, after: int) -> bool:
    """Whether what stands beside or right under the quotation is a publication or its address."""
    if is_publication(quoted.who.text):
        return True
    under = found[after] if after < len(found) else None
    if under is None or under.level or after > quoted.last:
        return False
    dash = under.dashed or "://" in under.text or under.text.lower().startswith(("kilde", "http", "www"))
    return dash and is_publication(under.text)
