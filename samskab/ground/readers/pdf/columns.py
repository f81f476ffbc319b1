"""Whether words in columns are a table, and where its rows begin.

In a table the columns answer each other: where something new begins in a narrow column, there is a line at the
same height in another. In columns of running text they do not, but by chance.
"""

from dataclasses import dataclass, field
from itertools import chain, pairwise

from samskab.ground.readers.pdf.paragraphs import TextLine
from samskab.ground.readers.pdf.shapes import Line

HEADINGS = frozenset(
    "tid tidspunkt hvornår måned periode uge dato datoer handling handlinger aktivitet aktiviteter hvad hvem hvor sted "  # noqa: SIM905
    "ansvarlig ansvar deltagere formål indhold emne status bemærkninger trin fase opgave mål metode".split()
)


@dataclass
class Table:
    """`rows[row][column]` are the lines in a cell; `above` and `below` only stood near the table."""

    rows: list[list[list[TextLine]]]
    above: list[TextLine] = field(default_factory=list)
    below: list[TextLine] = field(default_factory=list)


Columns = list[list[TextLine]]


def table_of(columns: Columns, rules: list[Line]) -> Table | None:
    """The table the columns make, or None where they are columns of text."""
    columns = [column for column in columns if column]
    if len(columns) < 2:
        return None
    starts = _starts_by_rules(columns, rules) or _starts_by_space(columns)
    if len(starts) < 2:
        return None
    above = [[line for line in column if (line.top + line.bottom) / 2 < starts[0]] for column in columns]
    if any(above[1:]):
        starts, above = [_extent(columns)[0], *starts], [[]]
    return _trimmed(Table(_rows(columns, starts), above=above[0]))


def _starts_by_rules(columns: Columns, rules: list[Line]) -> list[float]:
    """Where rows begin, told by level lines across all the columns: one under each row, or nearly."""
    left, right = min(line.x0 for column in columns for line in column), max(column[0].x1 for column in columns)
    top, bottom = _extent(columns)
    across = sorted(
        (rule.top + rule.bottom) / 2
        for rule in rules
        if rule.x0 <= left + 12 and rule.x1 >= right - 12 and top - 20 < rule.top < bottom + 20
    )
    inner = [place for place in across if top + 2 < place < bottom - 2]
    if len(inner) < 2:
        return []
    return [min(top, inner[0]) - 1, *inner]


def _starts_by_space(columns: Columns) -> list[float]:
    """Where rows begin, told by white space and by the columns answering each other; none for text columns."""
    height = sorted(line.height for column in columns for line in column)[0]
    near = max(1.6, height * 0.14)
    runs = _runs(columns)
    heads = [[run[0].top for run in column] for column in runs]
    if _is_list_of_lines(columns, near):
        return [line.top for line in max(columns, key=_shortness)]
    narrow = {number for number, column in enumerate(runs) if _is_narrow(column)}
    if not narrow:
        return []
    all_starts = _distinct(sorted(chain(*heads)), near)
    starts = [place for place in all_starts if _answered(place, columns, heads, narrow, near)]
    share = len(starts) / len(all_starts)
    if _has_headings(columns, near):
        return starts if len(starts) > 1 and share >= 0.5 else []
    return starts if len(starts) > 2 and share >= 0.75 else []


def _runs(columns: Columns) -> list[list[list[TextLine]]]:
    """Each column as runs of lines that follow each other at the document's own line distance."""
    steps = [
        below.top - above.top
        for column in columns
        for above, below in pairwise(column)
        if below.top - above.top > above.height * 0.7
    ]
    usual = sorted(steps)[len(steps) // 10] if steps else 12.0
    runs: list[list[list[TextLine]]] = []
    for column in columns:
        runs.append([[column[0]]])
        for above, below in pairwise(column):
            if below.top - above.top > usual * 1.12 + 0.3:
                runs[-1].append([])
            runs[-1][-1].append(below)
    return runs


def _is_narrow(runs: list[list[TextLine]]) -> bool:
    """Whether a column holds short things, such as a month or a day, and more than one of them."""
    lines = list(chain(*runs))
    words = sum(len(line.words) for line in lines)
    return len(runs) > 1 and len(lines) <= 2.5 * len(runs) and words <= 4.5 * len(lines)


def _answered(place: float, columns: Columns, heads: list[list[float]], narrow: set[int], near: float) -> bool:
    """Whether two columns begin something here, or a narrow one does where another has a line."""
    beginning = {n for n, tops in enumerate(heads) if any(abs(top - place) <= near for top in tops)}
    level = {n for n, column in enumerate(columns) if any(abs(line.top - place) <= near for line in column)}
    return len(beginning) > 1 or (bool(beginning & narrow) and len(level) > 1)


def _is_list_of_lines(columns: Columns, near: float) -> bool:
    """A tight table: every line has an answer in another column, and one column holds only a word or three."""
    lines = [(n, line) for n, column in enumerate(columns) for line in column]
    if min(len(column) for column in columns) < 3:
        return False
    answered = sum(any(abs(other.top - line.top) <= near for m, other in lines if m != n) for n, line in lines[:400])
    return answered >= 0.95 * len(lines[:400]) and max(map(_shortness, columns)) >= 0.8


def _shortness(column: list[TextLine]) -> float:
    """The share of lines that are only a word or three and begin with a capital or a digit."""
    short = sum(len(line.words) <= 3 and (line.text[0].isupper() or line.text[0].isdigit()) for line in column)
    return short / len(column)


def _has_headings(columns: Columns, near: float) -> bool:
    """Whether the columns begin level with each other, with words such as "Tid", "Handling" and "Dato"."""
    first = [column[0] for column in columns]
    if max(line.top for line in first) - min(line.top for line in first) > near:
        return False
    if any(len(line.words) > 3 for line in first):
        return False
    return sum(line.text.lower().strip(" :.") in HEADINGS for line in first) >= 2


def _distinct(places: list[float], near: float) -> list[float]:
    distinct: list[float] = []
    for place in places:
        if not distinct or place - distinct[-1] > near:
            distinct.append(place)
    return distinct


def _extent(columns: Columns) -> tuple[float, float]:
    return min(column[0].top for column in columns), max(column[-1].bottom for column in columns)


def _rows(columns: Columns, starts: list[float]) -> list[list[list[TextLine]]]:
    rows: list[list[list[TextLine]]] = [[[] for _ in columns] for _ in starts]
    for number, column in enumerate(columns):
        for line in column:
            middle = (line.top + line.bottom) / 2
            if middle >= starts[0]:
                row = max(n for n, start in enumerate(starts) if start <= middle)
                rows[row][number].append(line)
    return [row for row in rows if any(row)]


def _trimmed(table: Table) -> Table | None:
    """The table without a title above it or a lone line under it; None where less than two rows are left."""
    while table.rows and _is_title(table):
        table.above += table.rows.pop(0)[0]
    while len(table.rows) > 2 and _is_afterword(table):
        table.below = table.rows.pop()[0] + table.below
    return table if len(table.rows) > 1 else None


def _is_title(table: Table) -> bool:
    first, *rest = table.rows
    if not first[0] or any(first[1:]) or not rest:
        return False
    return first[0][0].size > rest[0][-1][0].size * 1.05 if rest[0][-1] else first[0][0].bold


def _is_afterword(table: Table) -> bool:
    """A last row with words only in its first column, farther below than the rows lie apart."""
    last = table.rows[-1]
    if not last[0] or any(last[1:]):
        return False
    gaps = [_top(below) - _bottom(above) for above, below in pairwise(table.rows)]
    return gaps[-1] > 1.3 * sorted(gaps[:-1])[len(gaps[:-1]) // 2] + 2


def _top(row: list[list[TextLine]]) -> float:
    return min(cell[0].top for cell in row if cell)


def _bottom(row: list[list[TextLine]]) -> float:
    return max(cell[-1].bottom for cell in row if cell)
