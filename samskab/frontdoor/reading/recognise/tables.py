"""Real tables: which of them hold a plan, which names with explanations, which only lay out a page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from samskab.frontdoor.reading.recognise.flat import is_plan_header
from samskab.frontdoor.reading.recognise.lines import Keeps, Line, begins_small, lines_in
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, joined, unwrapped
from samskab.frontdoor.reading.recognise.rows import Row, Told, as_weeks, split_actions
from samskab.frontdoor.reading.recognise.vocabulary import Column, column_of, is_of_weeks, meaning_of
from samskab.frontdoor.reading.recognise.years import seen
from samskab.ground.readers import Block, Cell

Columns = tuple[Column | None, ...]


class OfProjects(Keeps):
    """Plans and lists of names stay whole; the rest is laid out. `plans` has the columns of each plan by its place.

    A table without headings right after a plan with as many columns is the same plan on the next page.
    """

    def __init__(self) -> None:
        self.plans: dict[int, Columns] = {}
        self.goes_on: set[int] = set()
        self._latest: Columns = ()
        self._before: Block | None = None

    def whole(self, table: Block) -> bool:
        if self.labelled(table):
            return False
        columns = plan_columns(table)
        if not header_row(table) and len(self._latest) == len(table.rows[0]):
            columns = self._latest
            self.goes_on.add(table.at)
        elif columns and self._before and _is_overleaf(self._before, table):
            self.goes_on.add(table.at)
        if columns:
            self._before = table
            self._latest = self.plans[table.at] = columns
        return bool(columns or named_columns(table))

    def labelled(self, table: Block) -> bool:
        labels = [row[0].text for row in table.rows if row[0].text.strip()]
        known = sum(1 for label in labels if meaning_of(label))
        return len(table.rows[0]) > 1 and not header_row(table) and known * 2 > len(labels) and known > 1


def _is_overleaf(before: Block, table: Block) -> bool:
    """Whether the table is the one before again, its headings repeated at the top of the next page."""
    headings = [[cell.text for cell in each.rows[0]] for each in (before, table)]
    return header_row(table) != () and headings[0] == headings[1] and table.page == before.page + 1


def header_row(table: Block) -> Columns:
    """What the columns hold by the table's first row; empty where that is no row of headings."""
    columns = tuple(column_of(cell.text) if cell.text.strip() else None for cell in table.rows[0])
    filled = [cell for cell in table.rows[0] if cell.text.strip()]
    known = sum(1 for column in columns if column)
    return columns if known > 1 and known * 3 >= len(filled) * 2 else ()


def plan_columns(table: Block) -> Columns:
    """The columns of a plan, by their headings, or by what stands in them; empty for every other table."""
    columns = header_row(table)
    if columns:
        return columns if is_plan_header(columns) else ()
    return _columns_by_content(table)


def _columns_by_content(table: Block) -> Columns:
    """A table without headings is a plan when one column holds dates and another words."""
    dated = [_share_of_dates(table, n) for n in range(len(table.rows[0]))]
    times = [n for n, share in enumerate(dated) if share > 0.6]
    words = [n for n, share in enumerate(dated) if share < 0.4 and _length(table, n) > 2]
    if not times or not words or len(table.rows) < 2 or len(times) > 2:
        return ()
    action = max(words, key=lambda n: _length(table, n))
    columns: list[Column | None] = ["andet"] * len(dated)
    columns[action] = "handling"
    columns[times[-1]] = "dato"
    if len(times) == 2:
        columns[times[0]] = "tid"
    return tuple(columns)


def _share_of_dates(table: Block, column: int) -> float:
    cells = [row[column].text for row in table.rows if row[column].text.strip()]
    return sum(1 for text in cells if _begins_with_date(text)) / len(cells) if cells else 0.0


def _begins_with_date(text: str) -> bool:
    first = next(iter(seen(text)), None)
    return first is not None and first.at < 3 and len(text) < 160


def _length(table: Block, column: int) -> float:
    return sum(len(row[column].text) for row in table.rows) / len(table.rows)


def named_columns(table: Block) -> Columns:
    """(name, text) columns of a list of principles or methods; empty for every other table."""
    columns = header_row(table)
    if columns:
        return columns if "navn" in columns and "tekst" in columns else ()
    if len(table.rows[0]) != 2 or len(table.rows) < 2:
        return ()
    short = all(0 < len(row[0].text.strip()) <= 70 for row in table.rows)
    return ("navn", "tekst") if short and _length(table, 1) > 40 else ()


def rows_of_table(table: Block, columns: Columns, before: Row | None = None) -> list[Row]:
    """The rows of a plan; one that only goes on with the row above (no action of its own) is made part of it.

    `before` is the last row of the same plan on the page before, and comes first in the answer.
    """
    body = table.rows[1:] if header_row(table) else table.rows
    weeks = any(is_of_weeks(cell.text) for cell in table.rows[0])
    guessed = table.told_by == "guess"
    rows = [before] if before else []
    for cells in body:
        row = _with_weeks(_without_page_number(_row(cells, columns)), weeks)
        row = replace(row, guessed=guessed)
        if len(rows) == 1 and before and _may_go_on(row, table):
            rows[0], row = replace(before, guessed=True), replace(row, guessed=True)
        if rows and not row.time.text and _goes_on(row, first=before is not None and len(rows) == 1):
            rows[-1] = _with_more(rows[-1], row)
        elif row.time.text or row.actions or row.told:
            rows.append(row)
    return rows


def _may_go_on(row: Row, table: Block) -> bool:
    """Whether the first row of a page may be the end of the last on the page before, and nothing tells."""
    return bool(table.told_by and not row.time.text and row.actions and not begins_small(row.actions[0].words.text))


def _with_weeks(row: Row, weeks: bool) -> Row:
    if not weeks:
        return row
    told = tuple(replace(each, words=as_weeks(each.words)) for each in row.told)
    return replace(row, time=as_weeks(row.time), told=told)


def _goes_on(row: Row, first: bool) -> bool:
    """Whether the row has no action of its own, or (the first on a page) only the end of one."""
    return not row.actions or (first and len(row.actions) == 1 and begins_small(row.actions[0].words.text))


def _without_page_number(row: Row) -> Row:
    """A number alone under the last action of a page is the page's."""
    last = row.actions[-1].words.text if len(row.actions) > 1 else ""
    return replace(row, actions=row.actions[:-1]) if last.isdigit() and len(last) < 4 else row


def _with_more(row: Row, more: Row) -> Row:
    below = max((told.place for told in row.told), default=0) + 1
    told = (Told(each.words, each.place + below, each.apart) for each in more.told)
    actions = row.actions
    if actions and more.actions:
        words = unwrapped([actions[-1].words, more.actions[0].words])
        actions = (*actions[:-1], replace(actions[-1], words=words))
    guessed = row.guessed or more.guessed
    return replace(row, guessed=guessed, actions=actions, told=(*row.told, *told), others=(*row.others, *more.others))


def _row(cells: Sequence[Cell], columns: Columns) -> Row:
    held = list(zip(columns, cells, strict=False))
    time_columns = [column for column in columns if column in ("tid", "dato")]
    only_one = len(time_columns) == 1
    time = joined(_whole(cell) for column, cell in held if column == "tid" and not only_one)
    told = _told(cell for column, cell in held if column == "dato" or (only_one and column == "tid"))
    if told and time.text and not seen(time.text) and _is_clock(time.text):
        told, time = _with_clock(told, time), EMPTY
    lines = [line for column, cell in held if column == "handling" for line in lines_in(cell)]
    others = (_whole(cell) for column, cell in held if column not in ("tid", "dato", "handling"))
    actions = split_actions(lines, splits_lines=not any(line.loose for line in lines))
    return Row(time, actions, told, tuple(each for each in others if each.text))


def _is_clock(text: str) -> bool:
    return bool(seen(f"1. januar 2000 {_clock(text)}")) and any(char.isdigit() for char in text)


def _clock(text: str) -> str:
    return text if text.lower().lstrip().startswith(("kl", "efter", "før", "fra")) else f"kl. {text}"


def _with_clock(told: tuple[Told, ...], time: Passage) -> tuple[Told, ...]:
    """The time of day from a column of its own, written after the date."""
    between = " " if _clock(time.text) == time.text else " kl. "
    last = told[-1]
    return (*told[:-1], Told(joined([last.words, time], between), last.place, last.apart))


def _whole(cell: Cell) -> Passage:
    return unwrapped(line.words for line in lines_in(cell))


def _told(cells: object) -> tuple[Told, ...]:
    told: list[Told] = []
    place = -1
    for line in chain.from_iterable(lines_in(cell) for cell in cells):  # type: ignore[attr-defined]
        place += 1 + (line.gap if told else 0)
        if told and (_is_open(told[-1].words.text) or (line.loose and not line.gap and not seen(line.text))):
            told[-1] = Told(unwrapped([told[-1].words, line.words]), told[-1].place)
        else:
            told.append(Told(line.words, place))
    return tuple(told)


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def named_rows(table: Block) -> list[tuple[Passage, Passage]]:
    """(name, text) of each row in a list of principles or methods."""
    columns = named_columns(table)
    name, text = columns.index("navn"), columns.index("tekst")
    body = table.rows[1:] if header_row(table) else table.rows
    return [(_whole(row[name]), _whole(row[text])) for row in body if row[name].text.strip()]


def lines_of_table(table: Block) -> list[Line]:
    """Everything in the table as lines, cell by cell."""
    return [line for row in table.rows for cell in row for line in lines_in(cell)]
