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


_OPEN_ENDED = re.compile(r"\b(?:og|eller|samt|med|fra|i|på|af|til|for|mellem|om|hos|ved|som|der|den|det|de|en|et|at)$")


@dataclass(frozen=True, slots=True)
class Named:
    """The items of a part, and the lines in it that belong to none."""

    items: tuple[Item, ...]
    rest: tuple[Paragraph, ...]


def name_in(text: str, bulleted: bool = False, among_names: bool = False) -> tuple[int, int] | None:
    """Where the name at the beginning of a paragraph ends, and where the text after it begins.

    `among_names`: its neighbours in the list are named, so that a name may sound like a sentence ("Alle kan noget").
    """
    match = _NAME_THEN.match(text)
    if not match and bulleted:
        match = _NAME_STOP.match(text) or _NAME_RUNS.match(text)
    if among_names and match and match.re is _NAME_THEN and len(match["name"].split()) < 7:
        return match.end("name"), match.end()
    if not match or not re.match(r"[A-ZÀ-ÖØ-Þ0-9‘’'\"”“»]", text) or len(match["name"].split()) > 9:
        return None
    if _IS_A_SENTENCE.search(match["name"]):
        return None
    return match.end("name"), match.end()


def named_in(lines: Sequence[Line]) -> Named:
    """Finds the items by sub-headings, else by bullets, else by names before a colon, else by short lines alone."""
    found = paragraphs(lines, alone=names_alone(lines), starts=_begins_a_name)
    for begins in (_is_subheading, _is_named_bullet, _is_named, _is_bullet, _is_stopped(found), _is_short_line(found)):
        starts = [number for number, each in enumerate(found) if begins(each)]
        if starts and (begins is not _is_named_bullet or len(starts) * 2 > sum(1 for each in found if each.mark)):
            return _items(found, _with_neighbours(found, starts) if begins is _is_named_bullet else starts)
    return Named((), tuple(found))


def names_alone(lines: Sequence[Line]) -> set[str]:
    """The short lines that stand over a sentence each, where nothing but the line's end parts the two."""
    return {
        line.text
        for before, line, after in zip([None, *lines], lines, lines[1:], strict=False)
        if _stands_over(line, after) and (before is None or line.gap or line.bullet or ends_a_sentence(before.text))
    }


def _stands_over(line: Line, after: Line) -> bool:
    text = line.inside().text
    short = len(text) < 50 and len(text) < len(after.text) + 25 and not ends_a_sentence(text) and text[-1:] not in ",-"
    over = not after.gap and not after.bullet and not line.level and not after.level
    return short and over and text[:1].isupper() and after.text[:1].isupper() and not _OPEN_ENDED.search(text)


def _kind_of_mark(mark: str) -> str:
    return "1." if mark[:1].isalnum() else mark


def _with_neighbours(found: Sequence[Paragraph], starts: Sequence[int]) -> list[int]:
    """The named bullets, and those among them whose name sounds like a sentence."""
    marks = {_kind_of_mark(found[start].mark) for start in starts}
    return [
        number
        for number, each in enumerate(found)
        if number in starts
        or (_kind_of_mark(each.mark) in marks and name_in(each.text, bulleted=True, among_names=True))
    ]


def _begins_a_name(before: Line, line: Line) -> bool:
    return ends_a_sentence(before.text) and bool(name_in(line.text) or _NAME_STOP.match(line.text))


def _is_subheading(paragraph: Paragraph) -> bool:
    return paragraph.level > 0


def _is_named_bullet(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark) and name_in(paragraph.text, bulleted=True) is not None


def _is_named(paragraph: Paragraph) -> bool:
    return not paragraph.mark and name_in(paragraph.text) is not None


def _is_bullet(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark)


class _is_stopped:
    """A name with a full stop before its text, where most paragraphs have one: "Bordsamtaler. Seks personer …"."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        stopped = [each for each in found if not each.mark and name_in(each.text, bulleted=True)]
        self._stopped = {id(each) for each in stopped} if len(stopped) > 1 and len(stopped) * 2 > len(found) else set()

    def __call__(self, paragraph: Paragraph) -> bool:
        return id(paragraph) in self._stopped


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
    place = None if first.level else name_in(first.text, True, among_names=bool(first.mark))
    name = first.words.slice(0, place[0]) if place else first.words
    text = first.words.slice(place[1]) if place else EMPTY
    beginning = (Paragraph(text),) if text.text else ()
    return item(name, running_text([*beginning, *more]), first.whole)


def item(name: Passage, text: Passage, whole: Passage = EMPTY) -> Item:
    return Item(name.text.strip(' :-–—*."”“»«'), text.text, covers([whole, name, text]))


def items_of_table(table: Block) -> tuple[Item, ...]:
    return tuple(item(name, text) for name, text in named_rows(table))
