"""Tables and frames by the lines that are drawn round them."""

from dataclasses import dataclass, field
from itertools import pairwise

from samskab.ground.readers.pdf.shapes import Box, Line, Word

_NEAR = 3.0  # points: how far apart two lines may lie and still meet


@dataclass
class Ruled:
    """Lines that meet. `columns` and `rows` are where the borders lie (points), in order."""

    lines: list[Line]
    columns: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return (
            min(line.x0 for line in self.lines),
            min(line.top for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.bottom for line in self.lines),
        )


@dataclass
class RuledTable:
    """A table by its lines: `cells[row][column]` is the words in it, or None where it continues a merged cell."""

    box: Box
    cells: list[list[list[Word] | None]]


def ruled(lines: list[Line]) -> list[Ruled]:
    """The lines in groups that meet, with the borders each group draws."""
    groups = [Ruled(group) for group in _meeting([line for line in lines if _is_border(line)])]
    for group in groups:
        group.columns = _borders([(line.x0 + line.x1) / 2 for line in group.lines if not line.is_level])
        level = [(line.top + line.bottom) / 2 for line in group.lines if line.is_level]
        group.rows = _borders(level + _open_ends(group, level))
    return groups


def _open_ends(group: Ruled, level: list[float]) -> list[float]:
    """How far the uprights of a grid reach past its level lines: a row that a page break cuts has none there."""
    uprights = [line for line in group.lines if not line.is_level]
    if len(level) < 2 or len(group.columns) < 3:
        return []
    above = sorted(line.top for line in uprights if line.top < min(level) - _NEAR)
    below = sorted(line.bottom for line in uprights if line.bottom > max(level) + _NEAR)
    return [ends[0] for ends in (above, below[::-1]) if len(ends) == len(group.columns) or len(ends) > 2]


def _is_border(line: Line) -> bool:
    return max(line.x1 - line.x0, line.bottom - line.top) > 6


def _meeting(lines: list[Line]) -> list[list[Line]]:
    """Lines in groups, by sweeping down the page: two lines meet where their boxes, a little enlarged, do."""
    parents = list(range(len(lines)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    order = sorted(range(len(lines)), key=lambda number: lines[number].top)
    active: list[int] = []
    for number in order:
        line = lines[number]
        active = [other for other in active if lines[other].bottom + _NEAR >= line.top][-400:]
        for other in active:
            if lines[other].x0 - _NEAR <= line.x1 and line.x0 - _NEAR <= lines[other].x1:
                parents[root(other)] = root(number)
        active.append(number)
    groups: dict[int, list[Line]] = {}
    for number in order:
        groups.setdefault(root(number), []).append(lines[number])
    return list(groups.values())


def _borders(places: list[float]) -> list[float]:
    """Distinct places in order; those nearer than _NEAR count as one."""
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > _NEAR:
            borders.append(place)
    return borders


def table_in(group: Ruled, words: list[Word]) -> RuledTable | None:
    """The table the group draws round the words, or None where it is not two cells or more with words in."""
    columns, rows = group.columns, group.rows
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > 5000:
        return None
    places = _merged(group)
    cells: list[list[list[Word] | None]] = [
        [[] if places[row][column] == (row, column) else None for column in range(len(columns) - 1)]
        for row in range(len(rows) - 1)
    ]
    for word in words:
        row, column = _index(rows, word.middle[1]), _index(columns, word.middle[0])
        if row is None or column is None:
            continue
        home = places[row][column]
        cell = cells[home[0]][home[1]]
        if cell is not None:
            cell.append(word)
    filled = sum(1 for line in cells for cell in line if cell)
    return RuledTable((columns[0], rows[0], columns[-1], rows[-1]), cells) if filled > 1 else None


def frame_of(group: Ruled) -> Box | None:
    """The box the group draws, where it goes all the way round."""
    return group.box if len(group.columns) >= 2 and len(group.rows) >= 2 else None


def _index(borders: list[float], place: float) -> int | None:
    """Between which two borders the place lies."""
    for number, (low, high) in enumerate(pairwise(borders)):
        if low <= place < high:
            return number
    return None


def _merged(group: Ruled) -> list[list[tuple[int, int]]]:
    """For each cell of the grid, the first cell of the merged one it is part of."""
    columns, rows = group.columns, group.rows
    level = [line for line in group.lines if line.is_level]
    upright = [line for line in group.lines if not line.is_level]
    homes = [[(row, column) for column in range(len(columns) - 1)] for row in range(len(rows) - 1)]
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            x, y = (columns[column] + columns[column + 1]) / 2, (rows[row] + rows[row + 1]) / 2
            if column and not any(_upright_at(line, columns[column], y) for line in upright):
                homes[row][column] = homes[row][column - 1]
            elif row and not any(_level_at(line, x, rows[row]) for line in level):
                homes[row][column] = homes[row - 1][column]
    return homes


def _upright_at(line: Line, x: float, y: float) -> bool:
    return abs((line.x0 + line.x1) / 2 - x) <= _NEAR and line.top - 1 <= y <= line.bottom + 1


def _level_at(line: Line, x: float, y: float) -> bool:
    return abs((line.top + line.bottom) / 2 - y) <= _NEAR and line.x0 - 1 <= x <= line.x1 + 1
