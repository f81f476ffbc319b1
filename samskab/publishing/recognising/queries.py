"""The only door to who a project has heard, counted in people and not by name."""

from collections import defaultdict
from collections.abc import Hashable, Mapping

from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.publishing.recognising.crowd import Heard, Label, folded, ranks
from samskab.voices.consent.models import ReceiptVoice
from samskab.voices.intake.models import Voice


def finest(project_id: int, told: Mapping[int, int]) -> dict[int, int]:
    """For each kept voice the finest rank it may be shown at (see crowd.ranks), as the project stands now."""
    heard = _heard(project_id)
    return ranks(heard, {pk: rank for pk, rank in told.items() if pk in heard})


def how_many_like(project_id: int) -> dict[int, int]:
    """For each kept voice how many people the project has heard who would stand with the same words about who they are."""
    heard, people = _heard(project_id), defaultdict(set)
    for one in heard.values():
        people[one.label].add(one.person)
    return {pk: len(people[one.label]) for pk, one in heard.items()}


def _heard(project_id: int) -> dict[int, Heard]:
    voices = Voice.objects.filter(project_id=project_id, state=Voice.State.KEPT).select_related("activity").order_by()
    voices = voices.only("project", "number", "standing", "sector", "position", "said_at", "activity__title")
    people: dict[int, Hashable] = dict(
        ReceiptVoice.objects.filter(voice__project_id=project_id).values_list("voice", "receipt")
    )
    return {
        voice.pk: Heard(("receipt", people[voice.pk]) if voice.pk in people else voice.pk, label_of(voice))
        for voice in voices
    }


def label_of(voice: Voice) -> Label:
    return folded(voice.perspective, voice.position, where_of(voice))


def where_of(voice: Voice) -> str:
    """Where it was said, as it would stand beside the words."""
    return voice.said_at or (voice.activity.title if voice.activity else "")


def said_by(voice: Voice, rank: int = 0) -> str:
    """Who spoke, as finely as LEVELS[rank] lets us say it: position or perspective, and where it was said."""
    who = voice.position if rank < 2 else ""
    who = who or (str(PERSPECTIVE_NAMES.get(voice.perspective, "")) if rank < 3 else "")
    where = where_of(voice) if rank < 1 else ""
    return ", ".join(part for part in (who[:1].upper() + who[1:], where) if part)
