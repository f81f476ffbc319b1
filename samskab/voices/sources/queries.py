"""The only door for reading documents that were read in."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404

from samskab.ground.locking import Locked
from samskab.ground.pages import page_of
from samskab.ground.wording import clock_time
from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.sources.media import media_of, opened
from samskab.voices.sources.models import Revision, Segment, Source, SourceFile
from samskab.voices.sources.originals import opened as opened_original

A_LIST = 50
A_WINDOW = 200  # segments shown at a time


class NotOpened(Exception):
    """The file is gone, or was changed, or was locked with a key we do not have. `samskab doctor` says so."""


@dataclass(frozen=True, slots=True)
class Said:
    """A segment as it is read: `who` is "" where nobody is named, or goes on; `at` a time such as 1:02:03, or ""."""

    number: int
    who: str
    at: str
    words: str
    from_ms: int | None = None

    @property
    def seconds(self) -> str:
        """As an address asks a player to begin there."""
        return "" if self.from_ms is None else f"{self.from_ms / 1000:.3f}"


def seen_by(membership: Membership) -> QuerySet[Source]:
    """A document may hold voices: whoever may see voices may read it."""
    sources = Source.objects.filter(project=membership.project).defer("text")
    return sources if membership.may(May.SEE_VOICES) else sources.none()


def find(membership: Membership, number: int) -> Source:
    source = seen_by(membership).filter(number=number).first()
    if source is None:
        raise Http404
    return source


def without_words(membership: Membership, number: int) -> Source:
    """Sound or a picture that waits for somebody to lay its words beside it. Raises Http404."""
    source = find(membership, number)
    if media_of(source) is None or source.revisions.exists():
        raise Http404
    return source


def with_other_names(source: Source) -> Revision | None:
    """The revision in which names were replaced the last time; None where none were."""
    return source.revisions.defer("text").filter(why=Revision.Why.PSEUDONYM).last()


def may_see_original(membership: Membership, source: Source) -> bool:
    """What was brought, and what the text was before, tells the names: once they are replaced, few may see it."""
    return membership.may(May.SEE_NAMES) or with_other_names(source) is None


def media_seen_by(membership: Membership, source: Source) -> SourceFile | None:
    """What one hears or sees of this source, for who may."""
    return media_of(source) if may_see_original(membership, source) else None


def media_bytes(membership: Membership, source: Source) -> tuple[bytes, str]:
    """(what one hears or sees, its content type). Raises Http404."""
    media = media_seen_by(membership, source)
    if media is None:
        raise Http404
    return opened(media)


def has_original_for(membership: Membership, source: Source) -> bool:
    """Whether the document as it was brought is here, and theirs to see."""
    return bool(source.sha256) and media_of(source) is None and may_see_original(membership, source)


def original_bytes(membership: Membership, source: Source) -> bytes:
    """The document as it was brought. Raises Http404 where there is none for them, NotOpened where it does not open."""
    if not has_original_for(membership, source):
        raise Http404
    try:
        return opened_original(source)
    except (FileNotFoundError, Locked):
        raise NotOpened from None


def listed(membership: Membership, page: str) -> Page[Source]:
    """Every source this person may read, the newest first."""
    return page_of(page, A_LIST, seen_by(membership).order_by("-number"))


def latest(source: Source) -> Revision | None:
    """The working text as it is now, without the text itself: that may be very long."""
    return source.revisions.defer("text").last()


def working_text(source: Source) -> str:
    """All of the text as it is now."""
    revision = source.revisions.last()
    return revision.text if revision else ""


def text_before(membership: Membership, source: Source, number: str) -> str:
    """All of the text as it was in that revision: it may hold names that stand there no more. Raises Http404."""
    wanted = int(number) if number.isdecimal() and len(number) < 7 else 0
    revision = source.revisions.filter(number=wanted).first()
    if revision is None or not membership.may(May.SEE_NAMES):
        raise Http404
    text: str = revision.text
    return text


def segments_of(revision: Revision | None, page: str) -> Page[Segment]:
    """One window of a revision's segments."""
    return page_of(page, A_WINDOW, revision.segments.all() if revision else Segment.objects.none())


def window(source: Source, page: str) -> tuple[Page[Segment], list[Said]]:
    """One window of the latest revision: its segments, and what stands in them."""
    revision = latest(source)
    found = segments_of(revision, page)
    return found, _said(revision, list(found)) if revision else []


def _said(revision: Revision, segments: list[Segment]) -> list[Said]:
    if not segments:
        return []
    text, said, before = revision.text, [], ""
    for one in segments:
        who = one.speaker if one.speaker != before else ""
        said.append(Said(one.number, who, clock_time(one.from_ms), text[one.start : one.end], one.from_ms))
        before = one.speaker
    return said
