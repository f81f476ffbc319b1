"""Documents as they were brought: each locked in a file of its own, and opened for whoever may read the source.

Programs from before there were locks kept them open, each named by its fingerprint. Those are locked when the program
starts: the locked file is on the disk first, then its row, and then the open one goes. Wherever that is cut off, the
document lies there whole, and it is done again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import QuerySet

from samskab.ground import clock
from samskab.ground.databases import has_table
from samskab.ground.keeping.standing import files_may_move
from samskab.ground.locker import Locker
from samskab.ground.locking import Locked
from samskab.voices.sources.models import Original, Source, SourceFile

LOCKER = Locker("originals", "original")
place_of = LOCKER.place_of


def lay_original(source: Source, data: bytes) -> Original:
    """Locked, and on the disk before the row is. Call it where the source is made."""
    name, locked_key = LOCKER.put(data)
    return Original.objects.create(source=source, name=name, locked_key=locked_key, created_at=clock.now())


def opened(source: Source) -> bytes:
    """The document as it was brought. Raises Locked, and FileNotFoundError where it is gone."""
    original = Original.objects.filter(source=source).first()
    data = (
        LOCKER.open(original.name, original.locked_key) if original else place_in_the_open(source.sha256).read_bytes()
    )
    if not _is(data, source.sha256):
        raise Locked
    return data


def forget_originals(sources: Iterable[Source]) -> None:
    """Keys go with the rows, in the transaction of whoever asks; the files when that is committed."""
    found = Original.objects.filter(source__in=[source.pk for source in sources])
    LOCKER.let_go(list(found.values_list("name", flat=True)))
    found.delete()
    transaction.on_commit(sweep_the_open)


def sweep_originals(of_the_act: AbstractSet[str] = frozenset()) -> None:
    """Take away every file no row points at. Safe to repeat."""
    LOCKER.sweep(set(Original.objects.values_list("name", flat=True)), of_the_act)
    sweep_the_open()


# --- What lies open ------------------------------------------------------------------------------------------------


def place_in_the_open(sha256: str) -> Path:
    """Where a program from before there were locks kept an original: named by its fingerprint."""
    return Path(settings.INSTALLATION.files) / "sources" / sha256[:2] / sha256


def lying_open(using: str = DEFAULT_DB_ALIAS) -> QuerySet[Source]:
    """The sources whose original is not locked yet, also in a database from before there were locks."""
    found = Source.objects.using(using).exclude(sha256="")
    if has_table(SourceFile, using):
        found = found.exclude(pk__in=SourceFile.objects.using(using).values("source"))
    if has_table(Original, using):
        found = found.exclude(pk__in=Original.objects.using(using).values("source"))
    return found


def open_names() -> Iterator[Path]:
    """Every file that lies open."""
    return place_in_the_open("00").parent.parent.glob("*/*")


def sweep_the_open() -> None:
    """Open files go that no row needs any more: their words were taken back, or they lie locked now."""
    there = list(open_names())
    needed = set(lying_open().values_list("sha256", flat=True)) if there else set()
    for path in there:
        if path.name not in needed:
            path.unlink(missing_ok=True)


def lock_what_lies_open() -> None:
    """Safe to repeat, and for two at once. What is not as it was read in is let be: `samskab doctor` names it.

    Raises OSError when the disk is full; then what could not be locked lies where it lay.
    """
    with files_may_move(settings.INSTALLATION) as they_may:
        if they_may:
            for pk in list(lying_open().order_by("pk").values_list("pk", flat=True)):
                _lock(pk)
            sweep_originals()


@transaction.atomic
def _lock(pk: int) -> None:
    source = lying_open().select_for_update(of=("self",)).only("sha256").filter(pk=pk).first()
    place = place_in_the_open(source.sha256) if source else None
    if source is None or place is None or not place.exists() or not _is(data := place.read_bytes(), source.sha256):
        return
    lay_original(source, data)
    transaction.on_commit(partial(_unlink_unless_needed, source.sha256))


def _unlink_unless_needed(sha256: str) -> None:
    """At once, and not in the end: where a disk is nearly full there is no room for everything twice."""
    if not lying_open().filter(sha256=sha256).exists():
        place_in_the_open(sha256).unlink(missing_ok=True)


def _is(data: bytes, sha256: str) -> bool:
    return hashlib.sha256(data).hexdigest() == sha256
