"""The only door for keeping pictures that were given with a voice."""

from django.db import transaction

from samskab.ground import clock
from samskab.ground.cpr import mask
from samskab.ground.locker import Locker
from samskab.ground.pictures import CleanPicture
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.projects.words import line
from samskab.voices.intake.models import Voice
from samskab.voices.pictures.models import Picture

LOCKER = Locker("pictures", "picture")
place_of = LOCKER.place_of


@transaction.atomic
def keep(voice: Voice, clean: CleanPicture, *, by: Actor, caption: str = "", alt: str = "") -> Picture:
    """Keep a picture as `clean_picture` wrote it. Locked, and on the disk before the row is.

    Where this is part of a greater act that fails, `sweep` takes the file away. A CPR number in the words is hidden.
    """
    require(by, voice.project, May.CAPTURE_VOICE)
    name, locked_key = LOCKER.put(clean.bytes)
    return Picture.objects.create(
        voice=voice, name=name, locked_key=locked_key, kind=clean.kind, width=clean.width, height=clean.height,
        size=len(clean.bytes), caption=line(mask(caption)), alt=line(mask(alt)), created_at=clock.now(),
    )  # fmt: skip


def forget_all_of(voice: Voice) -> None:
    """Keys and words go with the rows, in the transaction of the withdrawal; the files when that is committed."""
    LOCKER.let_go(Picture.objects.filter(voice=voice).values_list("name", flat=True))
    Picture.objects.filter(voice=voice).delete()


def sweep() -> None:
    """Take away every file no row points at. Safe to repeat."""
    LOCKER.sweep(set(Picture.objects.values_list("name", flat=True)))
