"""The only door for reading what waits: for an operator, and for whoever says what is wrong with an installation."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce

from samskab.tasks import leases
from samskab.tasks.models import State, Task


@dataclass(frozen=True, slots=True)
class Standing:
    """How many there are of each kind. `overdue_since`: then the first of those that wait could have been
    begun."""

    waiting: int
    running: int
    done: int
    dead: int
    overdue_since: datetime | None


def standing() -> Standing:
    counts = dict(Task.objects.order_by().values_list("state").annotate(Count("pk")))
    oldest = leases.due().order_by().aggregate(at=Min(Coalesce("run_after", "enqueued_at")))["at"]
    return Standing(**{str(state): counts.get(state, 0) for state in State.values}, overdue_since=oldest)


def unfinished() -> "QuerySet[Task]":
    """What runs, waits or was given up, in the order it was enqueued, with who has it in hand."""
    return Task.objects.exclude(state=State.DONE).select_related("lease").order_by("id")


def is_under_way(key: str) -> bool:
    """Whether the work with this key waits, or somebody has it in hand."""
    return Task.objects.filter(key=key, state__in=[State.WAITING, State.RUNNING]).exists()


def given_up() -> "QuerySet[Task]":
    """The dead letters: tried as often as is reasonable. Somebody must look."""
    return Task.objects.filter(state=State.DEAD).order_by("id")
