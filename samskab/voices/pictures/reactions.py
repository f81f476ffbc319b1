"""What pictures answer when words are taken back, when a copy is made, and when somebody asks whether all is well."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404

from samskab.ground.databases import has_table
from samskab.ground.keeping.faults import Fault
from samskab.ground.locker import Locker
from samskab.ground.reactions import answers, reacts_to
from samskab.people.actors import Actor
from samskab.voices.intake.models import Voice
from samskab.voices.pictures.actions import LOCKER, forget_all_of, place_of, sweep
from samskab.voices.pictures.models import Picture
from samskab.voices.pictures.queries import shown


@reacts_to("voice_withdrawn")
def pictures_go_with_the_words(voice: Voice, by: Actor) -> None:
    forget_all_of(voice)


@reacts_to("erasures_swept")
def strays_go() -> None:
    sweep()


@answers("which_files_are_kept")
def kept_files(using: str) -> Iterator[str]:
    if not has_table(Picture, using):
        return
    for name in Picture.objects.using(using).order_by("name").values_list("name", flat=True):
        yield LOCKER.told(name)


@answers("whose_files_lie_locked")
def locked_files() -> Iterator[tuple[type[Picture], Locker]]:
    yield Picture, LOCKER


@answers("what_is_wrong")
def files_and_rows_agree() -> Iterator[Fault]:
    pictures = Picture.objects.using(DEFAULT_DB_ALIAS).select_related("voice__project").order_by("id")
    for picture in pictures.iterator():
        try:
            shown(picture)
        except Http404:
            whose = f"{picture.voice.code} i {picture.voice.project.slug}"
            yield Fault(
                "files",
                f"Billedet til {whose} mangler eller kan ikke låses op: {place_of(picture.name)}.",
                "Læg filen, eller files.key, på pladsen igen fra en sikkerhedskopi.",
            )
