"""The only door for reading tracks."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.projects.team.models import Membership
from samskab.trials.tracks.models import Track


def seen_by(membership: Membership) -> QuerySet[Track]:
    return Track.objects.filter(project=membership.project).prefetch_related("steps", "ties__insight")


def find(membership: Membership, number: int) -> Track:
    track = seen_by(membership).filter(number=number).first()
    if track is None:
        raise Http404
    return track
