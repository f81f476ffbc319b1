"""The only door for reading insights."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.access import May
from samskab.projects.team.models import Membership


def seen_by(membership: Membership) -> QuerySet[Insight]:
    """Everyone in the project may read an insight; its voices only those who may see voices."""
    return Insight.objects.filter(project=membership.project)


def find(membership: Membership, number: int) -> Insight:
    insight = seen_by(membership).filter(number=number).first()
    if insight is None:
        raise Http404
    return insight


def voices_of(membership: Membership, insight: Insight) -> QuerySet[InsightVoice]:
    """The ties of an insight with their voices, supporting first; withdrawn voices keep their place."""
    ties = InsightVoice.objects.filter(insight=insight).select_related("voice", "voice__place", "voice__activity")
    ties = ties.order_by("-stance", "id")
    return ties if membership.may(May.SEE_VOICES) else ties.none()


def insights_of_voice(membership: Membership, voice_id: int) -> QuerySet[InsightVoice]:
    """What became of a voice: the insights it supports or contradicts."""
    return InsightVoice.objects.filter(voice_id=voice_id, insight__project=membership.project).select_related("insight")
