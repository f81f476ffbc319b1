from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from samskab.ground.ranged import ranged
from samskab.ground.sounds import CONTENT_TYPES
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_voices
from samskab.voices.recordings import queries


@login_required
def voice_sound(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """What was recorded when the words were said."""
    membership = enter(request, slug, May.SEE_VOICES)
    recording = queries.find(membership, number, pk)
    sound = queries.heard(recording)
    note_voices(membership, [recording.voice], Purpose.LISTEN)
    return ranged(request, sound, CONTENT_TYPES[recording.format])
