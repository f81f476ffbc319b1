"""The only door for reading knowledge from outside."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.projects.team.models import Membership
from samskab.voices.knowledge.models import Knowledge


def seen_by(membership: Membership) -> QuerySet[Knowledge]:
    """Everyone in the project may read what others have published."""
    return Knowledge.objects.filter(project=membership.project).select_related("source")


def find(membership: Membership, number: int) -> Knowledge:
    knowledge = seen_by(membership).filter(number=number).first()
    if knowledge is None:
        raise Http404
    return knowledge
