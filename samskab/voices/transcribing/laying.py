"""The only door for what a machine heard: laid in a draft once, with CPR numbers hidden."""

from collections.abc import Sequence

from samskab.ground.cpr import mask
from samskab.journal import actions as journal
from samskab.people.actors import SYSTEM
from samskab.voices.transcribing.models import DraftPiece, TranscriptDraft
from samskab.voices.transcribing.transcribers import Piece

LONGEST = 4_000  # characters of one piece


def lay_pieces(draft_id: int, from_ms: int, heard: Sequence[Piece], *, is_all: bool) -> bool:
    """What a machine heard from that time on. In a transaction of the task's.

    False where somebody else wrote it, or nobody wants it any more: nothing is changed, and nothing goes on.
    """
    draft = _in_hand(draft_id)
    if draft is None or draft.is_ready or draft.heard_ms != from_ms:
        return False
    first = draft.pieces.count() + 1
    for number, (piece, words) in enumerate(_masked(heard), start=first):
        DraftPiece.objects.create(
            draft=draft, number=number, from_ms=piece.from_ms, to_ms=max(piece.from_ms, piece.to_ms), words=words
        )
    draft.heard_ms = max([from_ms, *(piece.to_ms for piece in heard)])
    draft.state = TranscriptDraft.State.READY if is_all else TranscriptDraft.State.WAITING
    draft.save(update_fields=["heard_ms", "state"])
    if is_all:
        source = draft.source
        journal.write("draft_written", by=SYSTEM, project_id=source.project_id, subject="source", subject_id=source.pk)
    return not is_all


def _masked(heard: Sequence[Piece]) -> list[tuple[Piece, str]]:
    """Each with its words on one line, and CPR numbers hidden, also where one is said over two pieces."""
    lines = [" ".join(piece.words.split())[:LONGEST] for piece in heard]
    kept = mask("\n".join(lines)).split("\n")
    return [(piece, words) for piece, words in zip(heard, kept, strict=False) if words]


def note_failure(draft_id: int) -> None:
    """It did not work this time. It is tried again by itself, and by whoever asks."""
    drafts = TranscriptDraft.objects.filter(pk=draft_id, state=TranscriptDraft.State.WAITING)
    drafts.update(state=TranscriptDraft.State.FAILED)


def _in_hand(draft_id: int) -> TranscriptDraft | None:
    return TranscriptDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
