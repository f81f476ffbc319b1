"""Sound and pictures brought as sources: kept locked, and played or shown to whoever may read the source."""

from collections.abc import Iterable

from django.http import Http404

from samskab.ground import clock
from samskab.ground.locker import Locker
from samskab.ground.locking import Locked
from samskab.ground.material import Material
from samskab.ground.pictures import clean_picture
from samskab.ground.reactions import tell
from samskab.ground.sounds import CONTENT_TYPES
from samskab.voices.sources.models import Source, SourceFile

LOCKER = Locker("source-media", "source media")
place_of = LOCKER.place_of


def lay_media(source: Source, material: Material, data: bytes) -> SourceFile:
    """Sound as it came; a picture upright, and with nothing in it but what one sees. Call it where the source is made."""
    if material.kind == "picture":
        clean = clean_picture(data)
        data, width, height = clean.bytes, clean.width, clean.height
    else:
        width = height = 0
    name, locked_key = LOCKER.put(data)
    return SourceFile.objects.create(
        source=source, name=name, locked_key=locked_key, format=material.format, milliseconds=material.duration_ms,
        width=width, height=height, size=len(data), created_at=clock.now(),
    )  # fmt: skip


def media_of(source: Source) -> SourceFile | None:
    """What one hears or sees of this source; None for one that is words alone, or whose words were taken back."""
    return SourceFile.objects.filter(source=source).first()


def opened(media: SourceFile) -> tuple[bytes, str]:
    """(the bytes, their content type). Raises Http404 where the file is gone: `samskab doctor` says so."""
    try:
        data = LOCKER.open(media.name, media.locked_key)
    except (FileNotFoundError, Locked):
        raise Http404 from None
    return data, CONTENT_TYPES.get(media.format, f"image/{media.format}")


def forget_media(sources: Iterable[Source]) -> None:
    """Keys go with the rows, in the transaction of whoever asks; the files when that is committed."""
    sources = list(sources)
    found = SourceFile.objects.filter(source__in=[source.pk for source in sources])
    LOCKER.let_go(list(found.values_list("name", flat=True)))
    found.delete()
    tell("media_forgotten", sources=sources)


def sweep_media() -> None:
    """Take away every file no row points at. Safe to repeat."""
    LOCKER.sweep(set(SourceFile.objects.values_list("name", flat=True)))
