"""Work that comes back: once every night, in Copenhagen's time, whatever the clocks do.

A night is its date. The work of a night is enqueued under a key that holds the date, so two workers who both find it
due make one task, and a clock that is set back does not make it again. A machine that was off at night finds last night
due in the morning; nights before that are let be.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import ParamSpec

from django.utils.module_loading import autodiscover_modules
from django_tasks import task
from django_tasks.base import Task

from samskab.ground import clock
from samskab.tasks.backend import enqueue_once

NIGHT = time(3, 30)  # there is one half past three on every date, also when the clocks are changed at two or three
P = ParamSpec("P")

_nightly: dict[str, Task[[], None]] = {}


def every_night(name: str, *, atomic: bool = False) -> Callable[[Callable[[], None]], Task[[], None]]:
    """`@every_night("journal_sealed")` in a stage's `nightly.py`. The function takes nothing and may be repeated."""

    def register(function: Callable[[], None]) -> Task[[], None]:
        made = task(atomic=atomic)(function)
        _nightly[name] = made
        return made

    return register


def known() -> dict[str, Task[[], None]]:
    """Every night's work, of every stage."""
    autodiscover_modules("nightly")
    return dict(_nightly)


def latest_night(now: datetime) -> date:
    """The date of the last night whose hour has come."""
    day = now.astimezone(clock.COPENHAGEN).date()
    begins = datetime.combine(day, NIGHT, clock.COPENHAGEN).astimezone(
        UTC
    )  # two times in one zone are compared blindly
    return day if begins <= now.astimezone(UTC) else day - timedelta(days=1)


def enqueue_the_night() -> date:
    """See to it that last night's work is enqueued, once. Safe to repeat, and for two at once."""
    night = latest_night(clock.real_now())
    for name, work in known().items():
        enqueue_once(f"night:{name}:{night}", work)
    return night
