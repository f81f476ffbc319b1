"""The only door for reading what was agreed about a voice."""

from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.consent.models import ConsentRecord, Receipt, ReceiptVoice
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import seen_by


@dataclass(frozen=True, slots=True)
class Agreed:
    """The latest answer to one purpose; None where nobody has asked."""

    purpose: str
    label: str
    record: ConsentRecord | None

    @property
    def answer(self) -> bool | None:
        """A yes that has run out is a no."""
        return self.record.counts_as if self.record else None


def agreed(voice: Voice) -> list[Agreed]:
    """Every purpose with its latest answer, in the order we ask."""
    latest = {record.purpose: record for record in sorted(voice.consents.all(), key=lambda record: record.pk)}
    return [Agreed(purpose, str(label), latest.get(purpose)) for purpose, label in ConsentRecord.Purpose.choices]


def answer_to(voice: Voice, purpose: str) -> bool | None:
    return next(line.answer for line in agreed(voice) if line.purpose == purpose)


def may_be_printed(voice: Voice) -> bool:
    return voice.is_kept and answer_to(voice, ConsentRecord.Purpose.PRINT) is True


def may_be_on_the_web(voice: Voice) -> bool:
    return voice.is_kept and answer_to(voice, ConsentRecord.Purpose.WEB) is True


def may_agree(membership: Membership, voice: Voice) -> bool:
    """May this person write down what was agreed about this voice? Whoever wrote the words down may."""
    wrote_it = voice.captured_by_id == membership.user_id and membership.may(May.CAPTURE_VOICE)
    return wrote_it or membership.may(May.RECORD_CONSENT)


def without_agreement(membership: Membership) -> QuerySet[Voice]:
    """The voices this person may see that nobody has asked about."""
    return seen_by(membership).filter(asked_at=None, state=Voice.State.KEPT)


def left_to_agree(membership: Membership) -> QuerySet[Voice]:
    """Those nobody has asked about where this person may write down the answer, the first told first."""
    left = without_agreement(membership).order_by("number")
    if membership.may(May.RECORD_CONSENT):
        return left
    return left.filter(captured_by=membership.user_id) if membership.may(May.CAPTURE_VOICE) else left.none()


def how_many_are_left(membership: Membership) -> tuple[int, int]:
    """(how many there are, the number of the first); (0, 0) when there are none."""
    counted = left_to_agree(membership).aggregate(many=Count("pk"), first=Min("number"))
    return counted["many"], counted["first"] or 0


def next_to_agree(membership: Membership, voice: Voice) -> Voice | None:
    """The one that waits after this one; from the last it goes on with the first."""
    left = left_to_agree(membership).exclude(pk=voice.pk)
    return left.filter(number__gt=voice.number).first() or left.first()


def from_the_same_document(membership: Membership, voice: Voice) -> QuerySet[Voice]:
    """The others read in from the voice's document that wait for an answer: one conversation may be about them all."""
    left = left_to_agree(membership).exclude(pk=voice.pk)
    return left.filter(source=voice.source_id) if voice.source_id else left.none()


def is_unknown(voice: Voice) -> bool:
    """Nobody has asked about anything: consent *ukendt*."""
    return voice.is_kept and all(line.answer is None for line in agreed(voice))


def why_not_printed(voice: Voice) -> str:
    """The reason a quote is not offered for print, as one sentence; "" when it may be."""
    if not voice.is_kept:
        return _("Stemmen er trukket tilbage.")
    answer = answer_to(voice, ConsentRecord.Purpose.PRINT)
    if answer is None:
        return _("Må ikke trykkes endnu – spørg, om I må.")
    return "" if answer else _("Må ikke trykkes – der er sagt nej til tryk.")


def is_holder(actor: Actor, voice: Voice) -> bool:
    """Does this actor hold the receipt the voice stands on?"""
    if actor.kind != "receipt" or actor.id is None:
        return False
    return ReceiptVoice.objects.filter(receipt_id=actor.id, voice=voice).exists()


def receipt_of(voice: Voice) -> Receipt | None:
    """The receipt somebody holds for this voice."""
    return Receipt.objects.filter(held__voice=voice).first()


def open_receipt(pk: int, times_given: int) -> Receipt | None:
    """The receipt, if it has not been given anew since."""
    return Receipt.objects.select_related("project").filter(pk=pk, times_given=times_given).first()


def voices_on(receipt: Receipt) -> QuerySet[Voice]:
    """Everything its holder said, the first first; what was taken back keeps its place."""
    voices = Voice.objects.filter(pk__in=receipt.held.values("voice")).order_by("number")
    return voices.select_related("project", "activity").prefetch_related("consents__agreement")
