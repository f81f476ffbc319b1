"""A plan's table whose cells are lost: only the order of its lines, and the blank lines between them, are left."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from samskab.frontdoor.reading.recognise.flat_lines import Is, is_date, kinds_of
from samskab.frontdoor.reading.recognise.lines import Line, begins_small
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, unwrapped
from samskab.frontdoor.reading.recognise.rows import Action, Row, Told, split_actions
from samskab.frontdoor.reading.recognise.vocabulary import CONDITION, Column, column_of, columns_in, plain_heading
from samskab.frontdoor.reading.recognise.years import seen

# The first blank lines before the dates are shared between the end of one cell and the top of the next: most often
# one of them closes the cell, and a date half a line off still stands nearest to its own action.
_CLOSING = 0.75
_BREAKS_OFF = re.compile(r"(?:\b(?:kl|klokken|den|d|uge)\.?|[-–])$", re.IGNORECASE)


_WHEN: tuple[Column, ...] = ("tid", "dato")


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
    for line, kind in kinds_of(_unbroken(lines), dates_first):
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
        return is_date(text)
    if begins_small(after):
        return bool(CONDITION.search(text)) and is_date(text)
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
