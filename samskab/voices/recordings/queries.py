"""The only door for hearing what was recorded."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.ground.locking import Locked
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import seen_by
from samskab.voices.pseudonyms.said_before import may_hear
from samskab.voices.recordings.actions import LOCKER
from samskab.voices.recordings.models import Recording


def given_with(membership: Membership, voice: Voice) -> QuerySet[Recording]:
    """The recordings of one voice this person may hear, in the order they were given."""
    found = Recording.objects.filter(voice=voice).order_by("id")
    return found if may_hear(membership, voice) else found.none()


def find(membership: Membership, number: int, pk: int) -> Recording:
    """A recording of a voice this person may see, and hear. Raises Http404."""
    seen = seen_by(membership).filter(number=number, state=Voice.State.KEPT)
    recording = Recording.objects.select_related("voice").filter(pk=pk, voice__in=seen.values("pk")).first()
    if recording is None or not may_hear(membership, recording.voice):
        raise Http404
    return recording


def heard(recording: Recording) -> bytes:
    """The sound itself, unlocked. Raises Http404 where the file is gone or does not open: `samskab doctor` says so."""
    try:
        return LOCKER.open(recording.name, recording.locked_key)
    except (FileNotFoundError, Locked):
        raise Http404 from None
