"""A plan in plain text whose columns are kept apart by spaces: the lines show which date stands beside what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from samskab.frontdoor.reading.recognise.lines import Line, begins_small
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, joined
from samskab.frontdoor.reading.recognise.rows import Row, Told, split_actions
from samskab.frontdoor.reading.recognise.vocabulary import Column, columns_in
from samskab.frontdoor.reading.recognise.years import seen

_WIDE = re.compile(r"\S+(?: \S+)*")
_ENOUGH = 0.9  # of the lines must keep to the columns


def edges_of(header: Line) -> tuple[int, ...]:
    """Where each column begins in the line of headings; empty where two spaces do not part them all."""
    starts = [match.start() for match in _WIDE.finditer(header.text)]
    cells = [match.group() for match in _WIDE.finditer(header.text)]
    return (
        tuple(header.indent + start for start in starts)
        if all(len(columns_in(cell)) == 1 for cell in cells) and len(cells) > 1
        else ()
    )


def keeps_to(edges: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether nearly all lines have nothing across the beginning of a column, and several use more than one."""
    kept = [line for line in lines if all(_is_free(line, edge) for edge in edges[1:])]
    wide = [line for line in kept if sum(1 for cell in cells_of(line, edges) if cell.text) > 1]
    return bool(lines) and len(kept) >= _ENOUGH * len(lines) and len(wide) > 1


def _is_free(line: Line, edge: int) -> bool:
    before = edge - line.indent - 1
    return before < 0 or line.text[before : before + 1] in ("", " ")


def cells_of(line: Line, edges: Sequence[int]) -> list[Passage]:
    """The line's words, column by column."""
    places = [max(0, edge - line.indent) for edge in edges]
    places[0] = 0
    return [line.words.slice(at, to) for at, to in zip(places, [*places[1:], len(line.text)], strict=True)]


def rows_of(lines: Sequence[Line], columns: Sequence[Column], edges: Sequence[int]) -> list[Row]:
    """The rows: a new one where a time stands in its column, after a gap, or where a date stands beside an action."""
    groups: list[list[Cells]] = []
    for line in lines:
        cells = Cells(line, tuple(zip(columns, cells_of(line, edges), strict=True)))
        if not groups or (cells.begin_a_row() and not _goes_on(groups[-1], cells)):
            groups.append([])
        groups[-1].append(cells)
    width = _width_of_actions(columns, edges, lines)
    return [_row(group, width) for group in groups]


def _width_of_actions(columns: Sequence[Column], edges: Sequence[int], lines: Sequence[Line]) -> int:
    """How many characters fit on a line of the action's column; two are kept free before the next column."""
    at = columns.index("handling")
    if at + 1 < len(edges):
        return edges[at + 1] - edges[at] - 2
    return max(line.indent + len(line.text) for line in lines) - edges[at]


def _actions_apart(lines: Sequence[Line], width: int) -> list[Line]:
    """The lines, with a gap before one that begins with a capital although it had room on the line above."""
    apart = list(lines[:1])
    for above, line in pairwise(lines):
        room = width - len(above.text) - 1
        anew = line.text[:1].isupper() and len(line.text.split()[0]) <= room
        apart.append(replace(line, gap=1) if anew else line)
    return apart


def _goes_on(group: Sequence["Cells"], cells: "Cells") -> bool:
    """Whether a narrow column has broken the row's time: "Oktober/" and "november" on the next line."""
    before, time = group[-1].of("tid").text, cells.of("tid").text
    return before.endswith(("/", "-", "–")) and begins_small(time) and not cells.line.gap


@dataclass(frozen=True, slots=True)
class Cells:
    """One line, cut at the edges of the columns."""

    line: Line
    words: tuple[tuple[Column, Passage], ...]

    def of(self, *columns: Column) -> Passage:
        return joined(words for column, words in self.words if column in columns)

    def begin_a_row(self) -> bool:
        action, dated = self.of("handling").text, bool(seen(self.of("dato").text))
        return bool(self.of("tid").text or self.line.gap or (dated and action and not begins_small(action)))


def _row(group: Sequence[Cells], width: int) -> Row:
    time = joined(cells.of("tid") for cells in group)
    told = tuple(Told(cells.of("dato"), place) for place, cells in enumerate(group) if cells.of("dato").text)
    others = (cells.of("andet", "navn", "tekst") for cells in group)
    actions = split_actions(
        _actions_apart([_inside(cells) for cells in group if cells.of("handling").text], width), (), False
    )
    if not told and time.text and not any(column == "dato" for column, _ in group[0].words):
        told, time = (Told(time),), EMPTY
    return Row(time, actions, _unwrapped(told), tuple(each for each in others if each.text))


def _inside(cells: Cells) -> Line:
    return replace(cells.line, words=cells.of("handling"), gap=0, bullet=False, body=0)


def _unwrapped(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """A date and the rest of it on the next line ("3. november 2026" and "kl. 9-12") as one."""
    kept: list[Told] = []
    for each in told:
        if kept and not seen(each.words.text) and not each.words.text.startswith("("):
            kept[-1] = Told(joined([kept[-1].words, each.words]), kept[-1].place)
        else:
            kept.append(each)
    return tuple(kept)
