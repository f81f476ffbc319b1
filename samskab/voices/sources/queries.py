"""The only door for reading documents that were read in."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.sources.models import Source


def seen_by(membership: Membership) -> QuerySet[Source]:
    """A document may hold voices: whoever may see voices may read it."""
    sources = Source.objects.filter(project=membership.project)
    return sources if membership.may(May.SEE_VOICES) else sources.none()


def find(membership: Membership, number: int) -> Source:
    source = seen_by(membership).filter(number=number).first()
    if source is None:
        raise Http404
    return source
