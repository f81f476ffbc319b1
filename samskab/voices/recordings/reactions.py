"""What recordings answer when words are taken back, when a yes ends, when a copy is made, and when all should be well."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404

from samskab.ground.databases import has_table
from samskab.ground.keeping.faults import Fault
from samskab.ground.locker import Locker
from samskab.ground.reactions import answers, reacts_to
from samskab.people.actors import Actor
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.queries import answer_to
from samskab.voices.intake.models import Voice
from samskab.voices.recordings.actions import LOCKER, forget_all_of, forget_without_a_yes, place_of, sweep
from samskab.voices.recordings.models import Recording
from samskab.voices.recordings.queries import heard


@reacts_to("voice_withdrawn")
def recordings_go_with_the_words(voice: Voice, by: Actor) -> None:
    forget_all_of(voice)


@reacts_to("consent_changed")
def recordings_go_with_the_yes(voice: Voice, by: Actor) -> None:
    if not answer_to(voice, ConsentRecord.Purpose.RECORD):
        forget_without_a_yes(voice, by=by)


@reacts_to("erasures_swept")
def strays_go() -> None:
    sweep()


@answers("which_files_are_kept")
def kept_files(using: str) -> Iterator[str]:
    if not has_table(Recording, using):
        return
    for name in Recording.objects.using(using).order_by("name").values_list("name", flat=True):
        yield LOCKER.told(name)


@answers("whose_files_lie_locked")
def locked_files() -> Iterator[tuple[type[Recording], Locker]]:
    yield Recording, LOCKER


@answers("what_is_wrong")
def files_and_rows_agree() -> Iterator[Fault]:
    recordings = Recording.objects.using(DEFAULT_DB_ALIAS).select_related("voice__project").order_by("id")
    for recording in recordings.iterator():
        try:
            heard(recording)
        except Http404:
            whose = f"{recording.voice.code} i {recording.voice.project.slug}"
            yield Fault(
                "files",
                f"Lyden til {whose} mangler eller kan ikke låses op: {place_of(recording.name)}.",
                "Læg filen, eller files.key, på pladsen igen fra en sikkerhedskopi.",
            )
