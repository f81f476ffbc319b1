"""What the documents on disk answer when a copy is made, and when somebody asks whether all is well."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import Http404

from samskab.ground.databases import has_table
from samskab.ground.keeping.disk import sha256_of
from samskab.ground.keeping.faults import Fault
from samskab.ground.locker import Locker
from samskab.ground.locking import Locked
from samskab.ground.reactions import answers, reacts_to
from samskab.voices.sources.media import LOCKER, opened
from samskab.voices.sources.models import Original, Source, SourceFile
from samskab.voices.sources.originals import LOCKER as ORIGINALS
from samskab.voices.sources.originals import lock_what_lies_open, lying_open, open_names, place_in_the_open
from samskab.voices.sources.originals import opened as opened_original


@reacts_to("brought_up_to_date")
def nothing_lies_open() -> None:
    lock_what_lies_open()


@answers("which_files_are_kept")
def originals(using: str) -> Iterator[str]:
    """Every file a row points at, named from the installation's folder of files."""
    files = Path(settings.INSTALLATION.files)
    for sha256 in sorted(set(lying_open(using).order_by().values_list("sha256", flat=True))):
        yield str(place_in_the_open(sha256).relative_to(files))
    for model, locker in ((Original, ORIGINALS), (SourceFile, LOCKER)):
        if has_table(model, using):
            for name in model._base_manager.using(using).order_by("name").values_list("name", flat=True):
                yield locker.told(name)


@answers("whose_files_lie_locked")
def locked_files() -> Iterator[tuple[type[Original] | type[SourceFile], Locker]]:
    yield Original, ORIGINALS
    yield SourceFile, LOCKER


@answers("what_lies_locked_in_files")
def documents() -> Iterator[tuple[str, bytes]]:
    """(the file, the document as it was brought). What does not open here is passed over: the doctor names it."""
    for original in Original.objects.select_related("source").order_by("id").iterator(chunk_size=10):
        with suppress(FileNotFoundError, Locked):
            yield ORIGINALS.told(original.name), opened_original(original.source)


@answers("what_is_wrong")
def originals_open() -> Iterator[Fault]:
    for original in Original.objects.select_related("source__project").order_by("id").iterator(chunk_size=10):
        try:
            opened_original(original.source)
        except (FileNotFoundError, Locked):
            yield _closed(original.source, ORIGINALS.place_of(original.name))


@answers("what_is_wrong")
def files_lie_open() -> Iterator[Fault]:
    needed, there = set(lying_open().values_list("sha256", flat=True)), {path.name for path in open_names()}
    for sha256 in sorted(needed - there):
        yield _lost(sha256, "mangler")
    for sha256 in sorted(needed & there):
        if sha256_of(place_in_the_open(sha256))[1] != sha256:
            yield _lost(sha256, "er ikke, som den blev læst ind")
    if there:
        yield Fault(
            "files",
            f"Der ligger {len(there)} dokumenter ulåst i {place_in_the_open('00').parent.parent}.",
            "De låses, når Samskab starter, og hver nat, eller fjernes, hvis ingen række peger på dem.",
            grave=False,
        )


def _lost(sha256: str, how: str) -> Fault:
    numbers = Source.objects.filter(sha256=sha256).values_list("project__slug", "number")
    which = ", ".join(f"K-{number} i {slug}" for slug, number in numbers)
    path = place_in_the_open(sha256)
    return Fault(
        "files", f"Filen til {which} {how}: {path}.", "Find den i en sikkerhedskopi, og læg den på pladsen igen."
    )


def _closed(source: Source, path: Path) -> Fault:
    return Fault(
        "files",
        f"Filen til K-{source.number} i {source.project.slug} mangler eller kan ikke låses op: {path}.",
        "Læg filen, eller files.key, på pladsen igen fra en sikkerhedskopi.",
    )


@answers("what_is_wrong")
def sound_and_pictures_open() -> Iterator[Fault]:
    for media in SourceFile.objects.using(DEFAULT_DB_ALIAS).select_related("source__project").order_by("id").iterator():
        try:
            opened(media)
        except Http404:
            yield _closed(media.source, LOCKER.place_of(media.name))
