"""The only door for reading insights."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber
from django.http import Http404

from samskab.ground.pages import page_of
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.search.queries import that_say

A_FEW = 6
A_PAGE = 30
MANY_QUOTES = 20
# What a voice on the thread is drawn from, and what more is told of it.
DRAWN = (
    "insight",
    "stance",
    "stamp",
    *(f"voice__{name}" for name in ("project", "number", "state", "standing", "sector")),
)
TOLD = tuple(f"voice__{name}" for name in ("words", "position", "said_at", "activity__title"))


def seen_by(membership: Membership) -> QuerySet[Insight]:
    """Everyone in the project may read an insight; its voices only those who may see voices."""
    return Insight.objects.filter(project=membership.project)


def find(membership: Membership, number: int) -> Insight:
    insight = seen_by(membership).filter(number=number).first()
    if insight is None:
        raise Http404
    return insight


def voices_of(membership: Membership, insight: Insight, stance: str, *, page: str = "") -> Page[InsightVoice]:
    """The ties of an insight with their voices, for it or against it; withdrawn voices keep their place."""
    ties = _ties().filter(insight=insight, stance=stance)
    return page_of(page, MANY_QUOTES, ties if membership.may(May.SEE_VOICES) else ties.none())


def stances_of(membership: Membership, insight: Insight, voices: Iterable[Voice]) -> dict[int, str]:
    """By a voice's id how it stands to the insight; without those it does not stand on."""
    ties = InsightVoice.objects.filter(insight=insight, voice__in=[voice.pk for voice in voices])
    return dict(ties.values_list("voice", "stance")) if membership.may(May.SEE_VOICES) else {}


def how_many(*insights: Insight) -> tuple[int, int]:
    """(voices for, voices against) that are still there. For those who may know that, but not the words."""
    against = Q(stance=InsightVoice.Stance.CONTRADICTS)
    there = InsightVoice.objects.filter(insight__in=insights, voice__state=Voice.State.KEPT)
    counted = there.aggregate(
        supporting=Count("voice", filter=~against, distinct=True), against=Count("voice", filter=against, distinct=True)
    )
    return counted["supporting"], counted["against"]


def that_lost(insight: Insight) -> QuerySet[InsightVoice]:
    """The places that are empty since a voice was taken back, and that nobody has looked at."""
    return InsightVoice.objects.filter(insight=insight, voice__state=Voice.State.WITHDRAWN, looked_again_at=None)


def to_look_at_again(membership: Membership) -> QuerySet[Insight]:
    """The insights with such places, for those who may interpret."""
    taken_back = Voice.objects.filter(project=membership.project_id, withdrawn_at__isnull=False)  # they have an index
    lost = InsightVoice.objects.filter(voice__in=taken_back, looked_again_at=None)
    found = seen_by(membership).filter(pk__in=lost.values("insight"))
    return found if membership.may(May.INTERPRET) else found.none()


@dataclass(frozen=True, slots=True)
class Summed:
    """An insight in a list, with a few of its ties and whether there are more."""

    insight: Insight
    ties: list[InsightVoice]
    more: bool


def in_a_list(membership: Membership, page: str = "") -> tuple[Page[Insight], list[Summed]]:
    """A page of the insights, and each with the first voices it stands on, those against among them."""
    part = page_of(page, A_PAGE, seen_by(membership))
    ties: dict[int, list[InsightVoice]] = defaultdict(list)
    if membership.may(May.SEE_VOICES):
        for tie in _ties().filter(pk__in=first_ties([insight.pk for insight in part], A_FEW + 1)):
            ties[tie.insight_id].append(tie)
    return part, [_summed(insight, ties[insight.pk]) for insight in part]


def first_ties(insights: Collection[int], most: int, *first: OrderBy) -> QuerySet[InsightVoice, int]:
    """Ids of the first so many ties of each insight from each side; what is in `first` goes before the rest."""
    place = Window(RowNumber(), partition_by=["insight", "stance"], order_by=[*first, "id"])
    ties = InsightVoice.objects.filter(insight__in=insights).order_by().annotate(place=place)
    return ties.filter(place__lte=most).values_list("pk", flat=True)


def from_every_perspective(
    insights: Collection[int],
    each: int,
    few: int,
    *first: OrderBy,
    mixed: bool = False,
    codes_alone: bool = False,
) -> QuerySet[InsightVoice]:
    """Of each insight's voices, on each side at most so many from each perspective; all of them where they are few.

    They come with what is needed to show them, and `many` is how many ties the insight has in all. What is in `first`
    goes before the rest. `mixed` is for those who may not know who spoke: the choice itself tells no perspectives apart.
    `codes_alone`: without what they say.
    """
    side = ["insight", "stance", *([] if mixed else ["voice__standing", "voice__sector"])]
    ties = InsightVoice.objects.filter(insight__in=insights)
    if codes_alone:
        ties = ties.select_related("voice").only(*DRAWN)
    else:
        ties = ties.select_related("voice__activity").only(*DRAWN, *TOLD)
    ties = ties.annotate(
        place=Window(RowNumber(), partition_by=side, order_by=[*first, "id"]),
        many=Window(Count("*"), partition_by=["insight"]),
    )
    return ties.filter(Q(place__lte=each) | Q(many__lte=few)).order_by("voice__number")


def _summed(insight: Insight, ties: list[InsightVoice]) -> Summed:
    against = [tie for tie in ties if tie.stance == InsightVoice.Stance.CONTRADICTS]
    supporting = [tie for tie in ties if tie.stance != InsightVoice.Stance.CONTRADICTS]
    room = max(A_FEW // 2, A_FEW - len(supporting))  # neither side fills the line while the other has more to say
    shown = [*supporting[: A_FEW - len(against[:room])], *against[:room]]
    return Summed(insight, shown, len(shown) < len(ties))


def _ties() -> QuerySet[InsightVoice]:
    ties = InsightVoice.objects.select_related("voice", "voice__place", "voice__activity")
    return ties.order_by("-stance", "id")


def voices_to_choose(membership: Membership, insight: Insight, *, chosen: str, words: str, page: str) -> Page[Voice]:
    """The voices an insight may stand on, thirty at a time: those it stands on first, then the newest.

    `chosen` is a perspective's key, `words` something they say.
    """
    tied = InsightVoice.objects.filter(insight=insight).values("voice")
    voices = that_say(membership, chosen=chosen, words=words)
    return page_of(page, A_PAGE, voices.filter(pk__in=tied), voices.exclude(pk__in=tied))
