"""The only door for what anybody may read: frozen, published cards, and what is coming that one can turn up for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.charts.round import Seat, draw_round
from samskab.ground.page import Place
from samskab.projects.models import Activity, Project
from samskab.projects.plan.rows import Row, row_of
from samskab.projects.queries import find_public
from samskab.publishing.postcards.card import round_sentence, why_not_here, wording_of
from samskab.publishing.postcards.contents import CardData, quotes_of
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.postcards.queries import published
from samskab.trials.tracks.models import Track
from samskab.voices.retention.queries import in_words

MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Round:
    """The round as it stood on the latest card: one picture, and its sentence."""

    svg: SafeString
    sentence: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers. `phone_link` is empty for a number nobody has: then the page says so."""

    name: str
    phone: str
    phone_link: str
    email: str
    address: str


@dataclass(frozen=True, slots=True)
class Front:
    """What a project shows its neighbours. Every word of it stands on a published card."""

    project: Project
    why: list[str]
    round: Round | None
    heard: list[dict[str, Any]]
    known: list[dict[str, str]]
    questions: list[dict[str, str]]
    tracks: list[dict[str, str]]
    meetings: list[Row]
    cards: list[Postcard]
    contact: Contact
    how_long: list[str] = field(default_factory=list)


def find(slug: str) -> Project:
    """A project that shows itself; 404 for any other."""
    project = find_public(slug)
    if project is None:
        raise Http404
    return project


def find_card(slug: str, number: int) -> tuple[Project, Postcard, CardData]:
    """A published card of a project that shows itself, as its latest edition says; 404 for any other."""
    project = find(slug)
    for card, data in published(project):
        if card.number == number:
            return project, card, data
    raise Http404


def front_of(slug: str) -> Front:
    """The project's public page."""
    project = find(slug)
    cards = published(project)
    data = [card_data for _card, card_data in cards]
    tracks = _with_state(project, _once(track for one in data for track in one["tracks"]))
    return Front(
        project=project,
        why=data[0]["intro"] if data else [],
        round=_round(data[0]) if data else None,
        heard=_once(quote for one in data for quote in _on_the_web(one)),
        known=_once(point for one in data for point in one["points"]),
        questions=[track for track in tracks if track["kind"] == Track.Kind.QUESTION],
        tracks=tracks,
        meetings=meetings(project),
        cards=[card for card, _data in cards],
        contact=contact_of(project),
        how_long=in_words(project),
    )


def authorities_of(project: Project) -> str:
    """Who carries the project today, in words."""
    today = clock.today()
    names = [str(party) for party in project.parties.select_related("organisation") if party.in_force(today)]
    return _(" og ").join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def place_of(project: Project) -> Place:
    """What the head of a public page says."""
    return Place(project.name, reverse("public-project", args=[project.slug]), authorities_of(project))


def contact_of(project: Project) -> Contact:
    digits = "".join(sign for sign in project.contact_phone if sign in "+0123456789")
    rings = bool(digits) and not (project.phone_is_inert or settings.DEMO)
    return Contact(
        project.contact_name,
        project.contact_phone,
        f"tel:{digits}" if rings else "",
        project.contact_email,
        project.contact_address,
    )


def meetings(project: Project) -> list[Row]:
    """What one can turn up for: agreed, on a day, and meant for more than the project's own people."""
    ahead = Activity.objects.filter(
        Q(ends_on__gte=clock.today()),
        Q(is_milestone=True) | ~Q(involvement_level__in=["", Activity.Involvement.INFORMATION]),
        project=project, state=Activity.State.PLANNED, tentative=False, date_certain=True, alternative_group=None,
    ).prefetch_related("changes", "participations")  # fmt: skip
    return [row for one in ahead if (row := row_of(one)).is_firm][:MEETINGS]


def _on_the_web(data: CardData) -> Iterable[dict[str, Any]]:
    return (quote for quote in quotes_of(data) if not why_not_here(quote, "web"))


def _once(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each code once, as the newest card says it."""
    return list({one["code"]: one for one in reversed(list(found))}.values())[::-1]


def _with_state(project: Project, tracks: list[dict[str, str]]) -> list[dict[str, str]]:
    """The tracks in the card's words, with where each stands today."""
    states = {track.code: str(track.get_state_display()) for track in Track.objects.filter(project=project)}
    return [track | {"state": states.get(track["code"], "")} for track in tracks]


def _round(data: CardData) -> Round | None:
    seats = tuple(Seat(seat["key"], seat["state"]) for seat in data["round"]["seats"])
    if not seats:
        return None
    sentence = round_sentence(seats)
    svg = draw_round(
        seats, wording_of(data), sentence=sentence, title=_("Rundt om problemet"), size=400, prefix="offentlig"
    )
    return Round(mark_safe(svg), sentence)  # our own SVG, its words escaped
