"""A plan written as a list: a date and what happens, a line each, or months with bullets under them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from samskab.frontdoor.reading.recognise.lines import Line, begins_small
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, joined
from samskab.frontdoor.reading.recognise.rows import Action, Row, Told
from samskab.frontdoor.reading.recognise.vocabulary import CONDITION
from samskab.frontdoor.reading.recognise.years import seen
from samskab.ground.dates import Found

_LONGEST = 280  # characters; a longer paragraph tells a story, and is no entry in a plan
_PROVISO = re.compile(rf"\([^()]*(?:{CONDITION.pattern})[^()]*\)\.?$", re.IGNORECASE)
_EDGES = " \t-–—:;,.|()"


def rows_in(found: Sequence[Paragraph]) -> tuple[list[Row], list[Paragraph]]:
    """The rows, and the paragraphs that are none."""
    rows: list[Row] = []
    rest: list[Paragraph] = []
    time = EMPTY
    for paragraph in found:
        dates = seen(paragraph.text)
        entry = _entry(paragraph, dates)
        if entry is None and _is_time(paragraph.text):
            time = paragraph.words
        elif entry is not None:
            rows.append(replace(entry, time=time))
        elif time.text and paragraph.mark:
            rows.append(Row(time, (Action(paragraph.words),), whole=paragraph.whole))
        else:
            rest.append(paragraph)
    return rows, rest


def _entry(paragraph: Paragraph, dates: Sequence[Found]) -> Row | None:
    """The paragraph as one row, when a date stands at its beginning or its end."""
    text = paragraph.text
    if not dates or len(text) > _LONGEST:
        return None
    first, last = dates[0], dates[-1]
    if any(len(re.findall(r"\w+", text[a.to : b.at])) > 1 for a, b in pairwise(dates)):
        return None
    before, after = text[: first.at].strip(_EDGES), text[last.to :].strip(_EDGES)
    at_edge = not before or not after or (len(dates) == 1 and bool(paragraph.mark))
    if not at_edge or not (before or after) or len(re.findall(r"\w+", before + after)) < 1:
        return None
    told = [Told(paragraph.words.slice(first.at, last.to))]
    proviso = _PROVISO.search(text, last.to)
    words = paragraph.words.slice(0, proviso.start()) if proviso else paragraph.words
    if proviso:
        told.append(Told(paragraph.words.slice(proviso.start())))
    return Row(actions=(Action(_title(words, first.at, last.to)),), told=tuple(told), whole=paragraph.whole)


def _title(words: Passage, at: int, to: int) -> Passage:
    """The words around the dates, without what only led to them."""
    before = words.slice(0, at)
    lead = re.search(r"[\s,(–-]*\b(?:den|d\.|fra|i|afholdes|dato:?)?\s*$", before.text, re.IGNORECASE)
    before = before.slice(0, lead.start()) if lead else before
    after = words.slice(to)
    skip = len(after.text) - len(after.text.lstrip(_EDGES))
    return joined([before.slice(0, len(before.text.rstrip(_EDGES))), after.slice(skip)])


def alone(lines: Sequence[Line]) -> set[str]:
    """The lines that are nothing but a date or a month: what follows one stands under it."""
    return {line.text for line in lines if _is_time(line.text)}


def _is_time(text: str) -> bool:
    found = seen(text) if len(text) < 60 else ()
    return bool(found) and not text[: found[0].at].strip(_EDGES) and not text[found[-1].to :].strip(_EDGES)


def begins_an_entry(before: Line, line: Line) -> bool:
    """Whether a line right under another is the next entry: it begins with a date, or both lines hold one."""
    if begins_small(line.text):
        return False
    found = seen(line.text)
    return bool(found) and (found[0].at == 0 or bool(seen(before.text)))
