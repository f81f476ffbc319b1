"""The only door for keeping pictures that were given with a voice."""

import secrets
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from samskab.ground import clock
from samskab.ground.cpr import mask
from samskab.ground.keeping.disk import write_whole
from samskab.ground.locking import lock
from samskab.ground.pictures import CleanPicture
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.projects.words import line
from samskab.voices.intake.models import Voice
from samskab.voices.pictures.models import Picture

AN_HOUR = 60 * 60  # seconds: no act takes that long


def place_of(name: str) -> Path:
    """Where a picture is kept: locked, in the installation's files, outside the web root."""
    return Path(settings.INSTALLATION.files) / "pictures" / name[:2] / name


@transaction.atomic
def keep(voice: Voice, clean: CleanPicture, *, by: Actor, caption: str = "", alt: str = "") -> Picture:
    """Keep a picture as `clean_picture` wrote it. Locked, and on the disk before the row is.

    Where this is part of a greater act that fails, `sweep` takes the file away. A CPR number in the words is hidden.
    """
    require(by, voice.project, May.CAPTURE_VOICE)
    name = secrets.token_hex(16)
    locked_key, locked = lock(clean.bytes, what(name), settings.INSTALLATION.files_keys)
    place_of(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place_of(name), locked)
    return Picture.objects.create(
        voice=voice, name=name, locked_key=locked_key, kind=clean.kind, width=clean.width, height=clean.height,
        size=len(clean.bytes), caption=line(mask(caption)), alt=line(mask(alt)), created_at=clock.now(),
    )  # fmt: skip


def what(name: str) -> str:
    """What the file is, to the lock on it."""
    return f"picture {name}"


def forget_all_of(voice: Voice) -> None:
    """Keys and words go with the rows, in the transaction of the withdrawal; the files when that is committed."""
    for name in list(Picture.objects.filter(voice=voice).values_list("name", flat=True)):
        transaction.on_commit(partial(place_of(name).unlink, missing_ok=True))
    Picture.objects.filter(voice=voice).delete()


def sweep() -> None:
    """Take away every file no row points at: left by an act that failed, or by a computer that stopped.

    What is younger than an hour is let be: its act may be under way.
    """
    held = set(Picture.objects.values_list("name", flat=True))
    for path in place_of("00").parent.parent.glob("*/*"):
        if path.name not in held and time.time() - path.stat().st_mtime > AN_HOUR:
            path.unlink(missing_ok=True)
