"""A document under review: what was read in it, how that stands to the project, and what a person has answered."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samskab.frontdoor.reading.deciding import OUR_GUESSES, Decision, decide
from samskab.frontdoor.reading.finds import Kind, all_finds, kinds_of
from samskab.frontdoor.reading.opening import Opened
from samskab.frontdoor.reading.queries import Standing, standing_of
from samskab.frontdoor.reading.settling import settle_rows
from samskab.ground.readers import page_of
from samskab.projects.perspectives import PERSPECTIVES
from samskab.projects.team.models import Membership


@dataclass(frozen=True, slots=True)
class Review:
    """Holds everything the page shows and everything that would be kept; stores nothing.

    `is_answered`: the person has said yes to keeping; before that there are no problems to speak of.
    """

    opened: Opened
    standing: Mapping[str, Standing]
    decisions: tuple[Decision, ...]
    is_answered: bool
    our_guesses: bool

    @property
    def problems(self) -> list[Decision]:
        """What cannot be kept as it stands."""
        return [one for one in self.decisions if self.is_answered and one.take and one.problem]

    def kept(self) -> list[Decision]:
        """What would be stored, with every date where the answers put it."""
        return [one for one in settle_rows(self.decisions) if one.take]

    def shown(self) -> dict[str, Any]:
        """For the page: each kind beside its text, every finding with its answers, and the file itself."""
        document = self.opened.document
        kinds = kinds_of(self.opened.reading, document.text)
        return {
            "kinds": [
                (kind, self._pages(kind), self._groups(kind), following)
                for kind, following in zip(kinds, [*kinds[1:], None], strict=False)
            ],
            "doubts": sum(kind.doubts for kind in kinds),
            "unread": self.opened.reading.unread,
            "name": document.name,
            "pages": document.pages,
            "data": base64.b64encode(self.opened.data).decode(),
            "problems": self.problems,
            "guesses": self.our_guesses,
            "perspectives": PERSPECTIVES,
        }

    def _groups(self, kind: Kind) -> list[tuple[str, list[tuple[Decision, Standing]]]]:
        by_key = {one.find.key: one for one in self.decisions}
        return [(time, [(by_key[one.key], self.standing[one.key]) for one in finds]) for time, finds in kind.groups]

    def _pages(self, kind: Kind) -> str:
        """The pages its findings stand on: "4" or "4-5"."""
        places = [place for find in kind.finds for place in find.spans]
        if not places:
            return ""
        first, last = (page_of(self.opened.document, at) for at in (min(places)[0], max(places)[0]))
        return str(first) if first == last else f"{first}-{last}"


def review_of(opened: Opened, membership: Membership, form: Mapping[str, str]) -> Review:
    """The document with a person's answers, read from the form; before they have answered, as the page begins."""
    answers = form if "keep" in form else {}
    standing = standing_of(membership, opened.reading, opened.document.text)
    decisions = tuple(decide(find, answers, take=standing[find.key].take) for find in all_finds(opened.reading))
    return Review(opened, standing, decisions, "keep" in form, bool(answers.get(OUR_GUESSES)))
