"""The only door for writing about who takes part in a project."""

import hashlib
import secrets
from contextlib import suppress
from datetime import timedelta

from django.db import OperationalError, transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor, staff
from samskab.people.models import User
from samskab.projects.access import May, Outside, Role
from samskab.projects.models import Party, Project
from samskab.projects.permission import require, same_project
from samskab.projects.policy import is_open
from samskab.projects.team.models import Invitation, Membership

INVITATION_LASTS = timedelta(days=14)


class InvitationClosed(Exception):
    """The link was used, or its time has run out."""


class NobodyLeft(ValueError):
    """A project has a coordinator: the last one stays until there is another. Nothing is stored."""


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    project: Project, *, by: Actor, role: str, name: str = "", email: str = "", party: Party | None = None
) -> tuple[Invitation, str]:
    """A link for one colleague. The token is returned once and kept nowhere; we keep its fingerprint."""
    require(by, project, May.INVITE)
    same_project(project, party)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        project=project,
        name=name.strip(),
        email=User.objects.normalise(email),
        role=Role(role),
        party=party,
        token_hash=fingerprint(token),
        invited_by_id=by.id if by.kind == "staff" else None,
        created_at=clock.now(),
        expires_at=clock.now() + INVITATION_LASTS,
    )
    journal.write("colleague_invited", by=by, project_id=project.pk, subject="invitation", subject_id=invitation.pk)
    return invitation, token


@transaction.atomic
def accept(invitation: Invitation, user: User) -> Membership:
    """Let the person in. A link opens once: of two at the same time one gets in."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not is_open("invitation", held.state, Outside.TAKE_A_PLACE):
        raise InvitationClosed
    Invitation.objects.filter(pk=held.pk).update(accepted_at=clock.now())
    place = Membership.objects.current().filter(project=held.project_id, user=user).first()
    if place is None:
        place = _give_place(invitation.project, user, invitation.role, invitation.party)
        _note("colleague_joined", place, staff(user), role=invitation.role)
    return place


@transaction.atomic
def add_member(project: Project, user: User, role: str, *, by: Actor, party: Party | None = None) -> Membership:
    """Give someone who already has an account a place. Safe to repeat; a new role replaces the old."""
    require(by, project, May.INVITE)
    same_project(project, party)
    place = _give_place(project, user, role, party)
    _note("member_added", place, by, role=role)
    return place


def _give_place(project: Project, user: User, role: str, party: Party | None) -> Membership:
    """A place from today, also for somebody whose earlier place is over; one they have keeps its first day."""
    now = {"role": Role(role), "party": party, "ended_on": None}
    Membership.objects.filter(project=project, user=user, ended_on__isnull=False).update(since_on=clock.today())
    place, _made = Membership.objects.update_or_create(
        project=project, user=user, defaults=now, create_defaults=now | {"since_on": clock.today()}
    )
    return place


@transaction.atomic
def end_place(place: Membership, *, by: Actor) -> None:
    """Nothing in the project opens to them any more; what they did stays. One may leave oneself. Safe to repeat.

    Raises NobodyLeft for the last coordinator.
    """
    is_own = by.kind == "staff" and by.id == place.user_id
    require(by, place.project, May.SEE_PROJECT if is_own else May.INVITE)
    if not _is_current(place):
        return
    _leave_a_coordinator(place)
    Membership.objects.filter(pk=place.pk).update(ended_on=clock.today())
    _note("member_left" if is_own else "place_ended", place, by)


@transaction.atomic
def change_role(place: Membership, role: str, *, by: Actor, party: Party | None = None) -> None:
    """Another role, from another party or none. What they did before stays theirs. Safe to repeat.

    Raises NobodyLeft when it would leave the project without a coordinator, InvitationClosed for a place that is over.
    """
    require(by, place.project, May.INVITE)
    same_project(place.project, party)
    if not _is_current(place):
        raise InvitationClosed
    if Role(role) != Role.COORDINATOR:
        _leave_a_coordinator(place)
    changed = Membership.objects.filter(pk=place.pk).exclude(role=role, party=party)
    if changed.update(role=Role(role), party=party):
        _note("role_changed", place, by, role=role)


def _is_current(place: Membership) -> bool:
    return Membership.objects.select_for_update().current().filter(pk=place.pk).exists()


def _leave_a_coordinator(place: Membership) -> None:
    """Raises NobodyLeft when this is the last one. Nobody else in the project changes that until we are done."""
    coordinators = Membership.objects.select_for_update().current().filter(project=place.project_id)
    if {one.pk for one in coordinators if one.role == Role.COORDINATOR} == {place.pk}:
        raise NobodyLeft


@transaction.atomic
def forget_who_was_invited(user: User) -> None:
    """The invitations somebody came by stay, without who they were for."""
    Invitation.objects.filter(email=user.email).update(email="", name="")


def visit(membership: Membership) -> None:
    """Remember when the person was here; "new since" counts from the visit before this one.

    A page that is looked at again within half an hour writes nothing, and waits for nobody who does. Where nothing can
    be written, the page is shown all the same.
    """
    now, before = clock.now(), membership.last_visit_at
    if before and now - before < timedelta(minutes=30):
        return
    with suppress(OperationalError), transaction.atomic():
        seen_last = Membership.objects.filter(pk=membership.pk, last_visit_at=before)
        seen_last.update(previous_visit_at=before, last_visit_at=now)
    membership.previous_visit_at, membership.last_visit_at = before, now


def _note(verb: str, place: Membership, by: Actor, **facts: object) -> None:
    journal.write(verb, by=by, project_id=place.project_id, subject="membership", subject_id=place.pk, facts=facts)
