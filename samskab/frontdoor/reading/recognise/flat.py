"""A plan's table whose cells are lost: only the order of its lines, and the blank lines between them, are left."""

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from samskab.frontdoor.reading.recognise.lines import Line, begins_small, bullet_of
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, unwrapped
from samskab.frontdoor.reading.recognise.rows import Action, Row, Told, split_actions
from samskab.frontdoor.reading.recognise.vocabulary import CONDITION, Column, column_of, columns_in, plain_heading
from samskab.frontdoor.reading.recognise.years import only_says_when, seen
from samskab.ground.dates import Precision

_DAYS = (Precision.TIME, Precision.DAY)
_AT_THE_END = (*_DAYS, Precision.WEEK, Precision.PART_OF_MONTH)
# The first blank lines before the dates are shared between the end of one cell and the top of the next: most often
# one of them closes the cell, and a date half a line off still stands nearest to its own action.
_CLOSING = 0.75
_COARSENESS = list(Precision)
_LEADS_TO_A_DATE = re.compile(
    r"(?:dato|datoer|frist|deadline|start|slut|starter|slutter|kl|den|fra|til|og|samt|eller|evt|eventuelt|måske|ca|forventet"
    r"|begge|alle|hele|dagen|uge|ved|om|senest|inden|efter|før|afholdes|planlagt|foreløbig|foreløbigt|igen|herefter)",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(r"(?:\b(?:kl|klokken|den|d|uge)\.?|[-–])$", re.IGNORECASE)


_WHEN: tuple[Column, ...] = ("tid", "dato")


class Is(Enum):
    TIME = auto()
    DATE = auto()
    BESIDE_A_DATE = auto()
    ACTION = auto()


@dataclass(slots=True)
class Open:
    """The row that is being read."""

    time: Passage = EMPTY
    actions: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)

    def close(self, names: Collection[str], beside: int) -> Row:
        """The row; `beside` columns after the action hold something else (who, where)."""
        actions = split_actions(self.actions, names)
        if beside and len(self.actions) == 1 + beside and not any(begins_small(line.text) for line in self.actions):
            actions = tuple(Action(line.words) for line in self.actions)
        others: tuple[Action, ...] = ()
        if beside and len(actions) == 1 + beside:
            actions, others = actions[:1], actions[1:]
        return Row(self.time, actions, _told(self.dates), tuple(other.words for other in others), flat=True)


def header_of(lines: Sequence[Line], at: int) -> tuple[tuple[Column, ...], int]:
    """The columns that the line (or the lines, one column each) at `at` name, and how many lines it takes."""
    columns = columns_in(lines[at].text)
    if is_plan_header(columns):
        return columns, 1
    several: list[Column] = []
    for number, line in enumerate(lines[at : at + 5], at):
        column = column_of(line.text)
        if column is None or (line.gap > 1 and several):
            break
        if not several and _is_over_the_columns(lines, number):
            break
        several.append(column)
    return (tuple(several), len(several)) if is_plan_header(several) and len(several) > 1 else ((), 0)


def _is_over_the_columns(lines: Sequence[Line], number: int) -> bool:
    """Whether the line is the heading "Tidsplan" over a table, whose own first column also says when."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    return plain_heading(lines[number].text) == "tidsplan" and after is not None and column_of(after.text) in _WHEN


def is_plan_header(columns: Sequence[Column | None]) -> bool:
    return "handling" in columns and ("tid" in columns or "dato" in columns)


def rows_of(lines: Sequence[Line], columns: Sequence[Column], names: Collection[str]) -> list[Row]:
    """The rows of the plan. A row ends where a new time begins, or where something stands after its dates."""
    dates_first = columns.index("handling") > 0 and not ("tid" in columns and "dato" in columns)
    beside = (
        0 if "dato" in columns[columns.index("handling") :] else columns[columns.index("handling") :].count("andet")
    )
    rows: list[Row] = []
    open_row = Open()
    for line, kind in _kinds(_unbroken(lines), dates_first):
        if _begins_a_row(open_row, kind, dates_first):
            rows.append(open_row.close(names, beside))
            open_row = Open()
        _take(open_row, line, kind)
    rows.append(open_row.close(names, beside))
    return _jumbled([row for row in rows if row.time.text or row.actions or row.told])


def _jumbled(rows: list[Row]) -> list[Row]:
    """From a time that nothing follows, the lines are out of order, and no row is sure of its own."""
    empty = next((n for n, row in enumerate(rows) if not row.actions and not row.told), len(rows))
    return [replace(row, jumbled=n >= empty) for n, row in enumerate(rows)]


def _unbroken(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a date that a narrow column has broken ("2. marts kl." and "9-12") made whole."""
    whole: list[Line] = []
    for line in lines:
        if whole and not line.gap and _goes_on_with(whole[-1].text, line.text):
            whole[-1] = replace(whole[-1], words=unwrapped([whole[-1].words, line.words]))
        else:
            whole.append(line)
    return whole


def _goes_on_with(text: str, after: str) -> bool:
    if begins_small(after) and text.endswith("/"):
        return _is_date(text)
    if begins_small(after):
        return bool(CONDITION.search(text)) and _is_date(text)
    return after[:1].isdigit() and bool(_BREAKS_OFF.search(text) and seen(text))


def _begins_a_row(row: Open, kind: Is, dates_first: bool) -> bool:
    if kind is Is.TIME:
        return bool(row.time.text or row.actions or row.dates)
    if kind is Is.ACTION:
        return bool(row.dates) and not dates_first
    return kind is Is.DATE and dates_first and bool(row.actions)


def _take(row: Open, line: Line, kind: Is) -> None:
    if kind is Is.TIME:
        row.time = line.words
    elif kind is Is.ACTION:
        row.actions.append(line)
    else:
        row.dates.append(line)


def _kinds(lines: Sequence[Line], dates_first: bool) -> list[tuple[Line, Is]]:
    """Each line with what it is; a line that holds two things is cut."""
    kinds: list[tuple[Line, Is]] = []
    time = ""
    for line in lines:
        last = kinds[-1] if kinds else None
        if last and last[1] in (Is.DATE, Is.BESIDE_A_DATE) and _is_beside(line, kinds):
            kinds.append((line, Is.BESIDE_A_DATE))
            continue
        cut = _begins_with_time(line, dates_first)
        acted = last is not None and last[1] is Is.ACTION
        if cut and not (cut == len(line.text) and _is_of_the_row(line.text, time, acted and not dates_first)):
            kind = Is.DATE if dates_first else Is.TIME
            kinds.append((replace(line, words=line.words.slice(0, cut)), kind))
            time = line.text[:cut]
            if line.text[cut:].strip(" :-–—\t"):
                kinds += _action_and_date(_with_bullet(line.cut(cut + _connecting(line.text[cut:]))))
        elif cut or _is_date(line.text):
            kinds.append((line, Is.DATE))
        else:
            kinds += _action_and_date(line)
    return kinds


def _with_bullet(line: Line) -> Line:
    """The rest of a line, which may begin with a bullet of its own."""
    body = bullet_of(line.text)
    return replace(line, bullet=body > 0, body=body)


def _connecting(text: str) -> int:
    return len(text) - len(text.lstrip(" :-–—\t"))


def _begins_with_time(line: Line, dates_first: bool) -> int:
    """How long the time at the beginning of the line is, when a row may begin with it; else 0."""
    if line.bullet and not line.text[:1].isdigit():
        return 0
    first = next(iter(seen(line.text)), None)
    if first is None or first.at > 0 or not _at_word_end(line.text, first.to):
        return _weak_time(line.text)
    return first.to if dates_first or first.when.precision not in _DAYS else 0


def _weak_time(text: str) -> int:
    """How long a first word is that says when only where it stands alone: "Vinter", "Løbende"."""
    word = re.match(r"\w+(?=\s+[A-ZÀ-ÖØ-Þ])", text)
    found = only_says_when(word.group()) if word else None
    weak = found is not None and found.when.precision in (Precision.SEASON, Precision.ONGOING)
    return word.end() if word and weak else 0


def _at_word_end(text: str, at: int) -> bool:
    rest = text[at:].lstrip(" .,:;-–—")
    return not rest or rest[:1].isupper() or rest[:1] in "‘’'\"“”»(•"


def _is_of_the_row(text: str, time: str, after_action: bool) -> bool:
    """Whether a time alone on its line stands in the date column.

    It does where it repeats the row's own month, and under an action where it is closer than the row's time.
    """
    if not time:
        return False
    if set(_words(time)) & set(_words(text)):
        return True
    closer = _coarseness(text) < _coarseness(time) and bool(_months(text) & _months(time))
    return after_action and (closer or _is_ongoing(text) > _is_ongoing(time))


def _coarseness(text: str) -> int:
    found = only_says_when(text)
    return _COARSENESS.index(found.when.precision) if found else len(_COARSENESS)


def _months(text: str) -> set[int]:
    found = only_says_when(text)
    if found is None or found.when.start is None or found.when.end is None:
        return set()
    first, last = (day.year * 12 + day.month for day in (found.when.start, found.when.end))
    return {month % 12 for month in range(first, last + 1)}


def _is_ongoing(text: str) -> bool:
    found = only_says_when(text)
    return found is not None and found.when.precision == Precision.ONGOING


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-zß-öø-ÿ]{3,}|uge \d+", text.lower()) if word != "uge"]


def _is_date(text: str) -> bool:
    """Whether the line holds dates and hardly anything else, or says that there is no date yet."""
    found = seen(text)
    told = only_says_when(text)
    if told is not None and told.when.precision in (Precision.ONGOING, Precision.UNDATED):
        return True
    if not found:
        return False
    rest = "".join(
        [
            text[: found[0].at],
            *(text[a.to : b.at] for a, b in itertools.pairwise(found)),
            text[found[-1].to :],
        ]
    )
    rest = re.sub(r"\(.*?\)|\(.*$", "", rest)
    words = re.findall(r"\w{2,}", rest)
    if not found[0].at and rest[:1] in ",;" and CONDITION.search(rest):
        return True
    return not words or (len(words) == 1 and bool(_LEADS_TO_A_DATE.fullmatch(words[0])))


def _is_beside(line: Line, kinds: list[tuple[Line, Is]]) -> bool:
    """Whether the line belongs to the date above it: a parenthesis, or the rest of one."""
    if line.text.startswith("(") and not _is_date(line.text.strip("()")):
        return True
    run = []
    for before, kind in reversed(kinds):
        run.append(before.text)
        if kind not in (Is.DATE, Is.BESIDE_A_DATE) or before.text.startswith("("):
            break
    open_now = " ".join(reversed(run))
    return open_now.count("(") > open_now.count(")") and line.gap == 0


def _action_and_date(line: Line) -> list[tuple[Line, Is]]:
    """An action, cut from the day, or the word that it is ongoing or has no date, at the end of its line."""
    if at := _last_words(line.text):
        return [(replace(line, words=line.words.slice(0, at)), Is.ACTION), (line.cut(at), Is.DATE)]
    found = seen(line.text)
    first = next((each for each in found if each.when.precision in _AT_THE_END), None)
    if first is None or first.at == 0 or found[-1].to < len(line.text.rstrip(" .")):
        return [(line, Is.ACTION)]
    words = line.text[: first.at].rstrip(" ,:-–—(")
    if not words:
        return [(line, Is.DATE)]
    return [(replace(line, words=line.words.slice(0, len(words))), Is.ACTION), (line.cut(first.at), Is.DATE)]


def _last_words(text: str) -> int:
    """Where words at the end begin that say nothing but when; a capital letter or a wide space tells them apart."""
    for border in re.finditer(r"\s+(?=[A-ZÀ-ÖØ-Þ])|\s{2,}", text):
        told = only_says_when(text[border.end() :])
        if told is not None and told.when.precision not in _DAYS:
            return border.end()
    return 0


def _told(lines: Sequence[Line]) -> tuple[Told, ...]:
    """The date lines, a parenthesis over several lines made one, each with its place beside the actions.

    Without a gap before the first of them the layout says nothing, and all have the same place.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _is_open(groups[-1]) and not line.gap:
            groups[-1].append(line)
        else:
            groups.append([line])
    if groups and not groups[0][0].gap:
        return tuple(Told(unwrapped(line.words for line in group)) for group in groups)
    told: list[Told] = []
    place = -_CLOSING
    for group in groups:
        place += group[0].gap + (1 if told else 0)
        told.append(Told(unwrapped(line.words for line in group), max(0.0, place), _is_apart(group[0], told)))
        place += len(group) - 1
    return tuple(told)


def _is_apart(line: Line, told: Sequence[Told]) -> bool:
    return bool(line.gap and told) and not line.text.startswith("(")


def _is_open(group: list[Line]) -> bool:
    text = " ".join(line.text for line in group)
    return text.count("(") > text.count(")")
