"""The only door for reading tracks."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404

from samskab.projects.team.models import Membership
from samskab.trials.tracks.models import Track, TrackInsight, TrackStep


def of_project(membership: Membership) -> QuerySet[Track]:
    """The project's tracks, in the order they were laid."""
    return Track.objects.filter(project=membership.project)


def seen_by(membership: Membership) -> QuerySet[Track]:
    """The same with what has happened on them and what they stand on."""
    return of_project(membership).prefetch_related(
        "steps", Prefetch("ties", TrackInsight.objects.select_related("insight"))
    )


def with_last_step(membership: Membership) -> QuerySet[Track]:
    """The same, each with the last that happened on it in words, as `last_step`; None where nothing has."""
    last = TrackStep.objects.filter(track=OuterRef("pk")).order_by("-on", "-pk").values("what")[:1]
    return of_project(membership).annotate(last_step=Subquery(last))


def find(membership: Membership, number: int) -> Track:
    track = seen_by(membership).filter(number=number).first()
    if track is None:
        raise Http404
    return track
