"""When something goes, worked out from what a project has decided. Knows no database."""

from calendar import monthrange
from datetime import date, timedelta

WARNED = timedelta(days=30)
NIGHTS = 10  # seen one after the other since it was announced
LEAP = timedelta(days=14)  # between two nights: longer, and the clock is not believed


def due(until_on: date | None, ends_on: date | None, months: int | None) -> date | None:
    """The day it goes; None where nobody has decided, or does not know yet when the project ends."""
    if until_on is not None:
        return until_on
    return after(ends_on, months) if ends_on is not None and months is not None else None


def after(day: date, months: int) -> date:
    """So many months later, on the same day of the month or its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_a_leap(seen_on: date, today: date) -> bool:
    """Whether the clock has gone back, or so far ahead that nobody can have been told in between."""
    return not timedelta(0) <= today - seen_on <= LEAP


def may_go(due: date, announced_on: date, nights: int, today: date) -> bool:
    """Thirty days after somebody was told, on nights that were seen, and never before its day."""
    return today >= due and today - announced_on >= WARNED and nights >= NIGHTS
