"""WebVTT and SubRip: what was said, by whom and when. Read line by line, in time that grows with the text."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_LINES_OF_CUES, LIMIT_SEGMENTS
from samskab.ground.readers.pieces import TOO_LONG
from samskab.ground.readers.sniff import TWO_THINGS
from samskab.ground.text import one_line

NO_CUES = "Der er ingen tekst med tider i filen."
A_BAD_TIME = "Tiden på linje {line} kan ikke læses. Ret den, og prøv igen."
BACKWARDS = "Tiden på linje {line} går baglæns. Ret den, og prøv igen."

_CLOCK = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?\Z")
_MEANT_AS_TIMES = re.compile(r"\d[:.,]\d.*-->|-->.*\d[:.,]\d")
_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?\Z")
_UNSEEN = re.compile(r"NOTE(?:[ \t].*)?\Z|(?:STYLE|REGION)[ \t]*\Z")
_WEB_PAGE = re.compile(r"<(?:!doctype|html|head|body|script|style|iframe|object|embed|svg|img|form)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<end>/?)(?:(?P<voice>v)|i|b|u|s|c|ruby|rt|lang|font)(?:\.[^\s<>]*)?(?:[ \t\n]+(?P<said_by>[^<>]*))?>|<[\d:.]+>",
    re.IGNORECASE,
)
_PLACING = re.compile(r"\{\\[^{}\n]{1,80}\}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_LONGEST_NAME = 100

Span = tuple[str, int | None, int | None, str]  # said by ("" when nobody says), from and to in milliseconds, words


@dataclass
class _Cue:
    """What stands under one pair of times; without times for words that stand under none."""

    start: int | None = None
    end: int | None = None
    lines: list[str] = field(default_factory=list)


def read_vtt(text: str) -> list[Span]:
    """Every cue of a WebVTT file, in order; a cue in which several speak gives a span for each. Raises Unreadable."""
    lines = _lines(text)
    if not _HEADER.match(lines[0]):
        raise Unreadable("Filen er ikke undertekster i WebVTT: den begynder ikke med WEBVTT.")
    return _spans(_cues(_without_header(lines), webvtt=True))


def read_srt(text: str) -> list[Span]:
    """Every cue of a SubRip file, with or without numbers. Raises Unreadable."""
    return _spans(_cues(list(enumerate(_lines(text), start=1)), webvtt=False))


def looks_like_srt(text: str) -> bool:
    """Whether the text begins as SubRip does: perhaps a number, and then a pair of times."""
    first = [line for line in text[:400].splitlines() if line.strip()][:2]
    return any(_TIMES.match(line) for line in first[:1]) or (
        len(first) == 2 and first[0].strip().isdecimal() and _TIMES.match(first[1]) is not None
    )


def _lines(text: str) -> list[str]:
    if _WEB_PAGE.search(text):
        raise Unreadable(TWO_THINGS)
    lines = text.split("\n")
    if len(lines) > LIMIT_LINES_OF_CUES:
        raise Unreadable(TOO_LONG)
    return lines


def _without_header(lines: list[str]) -> list[tuple[int, str]]:
    """The numbered lines after the first block, which holds the format's name and perhaps a language."""
    for number, line in enumerate(lines):
        if not line.strip():
            return list(enumerate(lines[number:], start=number + 1))
        if _TIMES.match(line):
            before = number - 1 if number > 1 else number
            return list(enumerate(lines[before:], start=before + 1))
    return []


def _cues(lines: list[tuple[int, str]], webvtt: bool) -> list[_Cue]:
    cues: list[_Cue] = []
    latest = 0
    for block in _blocks(lines):
        if webvtt and _UNSEEN.match(block[0][1]):
            continue
        for number, line in _without_numbers(block, webvtt):
            times = _times(line, number)
            if times is not None:
                if not latest <= times[0] <= times[1]:
                    raise Unreadable(BACKWARDS.format(line=number))
                latest = times[0]
                cues.append(_Cue(*times))
            else:
                cues = cues or [_Cue()]
                cues[-1].lines.append(line)
            if len(cues) > LIMIT_SEGMENTS:
                raise Unreadable(TOO_LONG)
    return cues


def _blocks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Lines that stand together, between blank ones."""
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _without_numbers(block: list[tuple[int, str]], webvtt: bool) -> list[tuple[int, str]]:
    """The block without what names a cue: the line over the times that begins the block, or is a mere number."""
    named = set()
    for at in range(1, len(block)):
        over = block[at - 1][1].strip()
        if _TIMES.match(block[at][1]) and (over.isdecimal() or (webvtt and at == 1)):
            named.add(at - 1)
    alone = len(block) == 1 and block[0][1].strip().isdecimal() and not webvtt
    return [] if alone else [line for at, line in enumerate(block) if at not in named]


def _times(line: str, number: int) -> tuple[int, int] | None:
    """From and to in milliseconds where the line is a pair of times. Raises Unreadable where it was meant to be."""
    if "-->" not in line:
        return None
    found = _TIMES.match(line)
    if found is None:
        if _MEANT_AS_TIMES.search(line):
            raise Unreadable(A_BAD_TIME.format(line=number))
        return None
    parts = found.groups()
    return _milliseconds(parts[:4]), _milliseconds(parts[4:])


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def _spans(cues: list[_Cue]) -> list[Span]:
    spans = [
        (said_by, cue.start, cue.end, words) for cue in cues for said_by, words in _said("\n".join(cue.lines)) if words
    ]
    if not any(start is not None for _, start, _, _ in spans):
        raise Unreadable(NO_CUES)
    return spans


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Who says what in a cue, without tags."""
    said_by, words, at = "", "", 0
    for tag in _TAG.finditer(text):
        words += text[at : tag.start()]
        at = tag.end()
        if tag["voice"]:
            yield said_by, _plain(words)
            said_by, words = ("" if tag["end"] else _name(tag["said_by"] or "")), ""
    yield said_by, _plain(words + text[at:])


def _name(text: str) -> str:
    return one_line(_plain(text))[:_LONGEST_NAME]


def _plain(text: str) -> str:
    """The words as they are shown: entities written out, no marks about where on the screen."""
    written = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _PLACING.sub("", text))
    return "\n".join(line.strip(" \t") for line in written.strip(" \t\n").split("\n"))
