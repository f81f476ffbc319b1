"""The only door for keeping sound that was given with a voice."""

from django.db import transaction

from samskab.ground import clock
from samskab.ground.locker import Locker
from samskab.ground.sounds import CleanSound
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.voices.intake.models import Voice
from samskab.voices.recordings.models import Recording

LOCKER = Locker("recordings", "recording")
place_of = LOCKER.place_of


@transaction.atomic
def keep(voice: Voice, clean: CleanSound, *, by: Actor) -> Recording:
    """Keep sound as `clean_sound` wrote it. Locked, and on the disk before the row is.

    Where this is part of a greater act that fails, `sweep` takes the file away.
    """
    require(by, voice.project, May.CAPTURE_VOICE)
    name, locked_key = LOCKER.put(clean.bytes)
    return Recording.objects.create(
        voice=voice, name=name, locked_key=locked_key, format=clean.format, milliseconds=clean.milliseconds,
        size=len(clean.bytes), created_at=clock.now(),
    )  # fmt: skip


def forget_all_of(voice: Voice) -> int:
    """Keys go with the rows, in the transaction of whoever asks; the files when that is committed. How many there were."""
    LOCKER.let_go(Recording.objects.filter(voice=voice).values_list("name", flat=True))
    return Recording.objects.filter(voice=voice).delete()[0]


def forget_without_a_yes(voice: Voice, *, by: Actor) -> None:
    """The person does not want to be recorded any more, or the yes has run out: the words stay, the sound goes."""
    if forget_all_of(voice):
        journal.write(
            "recording_erased",
            by=by,
            project_id=voice.project_id,
            subject="voice",
            subject_id=voice.pk,
            code=voice.code,
        )


def sweep() -> None:
    """Take away every file no row points at. Safe to repeat."""
    LOCKER.sweep(set(Recording.objects.values_list("name", flat=True)))
