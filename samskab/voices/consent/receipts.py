"""The only door for giving receipts: a code is made, shown once, and kept only as a keyed fingerprint."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require, same_project, turn_of
from samskab.projects.policy import is_open
from samskab.voices.consent import receipt_code
from samskab.voices.consent.models import Receipt, ReceiptVoice
from samskab.voices.intake.models import Voice


class NothingToHold(Exception):
    """The words have been taken back: there is nothing to give a receipt for."""


class NoSuchReceipt(ValueError):
    """Nobody in this project holds that code. Nothing is stored."""


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt, and its code: the only time anybody but the holder sees it."""

    receipt: Receipt
    code: str


def holder(receipt: Receipt) -> Actor:
    return Actor("receipt", receipt.pk)


@transaction.atomic
def give(voice: Voice, *, by: Actor) -> Given:
    """A new code for whoever said this. The code of before, where there was one, opens nothing from now on."""
    voice = _held_open(voice, by)
    code = receipt_code.make()
    on_it = ReceiptVoice.objects.filter(voice=voice).first()
    receipt = _renewed(on_it.receipt_id, code, by) if on_it else _made(voice, code, by)
    _note("receipt_renewed" if on_it else "receipt_given", voice, by)
    return Given(receipt, code)


@transaction.atomic
def make_blank(project: Project, *, by: Actor) -> Given:
    """A receipt for words that are not here yet: it is printed on a card, and holds nothing until they are."""
    require(by, project, May.CAPTURE_VOICE)
    code = receipt_code.make()
    made = Receipt.objects.create(project=project, digest=_digest(code), given_at=clock.now(), given_by_id=_staff(by))
    return Given(made, code)


@transaction.atomic
def fill_in(receipt: Receipt, voice: Voice, *, by: Actor) -> None:
    """The words have come: whoever holds the receipt finds them from now on. Safe to repeat."""
    voice = _held_open(voice, by)
    same_project(voice.project, receipt)
    if not ReceiptVoice.objects.filter(voice=voice).exists():
        ReceiptVoice.objects.create(receipt=receipt, voice=voice)
        _note("receipt_given", voice, by)


@transaction.atomic
def put_on(voice: Voice, typed: str, *, by: Actor) -> Receipt:
    """The same person said this, too: it goes on the receipt they hold already, and off another. Safe to repeat.

    Raises NoSuchReceipt, and Slip for what is no code.
    """
    voice = _held_open(voice, by)
    receipt = with_code(typed)
    if receipt is None or receipt.project_id != voice.project_id:
        raise NoSuchReceipt
    on_it = ReceiptVoice.objects.filter(voice=voice).first()
    if on_it is None or on_it.receipt_id != receipt.pk:
        ReceiptVoice.objects.update_or_create(voice=voice, defaults={"receipt": receipt})
        _note("receipt_given", voice, by)
    return receipt


def _held_open(voice: Voice, by: Actor) -> Voice:
    """The voice, locked, for somebody who may write down what was agreed about it."""
    turn_of(voice.project)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=voice.pk)
    wrote_it = by.kind == "staff" and by.id is not None and voice.captured_by_id == by.id
    require(by, voice.project, May.CAPTURE_VOICE if wrote_it else May.RECORD_CONSENT)
    if not is_open("voice", voice.state, May.RECORD_CONSENT):
        raise NothingToHold
    return voice


def _made(voice: Voice, code: str, by: Actor) -> Receipt:
    receipt = Receipt.objects.create(
        project=voice.project, digest=_digest(code), given_at=clock.now(), given_by_id=_staff(by)
    )
    ReceiptVoice.objects.create(receipt=receipt, voice=voice)
    return receipt


def _renewed(pk: int, code: str, by: Actor) -> Receipt:
    receipt = Receipt.objects.select_for_update().get(pk=pk)
    receipt.digest, receipt.times_given = _digest(code), receipt.times_given + 1
    receipt.given_at, receipt.given_by_id = clock.now(), _staff(by)
    receipt.save(update_fields=["digest", "times_given", "given_at", "given_by"])
    return receipt


def _note(verb: str, voice: Voice, by: Actor) -> None:
    journal.write(verb, by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code)


def _staff(by: Actor) -> int | None:
    return by.id if by.kind == "staff" else None


@transaction.atomic
def with_code(typed: str) -> Receipt | None:
    """The receipt this code opens; None for a code nobody holds. Raises Slip for what is no code.

    Made with a key of before, its fingerprint is made anew with today's.
    """
    code = receipt_code.read(typed)
    digests = list(_digests(code))
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("project").filter(digest__in=digests)
    found = receipt.first()
    if found is not None and found.digest != digests[0]:
        found.digest = digests[0]
        found.save(update_fields=["digest"])
    return found


def _digests(code: str) -> Iterator[str]:
    """Under today's key, and then under those of before."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("samskab.voices.receipt", code, secret=key, algorithm="sha256").hexdigest()


def _digest(code: str) -> str:
    return next(_digests(code))
