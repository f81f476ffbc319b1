"""Telling the whole story into an empty installation, moment by moment."""

from django.db import transaction

from samskab.frontdoor.story.beginning import beginnings, introduce
from samskab.frontdoor.story.book import Happening, page
from samskab.frontdoor.story.describing import descriptions
from samskab.frontdoor.story.giving_back import cards
from samskab.frontdoor.story.known import Known
from samskab.frontdoor.story.listening import voices
from samskab.frontdoor.story.next_door import next_door
from samskab.frontdoor.story.planning import plans
from samskab.frontdoor.story.understanding import lay_tracks, understandings
from samskab.ground import clock
from samskab.projects.models import Project


class NotEmpty(RuntimeError):
    """There is a project here already. The story is only told where nothing is."""


@transaction.atomic
def seed() -> None:
    """Tell the story, whole or not at all, each thing by the person and at the moment the story gives.

    Raises NotEmpty when any project exists.
    """
    if Project.objects.exists():
        raise NotEmpty
    cast = page("story")
    known = Known(introduce(cast))
    for happening in _in_order(cast, known):
        with clock.telling(happening.at.date(), happening.at.time()):
            happening.do()


def tell_once() -> None:
    """Tell the story where nothing is yet; leave everything as it is where something is. Safe to repeat."""
    try:
        seed()
    except NotEmpty:
        return


def _in_order(cast: dict[str, object], known: Known) -> list[Happening]:
    """Everything that happens, in the order it happened; at the same moment, in the order it is written."""
    chapters = [
        *beginnings(cast, known),
        *descriptions(page("description"), known),
        *plans(page("plan"), known),
        *voices(page("voices"), known),
        *understandings(page("meaning"), known),
        *lay_tracks(page("tracks"), known),
        *cards(page("postcards"), known),
        *next_door(page("neighbour"), known),
    ]
    return sorted(chapters, key=lambda happening: happening.at)
