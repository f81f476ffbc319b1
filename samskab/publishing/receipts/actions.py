"""The only door for what the holder of a receipt does: answer line by line, and take back."""

from collections.abc import Sequence

from samskab.ground import clock
from samskab.people.actors import Actor
from samskab.voices.consent.actions import Agreement, record, withdraw_all
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.participation import in_force
from samskab.voices.intake.models import Voice


def answer(voice: Voice, answers: dict[str, bool], *, by: Actor) -> None:
    """What I say today counts from now on."""
    shown = in_force(voice.project, voice.activity)
    record(voice, answers, Agreement(_basis(voice), ConsentRecord.Channel.DIGITAL, clock.today(), shown=shown), by=by)


def _basis(voice: Voice) -> str:
    """The one it was agreed on before: an answer changes no legal basis."""
    latest = max(voice.consents.all(), key=lambda record: record.pk, default=None)
    return latest.basis if latest else ConsentRecord.Basis.CONSENT


def take_back(voices: Sequence[Voice], *, by: Actor) -> None:
    """Everywhere, at once, and all of them or none. Safe to repeat."""
    withdraw_all(voices, by=by)
