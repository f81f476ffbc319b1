"""The only door for reading the journal, and the log of who read what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from samskab.ground import clock
from samskab.journal.actions import OWN
from samskab.journal.models import ChainHead, Entry, Reading, Seal


def of_project(
    project_id: int, *, since: datetime | None = None, verbs: Collection[str] | None = None
) -> QuerySet[Entry]:
    """What happened in a project, newest first; of every kind, or only these."""
    entries = Entry.objects.filter(project_id=project_id).order_by("-id")
    if verbs is not None:
        entries = entries.filter(verb__in=verbs)
    return entries.filter(at__gte=since) if since else entries


def of_subject(subject: str, subject_id: int) -> QuerySet[Entry]:
    """What happened to one thing, in order."""
    return Entry.objects.filter(subject=subject, subject_id=subject_id)


@dataclass(frozen=True, slots=True)
class Look:
    """Which readings one wants to see: by somebody (their kind and id), on a day, of one thing. None is all of them."""

    reader: tuple[str, int] | None = None
    day: date | None = None
    subject: tuple[str, int] | None = None


def readings_of(subject: str, subject_id: int) -> QuerySet[Reading]:
    """When and why somebody looked at this, newest first."""
    return Reading.objects.filter(subject=subject, subject_id=subject_id).order_by("-day", "-id")


def readings_in(project_id: int, look: Look | None = None) -> QuerySet[Reading]:
    """Who read what in a project, newest first."""
    look, readings = look or Look(), Reading.objects.filter(project_id=project_id)
    if look.reader is not None:
        readings = readings.filter(actor_kind=look.reader[0], actor_id=look.reader[1])
    if look.day is not None:
        readings = readings.filter(day=look.day)
    if look.subject is not None:
        readings = readings.filter(subject=look.subject[0], subject_id=look.subject[1])
    return readings.order_by("-day", "-id")


def after(readings: QuerySet[Reading], last: Reading) -> QuerySet[Reading]:
    """The rest of them, when `last` is the last one has seen."""
    return readings.filter(Q(day__lt=last.day) | Q(day=last.day, id__lt=last.pk))


def sittings(project_id: int, look: Look | None = None) -> QuerySet[Any]:
    """The same summed up: {day, actor_kind, actor_id, subject, purpose, how_many}, the latest first."""
    readings = readings_in(project_id, look).order_by()
    summed = readings.values("day", "actor_kind", "actor_id", "subject", "purpose")
    return summed.annotate(how_many=Count("id"), latest=Max("id")).order_by("-day", "-latest")


def sealed_on() -> date | None:
    """The day of the newest seal; None before there is one."""
    at = Seal.objects.order_by("-number").values_list("sealed_at", flat=True).first()
    return at.astimezone(clock.COPENHAGEN).date() if at else None


def end_of(project_id: str) -> Subquery:
    """The last entry of a project's chain, for a query in which that column names the project."""
    return _end_of(OuterRef(project_id))


def end_of_our_own() -> Subquery:
    """The last entry of what happens in no project: accounts, and the installation itself."""
    return _end_of(OWN)


def _end_of(chain: OuterRef | int) -> Subquery:
    return Subquery(ChainHead.objects.filter(chain=chain).values("last_id")[:1])
