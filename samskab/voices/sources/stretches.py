"""What the search knows of a source: its latest revision in stretches, each with its different words."""

from collections.abc import Iterable, Iterator

from samskab.ground.danish import stems_of, vocabulary_of
from samskab.ground.material import Segment as Piece
from samskab.voices.sources.models import Revision, Stretch

A_STRETCH = 2_000  # characters: words that are looked for together stand about a page apart at most
AT_ONCE = 500  # rows written at a time


def lay_stretches(revision: Revision, text: str, pieces: Iterable[Piece]) -> None:
    """The search finds this revision from now on, and none before it. Call it in the transaction that lays it."""
    Stretch.objects.filter(revision__source=revision.source_id).delete()
    rows = (_stretch(revision, text, *one) for one in stretches_of(pieces))
    Stretch.objects.bulk_create(rows, batch_size=AT_ONCE)


def stretches_of(pieces: Iterable[Piece]) -> Iterator[tuple[int, int, int, int]]:
    """(number of the first piece, of the last, start, end): whole pieces, in order, each in one stretch."""
    first, start, end, number = 1, -1, 0, 0
    for number, piece in enumerate(pieces, start=1):
        if start < 0:
            first, start = number, piece.start
        end = piece.end
        if end - start >= A_STRETCH:
            yield first, number, start, end
            start = -1
    if start >= 0:
        yield first, number, start, end


def _stretch(revision: Revision, text: str, first: int, last: int, start: int, end: int) -> Stretch:
    said = text[start:end]
    return Stretch(
        revision=revision,
        first=first,
        last=last,
        start=start,
        end=end,
        stems=stems_of(said),
        vocabulary=vocabulary_of(said),
    )
