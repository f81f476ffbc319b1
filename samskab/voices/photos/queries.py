"""The only door for reading photo tasks and what was sent."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404

from samskab.ground.locking import Locked
from samskab.projects.access import May
from samskab.projects.models import Activity
from samskab.projects.team.models import Membership
from samskab.voices.consent.models import Receipt
from samskab.voices.consent.queries import voices_on
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import activities_to_choose
from samskab.voices.photos.actions import LOCKER, METHOD
from samskab.voices.photos.models import PhotoTask, SentPhoto


def task_on(receipt: Receipt) -> PhotoTask | None:
    """The task a receipt opens; None for a receipt of another kind."""
    tasks = PhotoTask.objects.select_related("project", "activity", "receipt")
    return tasks.filter(receipt=receipt).first()


def sent_in(task: PhotoTask) -> list[SentPhoto]:
    return list(task.photos.order_by("id"))


def photo_in(task: PhotoTask, pk: int) -> SentPhoto:
    """Raises Http404."""
    sent = task.photos.filter(pk=pk).first()
    if sent is None:
        raise Http404
    return sent


def shown(sent: SentPhoto) -> bytes:
    """The picture itself, unlocked. Raises Http404 where the file is gone or does not open."""
    try:
        return LOCKER.open(sent.name, sent.locked_key)
    except (FileNotFoundError, Locked):
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class Line:
    """A task in the list, with how many pictures lie there, or how many voices came of them."""

    task: PhotoTask
    sent: int
    voices: list[Voice]


def activity_with_photos(membership: Membership, number: int) -> Activity:
    """An activity where people take pictures; Http404 for any other."""
    activity = activities_to_choose(membership).filter(number=number, method_key=METHOD).first()
    if activity is None or not membership.may(May.CAPTURE_VOICE):
        raise Http404
    return activity


def handed_out(activity: Activity) -> list[Line]:
    return [
        Line(task, task.sent, list(voices_on(task.receipt)) if task.chosen_at else [])
        for task in _tasks(activity).annotate(sent=Count("photos"))
    ]


def find(activity: Activity, number: int) -> PhotoTask:
    task = _tasks(activity).filter(number=number).first()
    if task is None:
        raise Http404
    return task


def _tasks(activity: Activity) -> QuerySet[PhotoTask]:
    return (
        PhotoTask.objects.filter(activity=activity).select_related("project", "activity", "receipt").order_by("number")
    )
