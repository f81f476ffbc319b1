"""From the rows of a plan to its activities: one entry for each date, and honest about what is open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from samskab.frontdoor.reading.recognise.findings import Activity, Choice, Doubt
from samskab.frontdoor.reading.recognise.passage import Passage, covers, joined
from samskab.frontdoor.reading.recognise.rows import Action, Row, Told, pair, pair_in_order
from samskab.frontdoor.reading.recognise.vocabulary import CONDITION, ONLY_PERHAPS
from samskab.frontdoor.reading.recognise.years import Years, has_written_year
from samskab.ground.dates import Found, Precision, When, find_in_cell
from samskab.ground.dates.provisos import is_proviso

FLAT_TABLE = "Tabellen er flad. Hvilken handling hører datoen til?"
SHARED_CELL = "Der står flere handlinger ud for datoen. Hvilken hører den til?"
FOLLOWS = "Følger dit svar om datoerne i samme række."
GUESSED = "Rækkerne i tabellen kan ikke skelnes sikkert. Hører datoen til her?"
NOT_KNOWN = "Det ved jeg ikke. Lad den stå uden dato."

_PERHAPS = re.compile(r"^\(?mulig\b|(?<!\w)(?:evt\.|(?:eventuel(?:t|le)?|måske|muligvis)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a row: what it means, as it is written, and where it stands beside the actions."""

    when: When
    words: Passage
    place: float = 0
    doubt: str = ""


def activities_of(rows: Sequence[Row], after: date | None, year: int | None = None) -> list[Activity]:
    """Every activity of the rows, in their order. `year` is what the plan's heading says."""
    texts = [text for row in rows for text in (*(told.words.text for told in row.told), row.time.text) if text]
    years = Years(texts, after, year)
    found: list[Activity] = []
    time = Passage("", ())
    for number, row in enumerate(rows):
        time = row.time if row.time.text else time
        entries = _entries(replace(row, time=time), number, years)
        if row.guessed:
            entries = list(map(_guessed, entries))
        found += map(_in_doubt, entries) if row.jumbled else entries
    return found


def _guessed(entry: Activity) -> Activity:
    """The entry with its date left open, and asked about where nothing else in it is asked."""
    if entry.doubts or not entry.start:
        return _in_doubt(entry)
    choice = Choice(entry.written, written=entry.written, start=entry.start, end=entry.end)
    return replace(entry, date_certain=False, doubts=(Doubt("which_date", GUESSED, (choice, Choice(NOT_KNOWN))),))


def _in_doubt(entry: Activity) -> Activity:
    doubts = entry.doubts or (Doubt("follows", FOLLOWS),)
    return replace(entry, date_certain=False, doubts=doubts)


def _entries(row: Row, number: int, years: Years) -> list[Activity]:
    if not row.actions:
        return []
    span, dates = read_row(row, years)
    if not dates:
        when = _without_date(row, span)
        return [
            _activity(row, number, action, dated)
            for action in row.actions
            for dated in _inside(action, when, years) or [Dated(when, row.time)]
        ]
    if len(row.actions) == 1:
        return [_activity(row, number, row.actions[0], each) for each in dates]
    own = _pairs_by_paragraph(row, dates)
    whose = own if own else _guess(row, dates)
    return _shared_out(row, number, span, dates, whose, certain=bool(own))


def _inside(action: Action, span: When, years: Years) -> list[Dated]:
    """Days named in the action itself, where they lie within the row's time (or the row has none)."""
    found = [each for each in years.read(action.words.text, span.start) if each.when.precision in ("time", "day")]
    if span.start and span.end:
        found = [each for each in found if each.when.start and span.start <= each.when.start <= span.end]
    return [Dated(each.when, action.words.slice(each.at, each.to), 0, each.doubt) for each in found]


def _without_date(row: Row, span: When) -> When:
    """The row's time, with the conditions that stand in its date cell."""
    text = " ".join(told.words.text for told in row.told)
    when = find_in_cell(text, month_cell=span)[0].when if text else span
    if when.start or when.precision == Precision.ONGOING:
        return when
    return replace(span, tentative=span.tentative or when.tentative, condition=span.condition or when.condition)


def read_row(row: Row, years: Years) -> tuple[When, list[Dated]]:
    """When the row's time cell says, and the dates in its date cell."""
    written = next((day for told in row.told if (day := has_written_year(told.words.text))), None)
    time_first = not written or has_written_year(row.time.text)
    near = None if time_first else written
    if near:
        dates = dates_of(row.told, years)
        span = _whole(years.read_cell(row.time.text, near))
    else:
        span = years.spans.get(row.time) or _whole(years.read_cell(row.time.text))
        dates = dates_of(row.told, years)
    years.spans[row.time] = span
    return span, [_through(span, each) for each in dates]


def _through(span: When, dated: Dated) -> Dated:
    """What is only said to be ongoing goes on through the row's time."""
    when = dated.when
    if when.precision != Precision.ONGOING or when.start or when.end:
        return dated
    return replace(dated, when=replace(when, start=span.start, end=span.end, year_inferred=span.year_inferred))


def _whole(found: tuple[Found, ...]) -> When:
    """A time cell's own answer: its first date, or the stretch from its first to its last."""
    if not found:
        return When(None, None)
    first, last = found[0].when, found[-1].when
    return first if len(found) == 1 or last.end is None else replace(first, end=last.end)


def dates_of(told: Sequence[Told], years: Years) -> list[Dated]:
    """The dates in a cell; what is written under them as a condition holds for those above it."""
    dates: list[Dated] = []
    run = 0
    for line in told:
        run = len(dates) if line.apart else run
        found = years.read_cell(line.words.text)
        dates += [_dated(each, line) for each in found]
        rest = _condition_beside(line.words.text, found)
        if found:
            dates[run:] = _spread_upwards(dates[run:], len(found), line.words.text)
        if rest and len(dates) > run and (not found or not dates[-1].when.condition):
            reach = run if not found or rest[:1].isupper() else len(dates) - 1
            dates[reach:] = [_on_condition(each, rest) for each in dates[reach:]]
    return dates


def _dated(found: Found, line: Told) -> Dated:
    return Dated(found.when, line.words.slice(found.at, found.to), line.place, found.doubt)


def _condition_beside(text: str, found: tuple[Found, ...]) -> str:
    """Words beside the dates that make them depend on something."""
    rest, at = [], 0
    for each in found:
        rest.append(text[at : each.at])
        at = each.to
    left = " ".join(" ".join([*rest, text[at:]]).split()).strip(" ().,;:-–*")
    return left if CONDITION.search(left) else ""


def _spread_upwards(dates: list[Dated], new: int, text: str) -> list[Dated]:
    """A sentence of its own after the last date (it begins with a capital) also holds for those before it."""
    condition = dates[-1].when.condition
    if not condition[:1].isupper() or new < 1:
        return dates
    return [each if each.when.condition else _on_condition(each, condition) for each in dates]


def _on_condition(dated: Dated, condition: str) -> Dated:
    """The date made tentative; a word that says no more than that is no condition."""
    words = dated.when.condition if ONLY_PERHAPS.fullmatch(condition) else condition
    return replace(dated, when=replace(dated.when, tentative=True, condition=words))


def _pairs_by_paragraph(row: Row, dates: Sequence[Dated]) -> list[int]:
    """In a real table, as many paragraphs with one date as there are actions belong together in order."""
    places = [each.place for each in dates]
    if row.flat or len(dates) != len(row.actions) or len(set(places)) != len(places):
        return []
    return list(range(len(dates)))


def _guess(row: Row, dates: Sequence[Dated]) -> list[int]:
    places = [each.place for each in dates]
    if len(places) == len(row.actions) or (len(set(places)) == 1 and len(places) > 1):
        return pair_in_order(row.actions, len(dates))
    return pair(row.actions, places)


def _shared_out(
    row: Row, number: int, span: When, dates: Sequence[Dated], whose: Sequence[int], certain: bool
) -> list[Activity]:
    """Each action with the dates that fall to it; one without any takes the row's time."""
    entries = []
    for place, action in enumerate(row.actions):
        mine = [dated for dated, owner in zip(dates, whose, strict=True) if owner == place]
        doubts = () if certain else (_doubt(row, bool(mine)),)
        for dated in mine or [Dated(span, row.time)]:
            entry = _activity(row, number, action, dated, None if certain else row.told)
            entries.append(replace(entry, date_certain=certain and entry.date_certain, doubts=doubts + entry.doubts))
    return entries


def _doubt(row: Row, has_date: bool) -> Doubt:
    if not has_date:
        return Doubt("follows", FOLLOWS)
    choices = tuple(Choice(title_of(action), title=title_of(action)) for action in row.actions)
    return Doubt("which_action", FLAT_TABLE if row.flat else SHARED_CELL, (*choices, Choice(NOT_KNOWN)))


def title_of(action: Action) -> str:
    return action.words.text.strip(" -–—:;,•*|")


def _activity(
    row: Row, number: int, action: Action, dated: Dated, candidates: Sequence[Told] | None = None
) -> Activity:
    when = dated.when
    told = [each.words for each in (row.told if candidates is None else candidates)]
    depends = depends_on(action.words.text)
    source = joined([row.time, *([row.whole] if row.whole.text else [action.words, *told]), *row.others], "\n")
    return Activity(
        title=title_of(action),
        start=when.start,
        end=when.end,
        start_time=when.start_time,
        end_time=when.end_time,
        precision=when.precision,
        tentative=when.tentative or bool(depends or _PERHAPS.search(action.words.text)),
        condition=when.condition or depends,
        year_inferred=when.year_inferred,
        date_certain=not dated.doubt,
        source_text=source.text,
        spans=covers([source]),
        row=number,
        written=dated.words.text,
        doubts=_doubts_about(dated, row),
    )


def depends_on(title: str) -> str:
    """The condition in a parenthesis after what is to be done, or ""."""
    found = re.search(r"\((?P<words>[^()]{3,200})\)\W*$", title)
    return found["words"] if found and is_proviso(found["words"]) else ""


def _doubts_about(dated: Dated, row: Row) -> tuple[Doubt, ...]:
    """What is open about the date itself: its year, or something that does not add up."""
    when = dated.when
    if dated.doubt:
        return (Doubt("which_date", dated.doubt, (_choice(dated), Choice(NOT_KNOWN))),)
    if when.year_inferred and when.start and dated.words is not row.time:
        question = f"Året står der ikke. Vi har læst det som {when.start.year}."
        return (Doubt("year", question, (_choice(dated), Choice(NOT_KNOWN))),)
    return ()


def _choice(dated: Dated) -> Choice:
    written, when = dated.words.text, dated.when
    year = f" {when.start.year}" if when.start and when.year_inferred else ""
    return Choice(f"{written}{year}", written=written, start=when.start, end=when.end)
