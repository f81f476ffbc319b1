"""A voice that was taken back is not brought back by a copy of the database."""

from django.conf import settings

from samskab.ground import clock
from samskab.ground.keeping import erased
from samskab.voices.intake.models import Voice

KIND = "voice"


def note_erased(voice: Voice) -> None:
    """Its number and the moment it was written down, in the list beside the database. Raises OSError."""
    erased.note(settings.INSTALLATION.erased_file, erased.Erasure(KIND, voice.pk, voice.created_at), clock.real_now())


def taken_back(erasures: list[erased.Erasure]) -> list[Voice]:
    """The voices among these that stand here with their words."""
    named = {(one.id, one.made_at) for one in erasures if one.kind == KIND}
    kept = Voice.objects.filter(pk__in={pk for pk, _made_at in named}, state=Voice.State.KEPT)
    return [voice for voice in kept if (voice.pk, voice.created_at) in named]
