"""The only door for reading who may listen, and what happened."""

import time
from collections.abc import Collection, Iterable
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
from samskab.live.guests import Claim, Guest
from samskab.people.models import User
from samskab.people.signing_in.demands import HAS_TWO_STEPS
from samskab.people.signing_in.sessions import is_over
from samskab.projects.access import May
from samskab.projects.team.models import Membership

_COLUMNS = ("id", "project_id", "verb", "subject", "subject_id", "code", "actor_kind", "actor_id")


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
    """The person behind each key of a visit; nobody behind one that is over, or where somebody must first do more."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = store.get_model_class().objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    visits: dict[str, dict[str, Any]] = {row.session_key: store().decode(row.session_data) for row in rows}
    visits = {key: visit for key, visit in visits.items() if SESSION_KEY in visit and _lasts(visit)}
    people = User.objects.filter(is_active=True).in_bulk({int(visit[SESSION_KEY]) for visit in visits.values()})
    return {
        key: person.pk
        for key, visit in visits.items()
        if (person := people.get(int(visit[SESSION_KEY]))) and _is_theirs(visit, person)
    }


def _lasts(visit: dict[str, Any]) -> bool:
    """What `SessionLengths` and `TwoStepsDemanded` ask before a page is shown."""
    two_steps = settings.TWO_FACTOR_DEMANDED and not settings.DEMO
    return not is_over(visit, time.time()) and (not two_steps or bool(visit.get(HAS_TWO_STEPS)))


def _is_theirs(visit: dict[str, Any], person: User) -> bool:
    """A changed password ends every visit but the one it was changed in."""
    proofs = [person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()]
    return any(constant_time_compare(visit.get(HASH_SESSION_KEY, ""), proof) for proof in proofs)


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
        Event(
            number, project or OWN, verb, subject, thing, code,
            person=person if kind == "staff" else None, by_itself=kind == "system",
        )
        for number, project, verb, subject, thing, code, kind, person in rows
    ]  # fmt: skip
