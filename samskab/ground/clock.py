"""What time it is, asked in one place, so that a story and a test can say."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """This moment, with time zone. In the demo: this time of day, on the story's day."""
    moment = datetime.now(COPENHAGEN)
    story_day: date | None = settings.STORY_DAY
    if story_day is None:
        return moment
    return datetime.combine(story_day, moment.time(), COPENHAGEN)


def today() -> date:
    """This day in Copenhagen; in the demo the story's day."""
    return now().date()


def at_noon(day: date) -> datetime:
    """A moment that is safely inside that day, also on the nights when the clock is changed."""
    return datetime.combine(day, time(12), COPENHAGEN)


def days_from_today(days: int) -> date:
    return today() + timedelta(days=days)
