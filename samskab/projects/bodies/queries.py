"""The only door for reading who carries the project, and which bodies it speaks to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from samskab.ground import clock
from samskab.people.models import Organisation
from samskab.projects.access import May
from samskab.projects.bodies.models import Body
from samskab.projects.models import Party
from samskab.projects.team.models import Membership
from samskab.projects.team.queries import members


class Standing(StrEnum):
    """Where a body stands in time: solid, dashed because it is to come, or dashed because it is over."""

    COMING = "coming"
    NOW = "now"
    ENDED = "ended"


def standing_of(valid_from: date | None, valid_to: date | None, day: date) -> Standing:
    if valid_from and day < valid_from:
        return Standing.COMING
    return Standing.ENDED if valid_to and valid_to < day else Standing.NOW


@dataclass(frozen=True, slots=True)
class Seen:
    """A body as it stands on a day."""

    body: Body
    standing: Standing


def bodies(membership: Membership, day: date | None = None) -> list[Seen]:
    """Every body: those in force first, then those to come, then those that have ended."""
    if not membership.may(May.SEE_PROJECT):
        return []
    on, order = day or clock.today(), [Standing.NOW, Standing.COMING, Standing.ENDED]
    rows = membership.project.bodies.select_related("organisation", "followed_by").prefetch_related("follows")
    seen = [Seen(body, standing_of(body.valid_from, body.valid_to, on)) for body in rows]
    return sorted(seen, key=lambda one: order.index(one.standing))


def find(membership: Membership, pk: int) -> Body:
    """One body; 404 for one this person may not see."""
    body = membership.project.bodies.filter(pk=pk).first() if membership.may(May.SEE_PROJECT) else None
    if body is None:
        raise Http404
    return body


@dataclass(frozen=True, slots=True)
class Carrier:
    """An organisation that carries the project, as it stands today, and the people who work here for it."""

    party: Party
    standing: Standing
    people: list[Membership]


def parties(membership: Membership) -> list[Carrier]:
    """The organisations that carry the project, in their order."""
    if not membership.may(May.SEE_PROJECT):
        return []
    people = list(members(membership.project))
    rows = membership.project.parties.select_related("organisation")
    return [
        Carrier(
            party,
            standing_of(party.valid_from, party.valid_to, clock.today()),
            [one for one in people if one.party_id == party.pk],
        )
        for party in rows
    ]


def organisations(membership: Membership) -> list[Organisation]:
    """Those a body of this project may belong to: the ones that carry it."""
    return [carrier.party.organisation for carrier in parties(membership)]


def unattached(membership: Membership) -> list[Membership]:
    """The people in the project who work here for none of its parties."""
    return [one for one in members(membership.project) if one.party_id is None]


def others(membership: Membership, body: Body | None = None) -> QuerySet[Body]:
    """The project's bodies but this one: those that may take over from it."""
    rows = Body.objects.filter(project=membership.project)
    return rows.exclude(pk=body.pk) if body else rows


def as_it_stands(body: Body) -> dict[str, Any]:
    """What a form about the body begins with."""
    names = ("name", "kind", "organisation", "about", "valid_from", "valid_to", "followed_by")
    return {name: getattr(body, name) for name in names}
