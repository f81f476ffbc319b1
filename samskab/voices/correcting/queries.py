"""The only door for reading a text that is being corrected, and what a person must decide about it."""

from dataclasses import dataclass

from django.http import Http404

from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.correcting.following import ASKS
from samskab.voices.correcting.models import Anchor, Correction
from samskab.voices.sources.models import Source
from samskab.voices.sources.queries import find, segments_of, with_other_names

AROUND = 200  # characters shown on either side


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the latest text, as one corrects it: `text[start:end]` of revision `number`."""

    number: int
    start: int
    end: int
    text: str
    whole: str
    page: object

    def with_part(self, part: str) -> str:
        """The whole text, with this part instead."""
        return self.whole[: self.start] + part + self.whole[self.end :]


def window(membership: Membership, number: int, page: str) -> tuple[Source, Window]:
    """Raises Http404 where this person may not, or there is no text."""
    source = find(membership, number)
    revision = source.revisions.last()
    if revision is None or not membership.may(May.READ_IN):
        raise Http404
    segments = segments_of(revision, page)
    shown = list(segments)
    start = 0 if segments.number == 1 or not shown else shown[0].start
    end = shown[-1].end if shown and segments.has_next() else len(revision.text)
    return source, Window(revision.number, start, end, revision.text[start:end], revision.text, segments)


def corrections(source: Source) -> list[Correction]:
    """What was corrected before, the latest first."""
    found = Correction.objects.filter(revision__source=source).select_related("revision__made_by")
    return list(found.defer("revision__text").order_by("-revision__number"))


def latest_correction(source: Source) -> Correction | None:
    """Of the text since names in it were replaced: why it was corrected before may tell one."""
    other_names = with_other_names(source)
    since = corrections(source)
    return next((one for one in since if other_names is None or one.revision.number > other_names.number), None)


@dataclass(frozen=True, slots=True)
class Question:
    """A voice that does not stand as it stood. `now` is what stands there, with what is around it."""

    anchor: Anchor
    before: str
    now: str
    after: str
    left: int


def next_question(source: Source) -> Question | None:
    """The first voice a person must decide about; None when there is none."""
    asked = Anchor.objects.filter(revision__source=source, state__in=ASKS, voice__state="kept").order_by(
        "voice__number"
    )
    anchor = asked.select_related("voice__project", "revision").first()
    if anchor is None:
        return None
    text, start, end = anchor.revision.text, anchor.start, anchor.end
    return Question(
        anchor, text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND], asked.count()
    )


def find_question(membership: Membership, number: int, pk: str) -> Anchor | None:
    """None where somebody has decided meanwhile."""
    source = find(membership, number)
    if not pk.isdecimal() or len(pk) > 18:
        return None
    found = Anchor.objects.filter(pk=int(pk), revision__source=source, state__in=ASKS)
    return found.select_related("voice__project").first()
