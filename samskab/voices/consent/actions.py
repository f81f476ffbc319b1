"""The only door for writing what was agreed about a voice, and for taking a voice back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.ground.forgetting import leave_no_copy_in_the_log
from samskab.ground.reactions import tell
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require, same_project, turn_of
from samskab.projects.policy import is_open
from samskab.voices.consent.erasing import note_erased
from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement
from samskab.voices.consent.queries import is_holder
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.said_before import all_it_said, forget_what_was_said_before
from samskab.voices.sources.actions import forget_words, forget_words_elsewhere


class AlreadyWithdrawn(Exception):
    """The voice has been taken back: there is nothing left to agree about."""


class NotYet(ValueError):
    """Nobody can have said yes or no on a day that has not come. Nothing is stored."""


class OverBefore(ValueError):
    """A yes cannot have run out before it was given. Nothing is stored."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Basis, date and channel of one conversation about consent: without all three, nothing is agreed.

    `expires_on` is the last day a yes counts; `shown` the participation agreement as the person was shown it.
    """

    basis: str
    channel: str
    given_on: date
    expires_on: date | None = None
    shown: ParticipationAgreement | None = None


@transaction.atomic
def record(voice: Voice, answers: dict[str, bool], agreement: Agreement, *, by: Actor) -> list[ConsentRecord]:
    """Keep the answers (purpose → yes or no). A new answer never erases the old: the latest counts."""
    turn_of(voice.project)  # before the voice is locked, or two acts could wait for each other
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=voice.pk)
    if not is_holder(by, voice):
        require(by, voice.project, May.CAPTURE_VOICE if _wrote_it_down(voice, by) else May.RECORD_CONSENT)
    if not is_open("voice", voice.state, May.RECORD_CONSENT):
        raise AlreadyWithdrawn
    if agreement.given_on > clock.today():
        raise NotYet
    if agreement.expires_on is not None and agreement.expires_on < agreement.given_on:
        raise OverBefore
    same_project(voice.project, agreement.shown)
    if not answers:
        return []
    records = [_kept(voice, purpose, answer, agreement, by) for purpose, answer in sorted(answers.items())]
    Voice.objects.filter(pk=voice.pk, asked_at=None).update(asked_at=records[0].recorded_at)
    journal.write(
        "consent_recorded",
        by=by,
        project_id=voice.project_id,
        subject="voice",
        subject_id=voice.pk,
        code=voice.code,
        facts={"answers": answers, "channel": agreement.channel, "given_on": agreement.given_on.isoformat()},
    )
    tell("consent_changed", voice=voice, by=by)
    return records


def _kept(voice: Voice, purpose: str, answer: bool, agreement: Agreement, by: Actor) -> ConsentRecord:
    return ConsentRecord.objects.create(
        voice=voice,
        purpose=ConsentRecord.Purpose(purpose),
        answer=answer,
        basis=ConsentRecord.Basis(agreement.basis),
        channel=ConsentRecord.Channel(agreement.channel),
        given_on=agreement.given_on,
        taken_by_id=by.id if by.kind == "staff" else None,
        recorded_at=clock.now(),
        agreement=agreement.shown,
        expires_on=agreement.expires_on if answer else None,
    )


def _wrote_it_down(voice: Voice, by: Actor) -> bool:
    """Whoever listened may keep what was agreed about those words."""
    return by.kind == "staff" and by.id is not None and voice.captured_by_id == by.id


@transaction.atomic
def withdraw(voice: Voice, *, by: Actor) -> None:
    """Take the words back everywhere, at once. The place in the thread stays, empty. Safe to repeat.

    Whoever holds the receipt may; of the staff, those who may answer for the project.
    """
    turn_of(voice.project)
    if not is_holder(by, voice):
        require(by, voice.project, May.WITHDRAW_VOICE)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project", "source").get(pk=voice.pk)
    if not is_open("voice", voice.state, May.WITHDRAW_VOICE):
        return
    tell("voice_withdrawn", voice=voice, by=by)
    forgot = forget_words(voice.source, voice.words) if voice.source else []
    for words in all_it_said(voice):
        forgot += forget_words_elsewhere(voice.project, words)
    forget_what_was_said_before(voice)
    Voice.objects.filter(pk=voice.pk).update(
        words="", thought="", stems="", vocabulary="", standing="", sector="", position="", said_at="", place=None, activity=None, source=None,
        state=Voice.State.WITHDRAWN, withdrawn_at=clock.now(), asked_at=None,
    )  # fmt: skip
    ConsentRecord.objects.filter(voice=voice).delete()
    leave_no_copy_in_the_log()
    journal.write(
        "voice_withdrawn", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code
    )
    note_erased(
        voice, forgot
    )  # last, and on the disk before this is committed: an older copy may never bring the words back


@transaction.atomic
def withdraw_all(voices: Iterable[Voice], *, by: Actor) -> None:
    """All of these, or none. Safe to repeat."""
    for voice in sorted(voices, key=lambda one: one.pk):
        withdraw(voice, by=by)
