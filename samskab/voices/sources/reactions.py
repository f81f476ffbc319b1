"""What the documents on disk answer when a copy is made, and when somebody asks whether all is well."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import Http404

from samskab.ground.databases import has_table
from samskab.ground.keeping.disk import sha256_of
from samskab.ground.keeping.faults import Fault
from samskab.ground.reactions import answers
from samskab.voices.sources.actions import place_of
from samskab.voices.sources.media import LOCKER, opened
from samskab.voices.sources.models import Source, SourceFile


@answers("which_files_are_kept")
def originals(using: str) -> Iterator[str]:
    """Every original a row points at, named from the installation's folder of files."""
    files = Path(settings.INSTALLATION.files)
    for sha256 in _held(using):
        yield str(place_of(sha256).relative_to(files))
    if has_table(SourceFile, using):
        for name in SourceFile.objects.using(using).order_by("name").values_list("name", flat=True):
            yield LOCKER.told(name)


def _held(using: str) -> list[str]:
    held = Source.objects.using(using).exclude(sha256="").order_by()
    if has_table(SourceFile, using):
        held = held.filter(media=None)
    return sorted(set(held.values_list("sha256", flat=True)))


@answers("what_is_wrong")
def files_and_rows_agree() -> Iterator[Fault]:
    held = set(_held(DEFAULT_DB_ALIAS))
    there = {path.name for path in place_of("0").parent.parent.glob("*/*")}
    for sha256 in sorted(held - there):
        yield _lost(sha256, "mangler")
    for sha256 in sorted(held & there):
        if sha256_of(place_of(sha256))[1] != sha256:
            yield _lost(sha256, "er ikke, som den blev læst ind")
    if extra := there - held:
        yield Fault(
            "files",
            f"Der ligger {len(extra)} filer, som intet dokument peger på.",
            "De fjernes, næste gang et dokument læses ind.",
            grave=False,
        )


def _lost(sha256: str, how: str) -> Fault:
    numbers = Source.objects.filter(sha256=sha256).values_list("project__slug", "number")
    which = ", ".join(f"K-{number} i {slug}" for slug, number in numbers)
    path = place_of(sha256)
    return Fault(
        "files", f"Filen til {which} {how}: {path}.", "Find den i en sikkerhedskopi, og læg den på pladsen igen."
    )


@answers("what_is_wrong")
def sound_and_pictures_open() -> Iterator[Fault]:
    for media in SourceFile.objects.using(DEFAULT_DB_ALIAS).select_related("source__project").order_by("id").iterator():
        try:
            opened(media)
        except Http404:
            whose = f"K-{media.source.number} i {media.source.project.slug}"
            yield Fault(
                "files",
                f"Filen til {whose} mangler eller kan ikke låses op: {LOCKER.place_of(media.name)}.",
                "Læg filen, eller files.key, på pladsen igen fra en sikkerhedskopi.",
            )
