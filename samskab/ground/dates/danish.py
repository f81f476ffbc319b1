"""The words Danes use for days, months and the like, and the days each of them covers."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Bounds = Callable[[int], tuple[date, date]]
"""From a year to the first and last day; ValueError when that year has no such day."""

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SEASONS = ("forår", "sommer", "efterår", "vinter")

SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mar": 3,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
LONG_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}


def month_number(word: str) -> int | None:
    """The month that a lower-case word names, in full, shortened, or with one slip of the keyboard."""
    return LONG_MONTHS.get(word) or SHORT_MONTHS.get(word) or misspelt_month(word)


def misspelt_month(word: str) -> int | None:
    """A month one slip away from `word`: "febuar", "ocktober", "spetember". Never the first letter."""
    return next((number for name, number in LONG_MONTHS.items() if len(name) > 4 and is_one_slip(word, name)), None)


def is_one_slip(word: str, name: str) -> bool:
    """Whether one letter is missing, extra or wrong, or two neighbours have changed places.

    In names as short as "marts" a wrong or missing letter too easily makes another word ("mark"), and is refused.
    """
    if word[:1] != name[:1] or abs(len(word) - len(name)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    rest, wanted = word[same:], name[same:]
    if rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]:
        return len(rest) > 1
    if rest[1:] == wanted:
        return bool(rest)
    return len(name) > 5 and (rest == wanted[1:] or (rest[1:] == wanted[1:] and bool(rest)))


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def no_days(year: int) -> tuple[date, date]:
    """The bounds of a number that is no date yet."""
    raise ValueError(year)


def day(number: int, month: int) -> Bounds:
    def bounds(year: int) -> tuple[date, date]:
        the_day = date(year, month, number)
        return the_day, the_day

    return bounds


def months(first: int, last: int) -> Bounds:
    """Whole months of one year, both included."""
    return lambda year: (date(year, first, 1), last_day(year, last))


def days_of_month(month: int, first: int, last: int) -> Bounds:
    """Part of a month; a `last` of 31 is the month's own last day."""
    return lambda year: (date(year, month, first), date(year, month, last) if last < 31 else last_day(year, month))


def last_week(month: int) -> Bounds:
    """The last seven days of a month."""
    return lambda year: (last_day(year, month) - timedelta(days=6), last_day(year, month))


def season(number: int) -> Bounds:
    """0 spring (March to May) … 3 winter, which begins in December and ends with the next year's February."""
    if number == 3:
        return lambda year: (date(year, 12, 1), last_day(year + 1, 2))
    return months(3 * number + 3, 3 * number + 5)


def week(number: int) -> Bounds:
    """An ISO week, Monday to Sunday."""

    def bounds(year: int) -> tuple[date, date]:
        monday = date.fromisocalendar(year, number, 1)
        return monday, monday + timedelta(days=6)

    return bounds


def day_of_week(number: int, weekday: int) -> Bounds:
    """A weekday (0 = Monday) of an ISO week."""

    def bounds(year: int) -> tuple[date, date]:
        the_day = date.fromisocalendar(year, number, weekday + 1)
        return the_day, the_day

    return bounds


def whole_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
