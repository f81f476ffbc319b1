"""What professionals tell of others, and what somebody saw, is read by another before it leaves the team.

The one who is spoken of was not asked. A second pair of eyes sees what the first is used to.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.projects.perspectives import Standing
from samskab.projects.policy import is_open
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import SecondReading, Voice
from samskab.voices.intake.queries import seen_by

A_GLANCE = 20
REASONS = SecondReading.Doubt.choices
NO_DOUBT: dict[str, Any] = {"doubt": "", "doubted_by": None, "doubted_at": None}


class OwnWords(ValueError):
    """Whoever wrote it down is not its second reader."""


def is_about_others(voice: Voice) -> bool:
    return voice.standing == Standing.PROFESSIONAL or voice.kind == Voice.Kind.OBSERVATION


def let_wait(voice: Voice) -> None:
    """The voice waits for a second reader where it is about others, and no longer where it is not. Safe to repeat."""
    if is_about_others(voice):
        SecondReading.objects.get_or_create(voice=voice, defaults={"project_id": voice.project_id})
    else:
        SecondReading.objects.filter(voice=voice, read_at=None).delete()


def wait_again(voice: Voice) -> None:
    """Its words are others than those that were read."""
    SecondReading.objects.filter(voice=voice).update(read_at=None, read_by=None, **NO_DOUBT)


def answer_doubt(voice: Voice, why: str) -> None:
    """What a reader was in doubt about for this reason is seen to: whoever reads is asked again."""
    SecondReading.objects.filter(voice=voice, read_at=None, doubt=why).update(**NO_DOUBT)


@transaction.atomic
def read_again(voice: Voice, *, by: Actor) -> None:
    """Another than who wrote it down has read it, and knows nobody in it. Whatever doubt there was is over. Safe to repeat."""
    waits = _held(voice, by)
    if waits is None:
        return
    waits.read_by_id, waits.read_at = by.id if by.kind == "staff" else None, clock.now()
    waits.doubt, waits.doubted_by, waits.doubted_at = "", None, None
    waits.save(update_fields=["read_by", "read_at", *NO_DOUBT])
    journal.write(
        "voice_read_again", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code
    )


@transaction.atomic
def doubt(voice: Voice, why: str, *, by: Actor) -> None:
    """Another has read it and is in doubt: it waits still, and who wrote it down is told why. Safe to repeat."""
    waits = _held(voice, by)
    why = SecondReading.Doubt(why)
    if waits is None or (waits.doubt, waits.doubted_by_id) == (why, by.id):
        return
    waits.doubt, waits.doubted_at = why, clock.now()
    waits.doubted_by_id = by.id if by.kind == "staff" else None
    waits.save(update_fields=[*NO_DOUBT])
    journal.write(
        "voice_doubted", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code,
        facts={"why": why},
    )  # fmt: skip


def _held(voice: Voice, by: Actor) -> SecondReading | None:
    """What waits, locked, for another than who wrote it down; None where nothing waits any more."""
    require(by, voice.project, May.READ_AGAIN)
    if by.kind == "staff" and by.id == voice.captured_by_id:
        raise OwnWords
    state = Voice.objects.select_for_update().get(pk=voice.pk).state
    waits = SecondReading.objects.select_for_update().filter(voice=voice, read_at=None).first()
    return waits if waits is not None and is_open("voice", state, May.READ_AGAIN) else None


def unread(voices: Collection[int]) -> set[int]:
    """Those of these that wait for a second reader."""
    return set(SecondReading.objects.filter(voice__in=voices, read_at=None).values_list("voice", flat=True))


def waiting(membership: Membership) -> QuerySet[Voice]:
    """Every voice in the project that waits, the first told first."""
    waits = SecondReading.objects.filter(project=membership.project, read_at=None).values("voice")
    return seen_by(membership).filter(pk__in=waits, state=Voice.State.KEPT).order_by("number")


def written_by(membership: Membership) -> QuerySet[SecondReading]:
    """What this person wrote down that waits for another; what somebody is in doubt about first."""
    mine = SecondReading.objects.filter(project=membership.project, read_at=None, voice__state=Voice.State.KEPT)
    mine = mine.filter(voice__captured_by=membership.user_id).select_related("voice", "doubted_by")
    return mine.order_by("doubted_at", "voice__number") if membership.may(May.SEE_VOICES) else mine.none()


def doubted(membership: Membership) -> QuerySet[SecondReading]:
    """What this person wrote down that a reader is in doubt about."""
    return written_by(membership).exclude(doubt="")


def who_may_read(membership: Membership) -> list[str]:
    """The names of those who can be second reader of what this person wrote down."""
    places = membership.project.memberships.current().exclude(user=membership.user_id).select_related("user")
    return sorted(str(place.user) for place in places if place.may(May.READ_AGAIN))


def for_another_to_read(membership: Membership) -> int:
    """How many wait for this person, counted no further than A_GLANCE."""
    if not membership.may(May.READ_AGAIN):
        return 0
    waits = SecondReading.objects.filter(project=membership.project, read_at=None, voice__state=Voice.State.KEPT)
    waits = waits.exclude(voice__captured_by=membership.user_id).exclude(doubted_by=membership.user_id)
    return len(waits.values_list("pk")[:A_GLANCE])
