"""Finding every date in a text."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from functools import partial

from samskab.ground.dates import danish
from samskab.ground.dates.clocks import Clock
from samskab.ground.dates.plain import Plain, even
from samskab.ground.dates.provisos import proviso_of
from samskab.ground.dates.scanning import Marker, Scan, walk
from samskab.ground.dates.units import Unit
from samskab.ground.dates.when import Found, NoSuchDate, Precision, When
from samskab.ground.dates.writing import write_day
from samskab.ground.dates.years import Days, in_no_year, on_or_after, on_or_before, settled

NO_CLOCK = re.compile(r",? ?\(?(?P<clock>kl(?:\.|okken)? ?(?:[0-9][0-9.:]*[0-9]|halv [a-zæøå]+))(?![a-zæøå])")


def find(text: str, *, after: date | None = None, before: date | None = None) -> list[Found]:
    """Every date in running text, in order.

    A missing year is taken from the date before it in the text: the first such date on or after that one. The first
    dates take it from `after` in the same way, else from the next date in the text that has one (the last such date
    on or before it), else from `before`; else they are undated with a doubt. Today's date plays no part.
    Never raises: a date no calendar has is undated, `impossible`, with the reason as its doubt.
    """
    return results(walk(even(text), cell=False), after, before)


def find_in_cell(
    text: str, *, after: date | None = None, before: date | None = None, month_cell: When | None = None
) -> list[Found]:
    """Every date in a plan's date cell, at least one.

    A cell says nothing but when, so "17.2", "3/4" and "2025" are dates here and "løbende" is found among other words.
    Missing years are found as in `find`, after the month of the row (`month_cell`) where it is known. A cell without a
    date takes the row's month, with the cell's own time and conditions; else it is one undated entry (ongoing where it
    says so).
    """
    anchor = month_cell.start if month_cell and month_cell.start else after
    scan = walk(even(text), cell=True)
    found = results(scan, anchor, before)
    return found or [undated_cell(scan, text, month_cell)]


def read(text: str, *, after: date | None = None) -> list[Found]:
    """The dates of a phrase, as `find_in_cell`; NoSuchDate when one of them does not exist."""
    found = find_in_cell(text, after=after)
    for each in found:
        if each.impossible:
            raise NoSuchDate(each.doubt)
    return found


def read_one(text: str, *, after: date | None = None) -> When:
    """The first date of a phrase; NoSuchDate when it, or another in it, does not exist."""
    return read(text, after=after)[0].when


def results(scan: Scan, after: date | None, before: date | None) -> list[Found]:
    """The scan's findings with their years, in the order of the text."""
    days = years_of(scan.units, after, before)
    found = [found_of(scan.plain, unit, day) for unit, day in zip(scan.units, days, strict=True)]
    found += [marker_found(scan.plain, marker) for marker in scan.markers]
    return sorted(found, key=lambda each: each.at)


def years_of(units: list[Unit], after: date | None, before: date | None) -> list[Days | NoSuchDate | None]:
    """The days of each unit; None where no year can be known, an error where there are no such days."""
    days: list[Days | NoSuchDate | None] = [attempt(settled, unit) if unit.has_year else None for unit in units]
    share_years(units, days)
    anchor = after
    for number, unit in enumerate(units):
        if days[number] is None and anchor is not None:
            days[number] = attempt(partial(on_or_after, anchor), unit)
        anchor = start_of(days[number]) or anchor
    anchor = before
    for number in range(len(units) - 1, -1, -1):
        if days[number] is None and anchor is not None:
            days[number] = attempt(partial(on_or_before, anchor), units[number])
        anchor = end_of(days[number]) or anchor
    return days


def share_years(units: list[Unit], days: list[Days | NoSuchDate | None]) -> None:
    """In a list, a date without a year takes that of the next one: "16. januar og 3. februar 2025"."""
    for number in range(len(units) - 2, -1, -1):
        unit, after = units[number], end_of(days[number + 1])
        if days[number] is None and unit.shares_year and unit.sequence == units[number + 1].sequence and after:
            days[number] = attempt(partial(on_or_before, after), unit)


def attempt(reckon: Callable[[Unit], Days | None], unit: Unit) -> Days | NoSuchDate | None:
    try:
        return reckon(unit)
    except NoSuchDate as error:
        return error


def start_of(days: Days | NoSuchDate | None) -> date | None:
    return days[0] if isinstance(days, tuple) else None


def end_of(days: Days | NoSuchDate | None) -> date | None:
    return days[1] if isinstance(days, tuple) else None


def found_of(plain: Plain, unit: Unit, days: Days | NoSuchDate | None) -> Found:
    """What a unit and its days amount to."""
    words = name_of(plain, unit)
    if days is None:
        days = attempt(in_no_year, unit)
    start_time, end_time = times(unit.clock)
    known = Precision.ONGOING if unit.ongoing else Precision.UNDATED
    shared = When(None, None, start_time, end_time, known, unit.tentative, unit.condition)
    if days is None:
        return place(plain, shared, unit.at, unit.to, f"Årstallet mangler: {words}.")
    if isinstance(days, NoSuchDate):
        return place(plain, shared, unit.at, unit.to, str(days).format(words), impossible=True)
    start, end = days
    precision = unit.precision
    if unit.ongoing:
        precision = Precision.ONGOING
    elif unit.clock:
        precision = Precision.TIME
    when = replace(
        shared,
        start=None if unit.open_start else start,
        end=None if unit.open_end else end,
        precision=precision,
        year_inferred=not unit.has_year and not (unit.shares_year and unit.backwards),
    )
    return place(plain, when, unit.at, unit.to, weekday_doubt(unit, days) or clock_doubt(plain, unit))


def name_of(plain: Plain, unit: Unit) -> str:
    """The words of a unit for a sentence about it; "31." of a list gets the month it shares."""
    first = unit.first
    if first.shared and first is unit.last and first.month:
        return f"{first.number}. {danish.MONTHS[first.month - 1]}"
    return plain.words(unit.at, unit.to).rstrip(".")


def weekday_doubt(unit: Unit, days: Days) -> str:
    """A sentence when a weekday written beside a date is not that date's."""
    for piece, the_day in zip((unit.first, unit.last), days, strict=True):
        if piece.weekday is not None and piece.kind == "day" and the_day.weekday() != piece.weekday:
            return f"Ugedagen passer ikke: {write_day(the_day)} er en {danish.WEEKDAYS[the_day.weekday()]}."
    return ""


def clock_doubt(plain: Plain, unit: Unit) -> str:
    """A sentence when something that calls itself a time stands after the date and cannot be read as one."""
    found = NO_CLOCK.match(plain.text, unit.to) if unit.clock is None else None
    return f"Klokkeslættet kan ikke læses: {plain.words(found.start('clock'), found.end())}." if found else ""


def place(plain: Plain, when: When, at: int, to: int, doubt: str = "", *, impossible: bool = False) -> Found:
    first, last = plain.span(at, to)
    return Found(when, first, last, plain.source[first:last], doubt, impossible)


def marker_found(plain: Plain, marker: Marker) -> Found:
    start_time, end_time = times(marker.clock)
    when = When(None, None, start_time, end_time, marker.precision, marker.tentative, marker.condition)
    return place(plain, when, marker.at, marker.to)


def times(clock: Clock | None) -> tuple[time | None, time | None]:
    return (clock.start, clock.end) if clock else (None, None)


def undated_cell(scan: Scan, text: str, month_cell: When | None) -> Found:
    """A cell without a date: the row's month when there is one, with the cell's own time and conditions."""
    tentative, condition = proviso_of(scan.plain)
    clock = next(iter(scan.clocks), None)
    start_time, end_time = times(clock)
    when = When(None, None, start_time, end_time, Precision.UNDATED, tentative, condition)
    if month_cell is not None:
        when = replace(
            when,
            start=month_cell.start,
            end=month_cell.end,
            precision=Precision.TIME if clock and month_cell.start else month_cell.precision,
            tentative=tentative or month_cell.tentative,
            condition=condition or month_cell.condition,
            year_inferred=month_cell.year_inferred,
        )
    return Found(when, 0, len(text), text)


def fields(found: Found) -> dict[str, str | bool | None]:
    """A found date as a plan's entry holds it: ISO dates, HH:MM times, null for what is not known."""
    when = found.when
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "start_time": when.start_time.strftime("%H:%M") if when.start_time else None,
        "end_time": when.end_time.strftime("%H:%M") if when.end_time else None,
        "precision": when.precision.value,
        "tentative": when.tentative,
        "condition": when.condition or None,
        "year_inferred": when.year_inferred,
        "date_certain": not found.doubt,
        "source_text": " ".join(found.text.split()),
    }
