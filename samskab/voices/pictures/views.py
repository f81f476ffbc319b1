from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_voices
from samskab.voices.pictures import queries


@login_required
def voice_picture(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """A picture that was given with a voice."""
    membership = enter(request, slug, May.SEE_VOICES)
    picture = queries.find(membership, number, pk)
    shown = queries.shown(picture)
    note_voices(membership, [picture.voice], Purpose.LISTEN)
    return HttpResponse(shown, content_type=f"image/{picture.kind}")
