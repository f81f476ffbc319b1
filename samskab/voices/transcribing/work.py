"""The waiting task: some minutes of work at a time, so that other work gets its turn. Killed, it goes on where it was."""

import time
from collections.abc import Iterator
from io import BytesIO

from django_tasks import TaskContext, task

from samskab.ground.locking import Locked
from samskab.tasks.leases import finishing_in
from samskab.voices.sources.media import LOCKER
from samskab.voices.transcribing.laying import lay_pieces, note_failure
from samskab.voices.transcribing.models import TranscriptDraft
from samskab.voices.transcribing.transcribers import NotHere, Piece, transcriber

A_TURN = 60.0  # seconds: then somebody else may be waiting
HANGS = 60 * 60  # seconds: a model may be slow to read, and one piece slow to hear


@task(atomic=False, takes_context=True, longest=HANGS)
def write_on(context: TaskContext, draft_id: int) -> None:
    """Write a part of a draft, and go on later with the rest. The sound is opened in memory, and lies nowhere else."""
    draft = TranscriptDraft.objects.select_related("source__media").filter(pk=draft_id).first()
    if draft is None or draft.is_ready:
        return
    try:
        heard, is_all = _one_turn(transcriber().pieces(_sound_of(draft), draft.heard_ms))
    except BaseException:
        note_failure(draft_id)
        raise
    with finishing_in(context):
        if lay_pieces(draft_id, draft.heard_ms, heard, is_all=is_all):
            write_on.enqueue(draft_id)


def _sound_of(draft: TranscriptDraft) -> BytesIO:
    media = draft.source.media
    try:
        return BytesIO(LOCKER.open(media.name, media.locked_key))
    except (FileNotFoundError, Locked):
        raise NotHere from None


def _one_turn(pieces: Iterator[Piece]) -> tuple[list[Piece], bool]:
    """(what was heard before the time was up, whether that is all)"""
    heard, until = [], time.monotonic() + A_TURN
    for piece in pieces:
        heard.append(piece)
        if time.monotonic() >= until and piece.to_ms > piece.from_ms:
            return heard, False
    return heard, True
