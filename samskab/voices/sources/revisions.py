"""The working text of a source in revisions, each with its segments."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.db import connection

from samskab.ground import clock
from samskab.ground.edits import EditScript
from samskab.ground.material import Segment as Piece
from samskab.voices.sources.cutting import TAKEN_BACK
from samskab.voices.sources.models import Revision, Segment, Source
from samskab.voices.sources.stretches import lay_stretches

AT_ONCE = 2_000  # rows read at a time


def lay(
    source: Source, text: str, pieces: Iterable[Piece], why: Revision.Why, made_by_id: int | None = None
) -> Revision:
    """The next revision of a source. Call it in the transaction that changes the source."""
    before = source.revisions.defer("text").last()
    revision = Revision.objects.create(
        source=source,
        number=before.number + 1 if before else 1,
        text=text,
        made_from=before,
        why=why,
        made_by_id=made_by_id,
        made_at=clock.now(),
    )
    laid = list(pieces)
    _lay_segments(revision, laid)
    lay_stretches(revision, text, laid)
    return revision


def _lay_segments(revision: Revision, pieces: Iterable[Piece]) -> None:
    """Row by row in one statement that is made once: a long interview has a hundred thousand, and nobody else writes."""
    fields = ("revision_id", "number", "start", "end", "speaker", "from_ms", "to_ms")
    columns = ", ".join(map(connection.ops.quote_name, fields))
    insert = f"INSERT INTO {Segment._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
    locked = Segment._meta.get_field("speaker")
    rows = [
        (
            revision.pk,
            number,
            piece.start,
            piece.end,
            locked.lock(piece.speaker[:100], revision.pk, number),
            piece.from_ms,
            piece.to_ms,
        )
        for number, piece in enumerate(pieces, start=1)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(insert, rows)


def lay_anew(source: Source, rewritten: Callable[[str], str]) -> None:
    """Erase every revision. One stands in their place, with the latest text rewritten and the segments where they were."""
    latest = source.revisions.last()
    if latest is None:
        return
    text = rewritten(latest.text)
    nothing_left = [Piece(0, len(text))] if text == TAKEN_BACK else None
    pieces = nothing_left or list(followed(_pieces_of(latest), EditScript(latest.text, text)))
    revision = lay(source, text, pieces, Revision.Why.TAKEN_BACK)
    source.revisions.exclude(pk=revision.pk).delete()


def lay_followed(
    source: Source,
    before: Revision,
    script: EditScript,
    made_by_id: int | None,
    why: Revision.Why = Revision.Why.CORRECTED,
    called: Callable[[str], str] = str,
) -> Revision:
    """A changed text, with the segments of the one before where they went. What stands outside them all is one more.

    `called` says what a speaker is called from now on.
    """
    pieces = list(followed(_pieces_of(before), script)) or [Piece(0, len(script.new))]
    named = [replace(piece, speaker=called(piece.speaker)) for piece in pieces]
    return lay(source, script.new, named, why, made_by_id)


def followed(pieces: Iterable[Piece], script: EditScript) -> Iterator[Piece]:
    """The segments where they went; one of which nothing is left is no segment any more."""
    last = 0
    for piece in pieces:
        became = script.became(piece.start, piece.end)
        start = max(last, became.start)
        if start < became.end:
            last = became.end
            yield replace(piece, start=start, end=became.end)


def _pieces_of(revision: Revision) -> Iterator[Piece]:
    rows = revision.segments.iterator(chunk_size=AT_ONCE)
    return (Piece(row.start, row.end, row.speaker, row.from_ms, row.to_ms) for row in rows)
