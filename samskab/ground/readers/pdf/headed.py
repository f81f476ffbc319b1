"""Tables under a line of headings, told without upright lines: the headings say where each column begins.

A row begins where the distance to the line above is larger than within a cell, or under a level line. `sure` says
whether every row is told apart so that no other reading of the page is left.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from samskab.ground.readers.pdf.columns import HEADINGS
from samskab.ground.readers.pdf.paragraphs import TextLine, lines_of
from samskab.ground.readers.pdf.shapes import Line

_SLACK = 3.0  # points a word may begin before its column
_SKIP = 3  # lines of a running header above a table that goes on, or of a footer under it


@dataclass(frozen=True)
class Columns:
    """Where each column begins, from left to right; `leading` is the distance between lines in a cell, if known."""

    edges: tuple[float, ...]
    size: float
    leading: float = 0.0


@dataclass
class HeadedTable:
    """`rows[row][column]` are the lines in a cell; `to_the_end`: the page may have ended before the table did."""

    columns: Columns
    rows: list[list[list[TextLine]]]
    sure: bool
    to_the_end: bool


def headed_tables(lines: list[TextLine], rules: list[Line], before: Columns | None) -> list[HeadedTable]:
    """The tables among the lines of a page; `before` are the columns of one that the page before did not end."""
    tables: list[HeadedTable] = []
    number = 0
    while number < len(lines):
        columns = _headings(lines[number])
        overleaf = before is not None and (columns is None or columns.edges == before.edges)
        if columns is None and before and number < _SKIP and not tables and _goes_on(lines, number, before):
            columns = before
        table = _table(lines[number:], columns, rules, overleaf) if columns else None
        if table:
            tables.append(table)
        number += sum(1 for _ in _lines_of_table(table)) if table else 1
    return tables


def _lines_of_table(table: HeadedTable) -> set[float]:
    return {line.top for row in table.rows for cell in row for line in cell}


def _headings(line: TextLine) -> Columns | None:
    """The columns the line names; at least two of the headings must be known."""
    cells = [[line.words[0]]]
    for left, right in pairwise(line.words):
        if right.x0 - left.x1 >= max(7.0, 0.8 * line.size):
            cells.append([])
        cells[-1].append(right)
    named = sum(" ".join(word.text for word in cell).lower().strip(" :.") in HEADINGS for cell in cells)
    if named < 2 or named * 3 < len(cells) * 2 or any(len(cell) > 3 for cell in cells):
        return None
    return Columns(tuple(cell[0].x0 for cell in cells), line.size)


def _goes_on(lines: list[TextLine], number: int, columns: Columns) -> bool:
    return not any(_headings(line) for line in lines[number + 1 : _SKIP]) and _cells(lines[number], columns) != []


def _cells(line: TextLine, columns: Columns) -> list[TextLine | None]:
    """The line cut at the columns; empty where its words do not keep to them."""
    if abs(line.size - columns.size) > 0.15 * columns.size or line.words[0].x0 < columns.edges[0] - _SLACK:
        return []
    cells: list[TextLine | None] = []
    for low, high in zip(columns.edges, (*columns.edges[1:], float("inf")), strict=True):
        words = [word for word in line.words if low - _SLACK <= word.x0 < high - _SLACK]
        if words and max(word.x1 for word in words) > high:
            return []
        cells.append(lines_of(words)[0] if words else None)
    filled = [(edge, cell) for edge, cell in zip(columns.edges, cells, strict=True) if cell]
    keeps = all(cell.x0 - edge <= 2.5 * line.size for edge, cell in filled)
    apart = all(right.x0 - left.x1 >= 0.4 * line.size for (_, left), (_, right) in pairwise(filled))
    return cells if filled and keeps and apart else []


def _table(lines: list[TextLine], columns: Columns, rules: list[Line], overleaf: bool) -> HeadedTable | None:
    """The table that begins with the first line and goes on while the lines keep to its columns.

    One that goes on from the page before (`overleaf`) may have nothing left but the end of a cell.
    """
    taken: list[tuple[TextLine, list[TextLine | None]]] = []
    for line in lines:
        cells = _cells(line, columns)
        if not cells or (len(taken) > 1 and _is_under(taken, line, cells)):
            break
        taken.append((line, cells))
    starts, sure, leading = _starts(taken, columns, rules)
    rows: list[list[list[TextLine]]] = []
    for number, (_, cells) in enumerate(taken):
        if number in starts or not rows:
            rows.append([[] for _ in cells])
        for place, cell in enumerate(cells):
            if cell:
                rows[-1][place].append(cell)
    beside = any(all(cell is not None for cell in cells[-2:]) for _, cells in taken[1:])
    if not overleaf and (len(rows) < 2 or not beside):
        return None
    rest = len(lines) - len(taken)
    return HeadedTable(replace(columns, leading=leading), rows, sure, rest < _SKIP)


def _is_under(
    taken: list[tuple[TextLine, list[TextLine | None]]], line: TextLine, cells: list[TextLine | None]
) -> bool:
    """Whether a line stands so far under the others, and so alone in its first column, that it is no part of them."""
    step = line.top - taken[-1][0].top
    largest = max(below.top - above.top for (above, _), (below, _) in pairwise(taken))
    return step > 1.3 * max(largest, 1.2 * line.height) and not any(cells[1:])


def _starts(
    taken: list[tuple[TextLine, list[TextLine | None]]], columns: Columns, rules: list[Line]
) -> tuple[set[int], bool, float]:
    """The numbers of the lines that begin rows, whether that is sure, and the distance of lines in a cell."""
    steps = [below.top - above.top for (above, _), (below, _) in pairwise(taken)]
    if not steps:
        return {0}, False, columns.leading
    leading = columns.leading or min(steps)
    wide = {number for number, step in enumerate(steps, 1) if step > leading + max(0.9, 0.05 * leading)}
    ruled = _under_rules(taken, columns, rules)
    if len(ruled) > 1:
        return {0} | ruled, wide <= ruled and _begin_level(taken, {0} | ruled), leading
    even = max(steps) - min(steps) < 0.9
    if not columns.leading and even:
        return set(range(len(taken))), all(_is_new(taken, n, columns) for n in range(1, len(taken))), 0.0
    gaps = [steps[number - 1] for number in wide if number > 1]
    alike = not gaps or max(gaps) - min(gaps) < 0.9
    clear = all(step < leading + 0.5 for number, step in enumerate(steps, 1) if number not in wide)
    begun = wide | ({0} if columns.leading else {0, 1})
    return begun, bool(gaps) and alike and clear and _begin_level(taken, begun), leading


def _under_rules(taken: list[tuple[TextLine, list[TextLine | None]]], columns: Columns, rules: list[Line]) -> set[int]:
    """The lines that stand first under a level line drawn across the columns."""
    right = max(cells[-1].x0 for _, cells in taken if cells[-1]) if any(cells[-1] for _, cells in taken) else 0.0
    across = [(rule.top + rule.bottom) / 2 for rule in rules if rule.x0 <= columns.edges[0] + 3 and rule.x1 >= right]
    found = set()
    for number, ((above, _), (below, _)) in enumerate(pairwise(taken), 1):
        low, high = (above.top + above.bottom) / 2, (below.top + below.bottom) / 2
        if any(low < place < high for place in across):
            found.add(number)
    return found


def _begin_level(taken: list[tuple[TextLine, list[TextLine | None]]], starts: set[int]) -> bool:
    """Whether every cell begins on the first line of its row and has no empty line in it; no row begins only a date."""
    ended: set[int] = set()
    for number, (_, cells) in enumerate(taken):
        filled = {place for place, cell in enumerate(cells) if cell}
        if number in starts:
            ended = set(range(len(cells))) - filled
            if number and len(filled) < 2 and len(cells) - 1 in filled and not cells[0] and number != 0:
                return False
        if filled & ended and number not in starts:
            return False
        ended |= set(range(len(cells))) - filled
    return True


def _is_new(taken: list[tuple[TextLine, list[TextLine | None]]], number: int, columns: Columns) -> bool:
    """Whether no cell of the line can go on from the line above: there was room for its first word there."""
    above, cells = taken[number - 1][1], taken[number][1]
    widest = max(cell.x1 for _, line in taken if (cell := line[-1])) if any(line[-1] for _, line in taken) else 0.0
    ends = (*columns.edges[1:], widest)
    for cell, over, end in zip(cells, above, ends, strict=True):
        if cell and over and end - over.x1 < cell.words[0].x1 - cell.words[0].x0 + 2 * columns.size:
            return len(over.words) == len(cell.words) == 1 or all(cells)
    return True
