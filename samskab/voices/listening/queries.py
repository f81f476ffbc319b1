"""The only door for reading the page of voices: fifty at a time, from one perspective or all."""

from dataclasses import dataclass

from django.core.paginator import Page

from samskab.ground.pages import page_of
from samskab.projects.perspectives import PERSPECTIVE_NAMES, PERSPECTIVES, spoken_from
from samskab.projects.team.models import Membership
from samskab.voices.consent.queries import without_agreement
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import perspectives_heard, seen_by

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of voices, and what is true of all of them."""

    page: Page[Voice]
    chosen: str
    only_unknown: bool
    unknown: int
    heard: list[tuple[str, str]]
    missing: list[str]

    @property
    def is_all(self) -> bool:
        return not self.chosen and not self.only_unknown


def shown(membership: Membership, *, chosen: str = "", only_unknown: bool = False, page: str = "1") -> Shown:
    """The voices this person may see; `chosen` is a perspective's key, and one we do not know means all of them."""
    chosen = chosen if chosen in PERSPECTIVE_NAMES else ""
    unknown, spoken = without_agreement(membership), perspectives_heard(membership.project_id)
    voices = unknown if only_unknown else seen_by(membership)
    if chosen:
        voices = voices.filter(spoken_from(chosen))
    return Shown(
        page=page_of(page, A_PAGE, voices),
        chosen=chosen,
        only_unknown=only_unknown,
        unknown=unknown.count(),
        heard=[(key, str(name)) for key, name in PERSPECTIVES if key in spoken],
        missing=[str(name) for key, name in PERSPECTIVES if key not in spoken],
    )


def heard(membership: Membership) -> list[tuple[str, str]]:
    """(key, name) of every perspective that has spoken, in the fixed order."""
    spoken = perspectives_heard(membership.project_id)
    return [(key, str(name)) for key, name in PERSPECTIVES if key in spoken]
