"""The only door for a draft: asked for, written by a machine, corrected, and approved or thrown away by a person."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from samskab.ground import clock
from samskab.ground.cpr import find_cpr
from samskab.ground.material import Segment
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require, turn_of
from samskab.projects.words import ContainsCpr, line
from samskab.voices.sources.actions import lay_words
from samskab.voices.sources.cutting import TAKEN_BACK, are_known_again, places_of
from samskab.voices.sources.media import media_of
from samskab.voices.sources.models import Revision, Source
from samskab.voices.transcribing.laying import LONGEST
from samskab.voices.transcribing.models import DraftPiece, TranscriptDraft
from samskab.voices.transcribing.transcribers import is_on
from samskab.voices.transcribing.work import write_on


class NothingHeard(ValueError):
    """There is nothing in the draft to approve. Nothing is changed."""


@transaction.atomic
def ask_for_draft(source: Source, *, by: Actor) -> TranscriptDraft | None:
    """A machine writes it out when it has time. Asked twice, it is written once. None where there is nothing to write."""
    require(by, source.project, May.READ_IN)
    turn_of(source.project)
    media = media_of(source)
    if not is_on() or media is None or not media.is_sound or source.revisions.exists():
        return None
    facts = {"asked_by_id": by.id if by.kind == "staff" else None, "asked_at": clock.now()}
    draft, made = TranscriptDraft.objects.get_or_create(source=source, defaults=facts)
    if made or draft.state == TranscriptDraft.State.FAILED:
        draft.state = TranscriptDraft.State.WAITING
        draft.save(update_fields=["state"])
        journal.write("draft_asked_for", by=by, project_id=source.project_id, subject="source", subject_id=source.pk)
        write_on.enqueue(draft.pk)
    return draft


@transaction.atomic
def correct(source: Source, corrected: Mapping[int, str], *, by: Actor) -> None:
    """Piece number → what a person heard. Refuses a CPR number (ContainsCpr). The draft stays a draft."""
    require(by, source.project, May.READ_IN)
    turn_of(source.project)
    draft = _ready(source)
    changed = 0
    for piece in draft.pieces.filter(number__in=corrected) if draft else ():
        words = line(corrected[piece.number], LONGEST)
        if words != piece.words:
            piece.words, changed = words, changed + 1
            piece.save(update_fields=["words"])
    if draft and changed:
        _refuse_cpr(draft)
        journal.write(
            "draft_corrected", by=by, project_id=source.project_id, subject="source", subject_id=source.pk,
            facts={"changed": changed},
        )  # fmt: skip


@transaction.atomic
def approve(source: Source, corrected: Mapping[int, str], *, by: Actor) -> bool:
    """The draft, so corrected, becomes the source's text, with its times, and is found from now on.

    False where there is none any more. Refuses a CPR number (ContainsCpr), and a draft without a word (NothingHeard).
    """
    require(by, source.project, May.READ_IN)
    turn_of(source.project)
    correct(source, corrected, by=by)
    draft = _ready(source)
    if draft is None:
        return False
    _refuse_cpr(draft)
    text, segments = _as_text(draft)
    if not text:
        raise NothingHeard
    laid = lay_words(source, text, segments, Revision.Why.TRANSCRIBED, by=by)
    if laid:
        journal.write("draft_approved", by=by, project_id=source.project_id, subject="source", subject_id=source.pk)
    return laid


@transaction.atomic
def throw_away(source: Source, *, by: Actor) -> None:
    """Safe to repeat."""
    require(by, source.project, May.READ_IN)
    turn_of(source.project)
    if forget_drafts([source]):
        journal.write("draft_thrown_away", by=by, project_id=source.project_id, subject="source", subject_id=source.pk)


def forget_drafts(sources: Sequence[Source]) -> int:
    """In the transaction of whoever asks. How many there were."""
    drafts = TranscriptDraft.objects.filter(source__in=[source.pk for source in sources])
    count = len(drafts.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    drafts.delete()
    return count


def forget_words(project_id: int, words: str) -> None:
    """The same words in any draft of the project: the pieces they stand in are emptied of all they say."""
    if not are_known_again(words):
        return
    for draft in TranscriptDraft.objects.filter(source__project=project_id).order_by("pk"):
        pieces = list(draft.pieces.all())
        text, segments = _joined(pieces)
        for start, end in places_of(text, words):
            for piece, at in zip(pieces, segments, strict=True):
                if at.start < end and start < at.end:
                    piece.words = TAKEN_BACK
                    piece.save(update_fields=["words"])


def _ready(source: Source) -> TranscriptDraft | None:
    drafts = TranscriptDraft.objects.select_for_update(of=("self",))
    return drafts.filter(source=source, state=TranscriptDraft.State.READY).first()


def _refuse_cpr(draft: TranscriptDraft) -> None:
    """Also one that stands in two pieces, or came to be by a correction."""
    if find_cpr(_as_text(draft)[0]):
        raise ContainsCpr


def _as_text(draft: TranscriptDraft) -> tuple[str, list[Segment]]:
    """What will be the source's text: a line for each piece that says anything."""
    return _joined(list(draft.pieces.exclude(words="")))


def _joined(pieces: Sequence[DraftPiece]) -> tuple[str, list[Segment]]:
    lines, segments, at = [], [], 0
    for piece in pieces:
        words = piece.words
        lines.append(words)
        segments.append(Segment(at, at + len(words), from_ms=piece.from_ms, to_ms=piece.to_ms))
        at += len(words) + 1
    return "\n".join(lines), segments
