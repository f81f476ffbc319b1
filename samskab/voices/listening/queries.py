"""The only door for reading the page of voices: fifty at a time, from one perspective or all, or with some words."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page

from samskab.ground.pages import page_of
from samskab.projects.models import Activity
from samskab.projects.perspectives import PERSPECTIVE_NAMES, PERSPECTIVES, spoken_from
from samskab.projects.team.models import Membership
from samskab.voices.consent.queries import without_agreement
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import perspectives_heard, seen_by
from samskab.voices.search.context import Piece, in_context, places
from samskab.voices.search.in_sources import FoundInSources, found_in_sources
from samskab.voices.search.queries import found, terms_of

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of voices, and what is true of all of them."""

    page: Page[Voice]
    chosen: str
    words: str
    spoken_at: int | None
    first: date | None
    last: date | None
    only_unknown: bool
    unknown: int
    heard: list[tuple[str, str]]
    missing: list[str]

    @property
    def is_all(self) -> bool:
        return not (self.chosen or self.only_unknown or self.is_searched)

    @property
    def is_searched(self) -> bool:
        return bool(self.words or self.spoken_at or self.first or self.last)

    def said(self, voice: Voice) -> list[Piece]:
        """What was said, round the words that were looked for; nothing where none were."""
        return in_context(voice.words, terms_of(self.words)) if self.words else []

    def thought(self, voice: Voice) -> list[Piece]:
        """The same of what somebody thought, where it is there that the words were found."""
        terms = terms_of(self.words)
        return in_context(voice.thought, terms) if places(voice.thought, terms) else []


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see. `chosen` is a perspective's key, `spoken_at` an activity's number, "" for all.

    `first` and `last` are days as 2026-03-19; both are among those meant.
    """

    chosen: str = ""
    words: str = ""
    spoken_at: str = ""
    first: str = ""
    last: str = ""
    only_unknown: bool = False
    page: str = "1"


def shown(membership: Membership, asked: Asked) -> Shown:
    """The voices this person may see. What we do not know among what was asked means all of them."""
    chosen = asked.chosen if asked.chosen in PERSPECTIVE_NAMES else ""
    spoken_at = int(asked.spoken_at) if asked.spoken_at.isdecimal() and len(asked.spoken_at) < 7 else None
    first, last = _day(asked.first), _day(asked.last)
    only_unknown, words = asked.only_unknown, asked.words.strip()
    unknown, spoken = without_agreement(membership), perspectives_heard(membership.project_id)
    voices = unknown if only_unknown else found(membership, words) if words else seen_by(membership)
    if chosen:
        voices = voices.filter(spoken_from(chosen))
    if spoken_at:
        voices = voices.filter(activity__number=spoken_at)
    if first:
        voices = voices.filter(captured_on__gte=first)
    if last:
        voices = voices.filter(captured_on__lte=last)
    return Shown(
        page=page_of(asked.page, A_PAGE, voices),
        chosen=chosen,
        words=words,
        spoken_at=spoken_at,
        first=first,
        last=last,
        only_unknown=only_unknown,
        unknown=unknown.count(),
        heard=[(key, str(name)) for key, name in PERSPECTIVES if key in spoken],
        missing=[str(name) for key, name in PERSPECTIVES if key not in spoken],
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def also_in_sources(membership: Membership, asked: Asked) -> FoundInSources:
    """Where the same words stand in what was read in; only beside the first page of voices from everybody."""
    is_narrowed = (
        asked.chosen
        or asked.spoken_at
        or asked.first
        or asked.last
        or asked.only_unknown
        or asked.page not in ("", "1")
    )
    return found_in_sources(membership, "" if is_narrowed else asked.words)


def heard(membership: Membership) -> list[tuple[str, str]]:
    """(key, name) of every perspective that has spoken, in the fixed order."""
    spoken = perspectives_heard(membership.project_id)
    return [(key, str(name)) for key, name in PERSPECTIVES if key in spoken]


def spoken_at(membership: Membership) -> list[tuple[int, str]]:
    """(number, title) of the activities somebody has spoken at, the latest first."""
    heard_at = seen_by(membership).filter(state=Voice.State.KEPT).order_by().values("activity")
    there = Activity.objects.filter(pk__in=heard_at).order_by("-starts_on", "-number")
    return list(there.values_list("number", "title"))
