"""The only door for reading insights."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.access import May
from samskab.projects.perspectives import PERSPECTIVE_NAMES, spoken_from
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import seen_by as voices_seen_by

A_FEW = 6
A_PAGE = 30


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
    ties = _ties().filter(insight=insight)
    return ties if membership.may(May.SEE_VOICES) else ties.none()


def how_many(insight: Insight) -> tuple[int, int]:
    """(voices for, voices against) that are still there. For those who may know that, but not the words."""
    there = InsightVoice.objects.filter(insight=insight, voice__state=Voice.State.KEPT)
    against = there.filter(stance=InsightVoice.Stance.CONTRADICTS).count()
    return there.count() - against, against


@dataclass(frozen=True, slots=True)
class Summed:
    """An insight in a list, with a few of its ties and whether there are more."""

    insight: Insight
    ties: list[InsightVoice]
    more: bool


def in_a_list(membership: Membership) -> list[Summed]:
    """Every insight with the first voices it stands on, those against among them. As many questions for few as for many."""
    ties: dict[int, list[InsightVoice]] = defaultdict(list)
    if membership.may(May.SEE_VOICES):
        for tie in _ties().filter(insight__project=membership.project):
            ties[tie.insight_id].append(tie)
    return [_summed(insight, ties[insight.pk]) for insight in seen_by(membership)]


def _summed(insight: Insight, ties: list[InsightVoice]) -> Summed:
    against = [tie for tie in ties if tie.stance == InsightVoice.Stance.CONTRADICTS]
    shown = [*[tie for tie in ties if tie not in against][: max(0, A_FEW - len(against))], *against[:A_FEW]]
    return Summed(insight, shown, len(shown) < len(ties))


def _ties() -> QuerySet[InsightVoice]:
    ties = InsightVoice.objects.select_related("voice", "voice__place", "voice__activity")
    return ties.order_by("-stance", "id")


def voices_to_choose(membership: Membership, insight: Insight, *, chosen: str, words: str, page: str) -> Page[Voice]:
    """The voices an insight may stand on, thirty at a time: those it stands on first, then the newest.

    `chosen` is a perspective's key, `words` something they say.
    """
    tied = InsightVoice.objects.filter(insight=insight, voice=OuterRef("pk"))
    voices = voices_seen_by(membership).filter(state=Voice.State.KEPT)
    if chosen in PERSPECTIVE_NAMES:
        voices = voices.filter(spoken_from(chosen))
    for word in words.split()[:6]:
        voices = voices.filter(words__icontains=word)
    return Paginator(voices.order_by(Exists(tied).desc(), "-number"), A_PAGE).get_page(page)
