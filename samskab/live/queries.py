"""The only door for reading who may listen, and what happened."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from samskab.journal.actions import OWN
from samskab.journal.models import ChainHead, Entry
from samskab.live.events import Event
from samskab.people.models import User
from samskab.projects.access import May
from samskab.projects.team.models import Membership

_COLUMNS = ("id", "project_id", "verb", "subject", "subject_id", "code", "actor_kind", "actor_id")


@dataclass(frozen=True, slots=True)
class Claim:
    """The key of a visit, and the project somebody would listen in."""

    session_key: str
    slug: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A person in a project, and what they may there."""

    user_id: int
    project_id: int
    may: frozenset[May]


def admitted(claims: Collection[Claim]) -> dict[Claim, Guest]:
    """Those of them who may listen, asked for all at once: the visit lasts, the account is open, the place is theirs."""
    visits = _visitors({claim.session_key for claim in claims})
    places = {
        (place.user_id, place.project.slug): place
        for place in Membership.objects.current()
        .filter(user__in=set(visits.values()), project__slug__in={claim.slug for claim in claims})
        .select_related("project")
    }
    found = {claim: places.get((visits.get(claim.session_key, 0), claim.slug)) for claim in claims}
    return {claim: _guest(place) for claim, place in found.items() if place and place.may(May.SEE_PROJECT)}


def _guest(place: Membership) -> Guest:
    return Guest(place.user_id, place.project_id, frozenset(act for act in May if place.may(act)))


def _visitors(keys: Collection[str]) -> dict[str, int]:
    """The person behind each key of a visit; nobody behind one that is over, or from before the password was changed."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = store.get_model_class().objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    visits: dict[str, dict[str, Any]] = {row.session_key: store().decode(row.session_data) for row in rows}
    people = User.objects.filter(is_active=True).in_bulk({int(visit.get(SESSION_KEY, 0)) for visit in visits.values()})
    return {
        key: person.pk
        for key, visit in visits.items()
        if (person := people.get(int(visit.get(SESSION_KEY, 0))))
        and constant_time_compare(visit.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    }


def last_id() -> int:
    """The last entry of the whole journal."""
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def ends(projects: Collection[int]) -> dict[int, int]:
    """The last entry of each chain that has begun."""
    return dict(ChainHead.objects.filter(chain__in=projects).order_by().values_list("chain", "last_id"))


def after(cursor: int, *, most: int) -> list[Event]:
    """What happened in every project, in order. Only where ids are in the order of the commits: on SQLite."""
    return _events(Entry.objects.filter(id__gt=cursor).order_by("id").values_list(*_COLUMNS)[:most])


def after_each(cursors: dict[int, int], *, most: int) -> list[Event]:
    """What happened in each project after its own cursor; in order within each."""
    wanted = Q(pk__in=())
    for project_id, cursor in cursors.items():
        wanted |= Q(_in(project_id), id__gt=cursor)
    return _events(Entry.objects.filter(wanted).order_by("id").values_list(*_COLUMNS)[:most])


def between(project_id: int, since: int, upto: int, *, most: int) -> list[Event]:
    """What happened in a project with `since` < id <= `upto`, from the beginning of that."""
    found = Entry.objects.filter(_in(project_id), id__gt=since, id__lte=upto).order_by("id")
    return _events(found.values_list(*_COLUMNS)[:most])


def _in(project_id: int) -> Q:
    return Q(project_id__isnull=True) if project_id == OWN else Q(project_id=project_id)


def _events(rows: Iterable[tuple[Any, ...]]) -> list[Event]:
    return [
        Event(number, project or OWN, verb, subject, thing, code, person if kind == "staff" else None)
        for number, project, verb, subject, thing, code, kind, person in rows
    ]
