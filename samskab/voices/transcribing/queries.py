"""The only door for reading a draft."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import Http404

from samskab.ground.pages import page_of
from samskab.ground.wording import clock_time
from samskab.projects.team.models import Membership
from samskab.voices.sources.media import media_of
from samskab.voices.sources.models import Source, SourceFile
from samskab.voices.sources.queries import without_words
from samskab.voices.transcribing.models import DraftPiece, TranscriptDraft
from samskab.voices.transcribing.transcribers import is_on

A_WINDOW = 40  # pieces corrected at a time


@dataclass(frozen=True, slots=True)
class Heard:
    """A source that is sound and has no words yet, and what a machine has written of it so far."""

    source: Source
    media: SourceFile
    draft: TranscriptDraft | None
    is_on: bool


def find(membership: Membership, number: int) -> Heard:
    """Raises Http404 for what is no sound, or has its words."""
    source = without_words(membership, number)
    media = media_of(source)
    if media is None or not media.is_sound:
        raise Http404
    return Heard(source, media, draft_of(source), is_on())


def draft_of(source: Source) -> TranscriptDraft | None:
    return TranscriptDraft.objects.filter(source=source).first()


def may_be_written_out(source: Source, media: SourceFile | None) -> bool:
    """Whether somebody may ask a machine, or see what it wrote."""
    if media is None or not media.is_sound or source.revisions.exists():
        return False
    return is_on() or draft_of(source) is not None


def window(draft: TranscriptDraft | None, page: str) -> Page[DraftPiece]:
    """One window of what was heard; nothing before all of it is written."""
    ready = draft is not None and draft.is_ready
    return page_of(page, A_WINDOW, draft.pieces.all() if draft and ready else DraftPiece.objects.none())


def so_far(draft: TranscriptDraft | None) -> str:
    """How far the machine has come, as a time; "" where it has not begun."""
    return clock_time(draft.heard_ms) if draft and draft.heard_ms else ""
