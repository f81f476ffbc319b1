"""What time it is, asked in one place, so that a story and a test can say."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_NOON = time(12)
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


@contextmanager
def telling(day: date, at: time = _NOON) -> Iterator[datetime]:
    """While this lasts it is that day, at that time, and the clock stands still. For a story that is being told."""
    moment = datetime.combine(day, at, COPENHAGEN)
    before = _told.set(moment)
    try:
        yield moment
    finally:
        _told.reset(before)


def now() -> datetime:
    """This moment, with time zone. In the demo: this time of day, on the story's day."""
    if (told := _told.get()) is not None:
        return told
    moment = datetime.now(COPENHAGEN)
    story_day: date | None = settings.STORY_DAY
    if story_day is None:
        return moment
    return datetime.combine(story_day, moment.time(), COPENHAGEN)


def real_now() -> datetime:
    """This moment outside every story, with time zone: for work that waits, which the story knows nothing of."""
    return datetime.now(COPENHAGEN)


def today() -> date:
    """This day in Copenhagen; in the demo the story's day."""
    return now().date()


def at_noon(day: date) -> datetime:
    """A moment that is safely inside that day, also on the nights when the clock is changed."""
    return datetime.combine(day, _NOON, COPENHAGEN)
