"""Years that were not written: taken from what stands before, or after."""

from collections.abc import Callable, Iterable
from datetime import date

from samskab.ground.dates.pieces import Piece
from samskab.ground.dates.units import Unit, order
from samskab.ground.dates.when import NoSuchDate

Days = tuple[date, date]
ANY_YEARS = range(2020, 2030)  # leap years and a year of 53 weeks among them
LONGEST_WINTER = 340  # days; a stretch over the new year that is longer has its ends the wrong way round
LEAP_GAP = 8  # the longest wait for a 29 February


def settled(unit: Unit) -> Days:
    """The first and last day of a unit with a year written; NoSuchDate when there are none such, or in wrong order."""
    first, last = unit.first, unit.last
    written = last.year or first.year or 0
    if first is last:
        start, end = bounds(first, written)
        return (start, bounds(first, first.last_year)[1]) if first.last_year and first.kind == "year" else (start, end)
    backwards = order(first) > order(last)
    if last.year is None:
        return ends(first, written, last, first.last_year or written + backwards)
    early = backwards and not first.shared and not last.last_year
    days = ends(first, first.year or written - early, last, last.last_year or written)
    if early and first.year is None and first.kind in ("day", "week") and (days[1] - days[0]).days > LONGEST_WINTER:
        raise NoSuchDate("Perioden slutter, før den begynder: {}.")
    return days


def ends(first: Piece, first_year: int, last: Piece, last_year: int) -> Days:
    start, end = bounds(first, first_year)[0], bounds(last, last_year)[1]
    if end < start:
        raise NoSuchDate("Perioden slutter, før den begynder: {}.")
    return start, end


def bounds(piece: Piece, year: int) -> Days:
    try:
        return piece.bounds(year)
    except ValueError:
        raise NoSuchDate("Datoen findes ikke: {}.") from None


def in_year(unit: Unit, year: int) -> Days:
    """A unit without a written year, when its first day lies in `year`."""
    first, last = unit.first, unit.last
    if first is last:
        return bounds(first, year)
    return ends(first, year, last, year + (order(first) > order(last) and not first.shared))


def first_fitting(unit: Unit, years: Iterable[int], fits: Callable[[Days], bool]) -> Days | None:
    """The unit's days in the first of the years where they fit; NoSuchDate when none of the years has such days."""
    trouble, exists = None, False
    for year in years:
        try:
            days = in_year(unit, year)
        except NoSuchDate as error:
            trouble = error
            continue
        if fits(days):
            return days
        exists = True
    if trouble and not exists:
        raise trouble
    return None


def on_or_after(anchor: date, unit: Unit) -> Days | None:
    """The first days the unit can mean that are not over before the anchor."""
    years = range(max(1, anchor.year - 1), min(9998, anchor.year + LEAP_GAP) + 1)
    return first_fitting(unit, years, lambda days: days[1] >= anchor)


def on_or_before(anchor: date, unit: Unit) -> Days | None:
    """The last days the unit can mean that begin no later than the anchor."""
    years = range(min(9998, anchor.year), max(1, anchor.year - LEAP_GAP) - 1, -1)
    return first_fitting(unit, years, lambda days: days[0] <= anchor)


def in_no_year(unit: Unit) -> None:
    """NoSuchDate when the unit names days that no year has."""
    first_fitting(unit, ANY_YEARS, lambda days: True)
