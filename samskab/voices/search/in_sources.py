"""The only door for searching in the text of sources: the stretches that hold every word, and where in them."""

from dataclasses import dataclass
from itertools import groupby

from samskab.projects.team.models import Membership
from samskab.voices.search.context import Piece, in_context, places
from samskab.voices.search.queries import Term, holding_every_word, terms_of
from samskab.voices.sources.models import Revision, Source, Stretch
from samskab.voices.sources.queries import A_WINDOW, seen_by

MOST_FOUND = 10  # stretches shown; who wants more asks for something narrower


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a source where the words stand. `window` is the page of the text, `number` the segment on it."""

    source: Source
    number: int
    said: list[Piece]

    @property
    def window(self) -> int:
        return (self.number - 1) // A_WINDOW + 1


@dataclass(frozen=True, slots=True)
class FoundInSources:
    """What is shown, the latest sources first. `more` when there are further stretches."""

    found: list[Found]
    more: bool

    @property
    def sources(self) -> list[Source]:
        """Each source something is shown of."""
        return list({one.source.pk: one.source for one in self.found}.values())


def found_in_sources(membership: Membership, question: str) -> FoundInSources:
    """Nothing for a question without words, and nothing from a source this person may not read."""
    terms = terms_of(question)
    if not terms:
        return FoundInSources([], more=False)
    there = Stretch.objects.filter(revision__source__in=seen_by(membership))
    stretches, _whole = holding_every_word(there, terms)
    first = list(stretches.order_by("-revision__source__number", "first")[: MOST_FOUND + 1])
    shown = [
        _found(stretch, revision, terms)
        for pk, of_one in groupby(first[:MOST_FOUND], key=lambda stretch: stretch.revision_id)
        for revision in Revision.objects.filter(pk=pk).select_related("source").defer("source__text")
        for stretch in of_one
    ]
    return FoundInSources(shown, more=len(first) > MOST_FOUND)


def _found(stretch: Stretch, revision: Revision, terms: list[Term]) -> Found:
    said = revision.text[stretch.start : stretch.end]
    at = stretch.start + min((start for start, _end in places(said, terms)), default=0)
    segment = revision.segments.filter(start__lte=at).order_by("-start").values_list("number", flat=True).first()
    return Found(revision.source, segment or stretch.first, in_context(said, terms))
