"""What sent pictures answer when a copy is made or put back, and when somebody asks whether all is well."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404

from samskab.ground.databases import has_table
from samskab.ground.keeping.erased import Erasure
from samskab.ground.keeping.faults import Fault
from samskab.ground.locker import Locker
from samskab.ground.reactions import answers, reacts_to
from samskab.voices.photos.actions import LOCKER, sweep, take_away_again
from samskab.voices.photos.models import SentPhoto
from samskab.voices.photos.queries import shown


@reacts_to("erasures_swept")
def strays_go() -> None:
    sweep()


@reacts_to("restored")
def what_was_deleted_goes_again(erasures: list[Erasure]) -> None:
    take_away_again(erasures)


@answers("which_files_are_kept")
def kept_files(using: str) -> Iterator[str]:
    if not has_table(SentPhoto, using):
        return
    for name in SentPhoto.objects.using(using).order_by("name").values_list("name", flat=True):
        yield LOCKER.told(name)


@answers("whose_files_lie_locked")
def locked_files() -> Iterator[tuple[type[SentPhoto], Locker]]:
    yield SentPhoto, LOCKER


@answers("what_is_wrong")
def files_and_rows_agree() -> Iterator[Fault]:
    for sent in SentPhoto.objects.using(DEFAULT_DB_ALIAS).order_by("id").iterator():
        try:
            shown(sent)
        except Http404:
            yield Fault(
                "files",
                f"Et sendt billede mangler eller kan ikke låses op: {LOCKER.place_of(sent.name)}.",
                "Læg filen, eller files.key, på pladsen igen fra en sikkerhedskopi.",
            )
