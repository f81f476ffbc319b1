"""Principles and methods: a name, and what is said about it, in the many ways people set that."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from samskab.frontdoor.reading.recognise.findings import Item
from samskab.frontdoor.reading.recognise.lines import Line, ends_a_sentence
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph, paragraphs, running_text
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, covers
from samskab.frontdoor.reading.recognise.tables import named_rows
from samskab.ground.readers import Block

_NAME_THEN = re.compile(r"(?P<name>[^.:!?;]{2,70}?)(?::\s+|\s+[-–—]\s+|:$)(?=\S|$)")
_NAME_STOP = re.compile(r"(?P<name>[A-ZÀ-ÖØ-Þ][^.:!?;,]{1,50})\.\s+(?=[A-ZÀ-ÖØ-Þ])")
_NAME_RUNS = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w/-]+(?: (?:[a-zß-öø-ÿ/&-]+)){0,5}) (?=(?:Vi|Det|Den|De|Alle|Der|Her|Når|Hver|Ingen|Projektet|Deltagerne"
    r"|Borger\w*|Ved|En|Et|I|På|Gennem|For|Sammen|Som|Med|Hvis|Man|Du|Metoden|Bruges|Samtale\w*|To|Tre) )"
)
_IS_A_SENTENCE = re.compile(
    r"(?:^(?:vi|det betyder|dette|derfor|desuden|konkret|eksempel\w*|f\.eks|bemærk|nb|note|læs|se|kilde|til grund)\b)"
    r"|\b(?:er|kan|skal|vil|har|bruger|betyder|følgende|bliver|arbejder|gælder|blandt andet)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The items of a part, and the lines in it that belong to none."""

    items: tuple[Item, ...]
    rest: tuple[Paragraph, ...]


def name_in(text: str, bulleted: bool = False) -> tuple[int, int] | None:
    """Where the name at the beginning of a paragraph ends, and where the text after it begins."""
    match = _NAME_THEN.match(text)
    if not match and bulleted:
        match = _NAME_STOP.match(text) or _NAME_RUNS.match(text)
    if not match or not re.match(r"[A-ZÀ-ÖØ-Þ0-9‘’'\"”“»]", text) or len(match["name"].split()) > 9:
        return None
    if _IS_A_SENTENCE.search(match["name"]):
        return None
    return match.end("name"), match.end()


def named_in(lines: Sequence[Line]) -> Named:
    """Finds the items by sub-headings, else by bullets, else by names before a colon, else by short lines alone."""
    found = paragraphs(lines, starts=_begins_a_name)
    for begins in (_is_subheading, _is_named_bullet, _is_named, _is_bullet, _is_short_line(found)):
        starts = [number for number, each in enumerate(found) if begins(each)]
        if starts and (begins is not _is_named_bullet or len(starts) * 2 > sum(1 for each in found if each.mark)):
            return _items(found, starts)
    return Named((), tuple(found))


def _begins_a_name(before: Line, line: Line) -> bool:
    return ends_a_sentence(before.text) and name_in(line.text) is not None


def _is_subheading(paragraph: Paragraph) -> bool:
    return paragraph.level > 0


def _is_named_bullet(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark) and name_in(paragraph.text, bulleted=True) is not None


def _is_named(paragraph: Paragraph) -> bool:
    return not paragraph.mark and name_in(paragraph.text) is not None


def _is_bullet(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark)


class _is_short_line:
    """A short line of its own followed by a sentence."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        self._before_text = {
            id(a) for a, b in itertools.pairwise(found) if a.looks_like_heading() and not b.looks_like_heading()
        }

    def __call__(self, paragraph: Paragraph) -> bool:
        return id(paragraph) in self._before_text


def _items(found: Sequence[Paragraph], starts: Sequence[int]) -> Named:
    bulleted = bool(found[starts[0]].mark)
    items, rest = [], list(found[: starts[0]])
    for start, stop in zip(starts, [*starts[1:], len(found)], strict=True):
        more = list(found[start + 1 : stop])
        if bulleted and stop == len(found):
            kept = _until_the_list_ends(more)
            rest += more[kept:]
            more = more[:kept]
        elif stop == len(found):
            kept = next((n for n, each in enumerate(more) if each.looks_like_heading()), len(more))
            rest += more[kept:]
            more = more[:kept]
        items.append(_item(found[start], more))
    return Named(tuple(items), tuple(rest))


def _until_the_list_ends(more: Sequence[Paragraph]) -> int:
    """How many paragraphs after the last bullet still belong to it: those without a gap, and further bullets."""
    return next((n for n, each in enumerate(more) if each.gap and not each.mark), len(more))


def _item(first: Paragraph, more: Sequence[Paragraph]) -> Item:
    place = None if first.level else name_in(first.text, bool(first.mark))
    name = first.words.slice(0, place[0]) if place else first.words
    text = first.words.slice(place[1]) if place else EMPTY
    beginning = (Paragraph(text),) if text.text else ()
    return item(name, running_text([*beginning, *more]), first.whole)


def item(name: Passage, text: Passage, whole: Passage = EMPTY) -> Item:
    return Item(name.text.strip(' :-–—*."”“»«'), text.text, covers([whole, name, text]))


def items_of_table(table: Block) -> tuple[Item, ...]:
    return tuple(item(name, text) for name, text in named_rows(table))
