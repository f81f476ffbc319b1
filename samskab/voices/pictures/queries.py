"""The only door for reading pictures."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.ground.locking import Locked
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import seen_by
from samskab.voices.pictures.actions import LOCKER
from samskab.voices.pictures.models import Picture


def given_with(voice: Voice) -> QuerySet[Picture]:
    """The pictures of one voice, in the order they were given."""
    return Picture.objects.filter(voice=voice).order_by("id")


def find(membership: Membership, number: int, pk: int) -> Picture:
    """A picture of a voice this person may see. Raises Http404."""
    seen = seen_by(membership).filter(number=number, state=Voice.State.KEPT)
    picture = Picture.objects.select_related("voice").filter(pk=pk, voice__in=seen.values("pk")).first()
    if picture is None:
        raise Http404
    return picture


def shown(picture: Picture) -> bytes:
    """The picture itself, unlocked. Raises Http404 where the file is gone or does not open: `samskab doctor` says so."""
    try:
        return LOCKER.open(picture.name, picture.locked_key)
    except (FileNotFoundError, Locked):
        raise Http404 from None
