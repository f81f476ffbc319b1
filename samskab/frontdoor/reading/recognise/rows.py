"""A row of a plan: when, what, and which of its dates belongs to which of its actions."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from samskab.frontdoor.reading.recognise.lines import Line, begins_small
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, joined, unwrapped

_GOES_ON = re.compile(
    r"(?:\b(?:og|eller|samt|med|fra|i|på|af|til|for|mellem|om|hos|ved|under|over|mod|som|der|den|det|de|en|et|vores|både"
    r"|blandt|via|efter|inden|uden|gennem|at|kl\.|ca\.|f\.eks\.|bl\.a\.|inkl\.|evt\.)|[-–/,:&(])$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done; `first` and `last` are its lines in the layout of its cell."""

    words: Passage
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A line about when. `place` is where it stands beside the actions; `apart`: a gap before it ends what it concerns."""

    words: Passage
    place: float = 0
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or what is left of one. `flat`: the table's cells are lost, only the order of the lines is known.

    `jumbled`: the lines do not even stand in order.
    `guessed`: where the row begins and ends is only likely, as in a table on a page without lines round its cells.
    `whole` is the row as it stands, where it was one line of text.
    """

    time: Passage = EMPTY
    actions: tuple[Action, ...] = ()
    told: tuple[Told, ...] = ()
    others: tuple[Passage, ...] = ()
    flat: bool = False
    jumbled: bool = False
    guessed: bool = False
    whole: Passage = EMPTY


def split_actions(lines: Sequence[Line], names: Collection[str] = (), splits_lines: bool = True) -> tuple[Action, ...]:
    """The actions in a cell: one each paragraph, bullets belonging to what stands above them.

    `names` are words known to have a capital letter anywhere. `splits_lines`: a line with a capital letter may
    begin another action without a gap before it.
    """
    groups: list[list[tuple[int, Line]]] = []
    place, all_bullets = -1, bool(lines) and lines[0].bullet
    for number, line in enumerate(lines):
        place += 1 + (line.gap if number else 0)
        if not groups or _begins_another(groups[-1][-1][1], line, all_bullets, names, splits_lines):
            groups.append([])
        groups[-1].append((place, line))
    return tuple(_action(group) for group in groups)


def _action(group: list[tuple[int, Line]]) -> Action:
    lines = [line for _, line in group]
    words = unwrapped(line.inside() for line in lines)
    return Action(words, group[0][0], group[-1][0])


def _begins_another(before: Line, line: Line, all_bullets: bool, names: Collection[str], splits_lines: bool) -> bool:
    if line.bullet:
        return all_bullets
    if goes_on(before.text) or begins_small(line.text):
        return False
    if line.gap:
        return True
    return splits_lines and not all_bullets and first_word(line.text) not in names and not _opens(before.text)


def goes_on(text: str) -> bool:
    """Whether the line ends with a word or a sign that must have something after it."""
    return bool(_GOES_ON.search(text))


def _opens(text: str) -> bool:
    """Whether a quotation or a parenthesis is still open at the end of the line."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") > 0


def as_weeks(words: Passage) -> Passage:
    """The numbers under the heading "Uge" as weeks: "5-6" is "uge 5-6"."""
    if not re.fullmatch(r"\d{1,2}(?:(?:\s*[-–/,+&]\s*|\s+(?:og|til|eller)\s+)\d{1,2})*\.?", words.text):
        return words
    return Passage(f"uge {words.text}", tuple((begin + 4, at, to) for begin, at, to in words.parts))


def with_week(line: Line) -> Line:
    """The line with the number it begins with called a week."""
    number = re.match(r"\d{1,2}(?:\s?[-–/]\s?\d{1,2})?(?=\s+[A-ZÀ-ÖØ-Þ]|\s*$)", line.text)
    if not number:
        return line
    week = as_weeks(line.words.slice(0, number.end()))
    rest = line.words.slice(number.end())
    gap = len(line.text) - number.end() - len(rest.text)
    return replace(line, words=joined([week, rest], " " * max(1, gap)), indent=line.indent - 4, bullet=False, body=0)


def first_word(text: str) -> str:
    match = re.search(r"\w+", text)
    return match.group() if match else ""


def names_in(text: str) -> frozenset[str]:
    """Words with a capital letter in the middle of a sentence: names, which may begin a line without meaning anything."""
    runs = re.findall(r"\b[a-zß-öø-ÿ]\w*,? ((?:[A-ZÀ-ÖØ-Þ]\w+ ?)+)", text)
    return frozenset(word for run in runs for word in run.split())


def pair(actions: Sequence[Action], places: Sequence[float]) -> list[int]:
    """For each date, by its place in the layout, the number of the action it stands nearest to."""
    return [min(range(len(actions)), key=lambda n: (_distance(actions[n], place), n)) for place in places]


def pair_in_order(actions: Sequence[Action], dates: int) -> list[int]:
    """The first date to the first action and so on; what is left over to the last."""
    return [min(number, len(actions) - 1) for number in range(dates)]


def _distance(action: Action, place: float) -> float:
    return max(action.first - place, place - action.last, 0.0)
