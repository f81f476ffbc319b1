"""A day that is over is closed: how many readings it had, and a digest of them, are written in the journal's chain."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from samskab.ground import clock
from samskab.ground.turns import take_turn
from samskab.journal.actions import COUNTED, OWN, Doer, last_counted_day, write
from samskab.journal.chain import digest_of_many, moment
from samskab.journal.models import ChainHead, Reading

COLUMNS = ("id", "at", "actor_kind", "actor_id", "subject", "subject_id", "purpose")
LATE = timedelta(hours=1)  # a page that was asked for before midnight has been shown by then


def count_readings(*, by: Doer) -> int:
    """Close every day that is over, in every project. Safe to repeat, and for two at once. How many were closed."""
    before = (clock.now() - LATE).date()
    chains = list(ChainHead.objects.order_by("chain").values_list("chain", flat=True))
    return sum(_close(None if chain == OWN else chain, before, by) for chain in chains)


@transaction.atomic
def _close(project_id: int | None, before: date, by: Doer) -> int:
    """The project's open days, oldest first."""
    take_turn(f"readings {project_id}")
    days = Reading.objects.filter(project_id=project_id, day__lt=before).order_by("day")
    if (last := last_counted_day(project_id)) is not None:
        days = days.filter(day__gt=last)
    found = list(days.values_list("day", flat=True).distinct())
    for day in found:
        count, digest = counted(project_id, day)
        facts = {"day": day.isoformat(), "count": count, "digest": digest}
        write(COUNTED, by=by, project_id=project_id, subject="readings", facts=facts)
    return len(found)


def counted(project_id: int | None, day: date) -> tuple[int, str]:
    """(how many readings the day had, a digest over every column of them)"""
    return digest_of_many(_in_one_form(project_id, day))


def _in_one_form(project_id: int | None, day: date) -> Iterator[list[Any]]:
    rows = Reading.objects.filter(project_id=project_id, day=day).order_by("id").values_list(*COLUMNS)
    for row in rows.iterator():
        yield [moment(value) if name == "at" else value for name, value in zip(COLUMNS, row, strict=True)]
