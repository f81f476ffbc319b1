"""The only door for writing about who takes part in a project."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor, staff
from samskab.people.models import User
from samskab.projects.access import May, Role
from samskab.projects.models import Party, Project
from samskab.projects.permission import require, same_project
from samskab.projects.team.models import Invitation, Membership

INVITATION_LASTS = timedelta(days=14)


class InvitationClosed(Exception):
    """The link was used, or its time has run out."""


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
    opened = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, expires_at__gt=clock.now()).update(
        accepted_at=clock.now()
    )
    if not opened:
        raise InvitationClosed
    membership, made = Membership.objects.get_or_create(
        project=invitation.project,
        user=user,
        defaults={"role": invitation.role, "party": invitation.party, "since_on": clock.today()},
    )
    if made:
        journal.write(
            "colleague_joined",
            by=staff(user),
            project_id=invitation.project_id,
            subject="membership",
            subject_id=membership.pk,
            facts={"role": invitation.role},
        )
    return membership


@transaction.atomic
def add_member(project: Project, user: User, role: str, *, by: Actor, party: Party | None = None) -> Membership:
    """Give someone who already has an account a place. Safe to repeat; a new role replaces the old."""
    require(by, project, May.INVITE)
    same_project(project, party)
    membership, _ = Membership.objects.update_or_create(
        project=project,
        user=user,
        defaults={"role": Role(role), "party": party},
        create_defaults={"role": Role(role), "party": party, "since_on": clock.today()},
    )
    journal.write(
        "member_added",
        by=by,
        project_id=project.pk,
        subject="membership",
        subject_id=membership.pk,
        facts={"role": role},
    )
    return membership


@transaction.atomic
def visit(membership: Membership) -> None:
    """Remember when the person was here; "new since" counts from the visit before this one."""
    now = clock.now()
    if membership.last_visit_at and now - membership.last_visit_at < timedelta(minutes=30):
        return
    Membership.objects.filter(pk=membership.pk).update(previous_visit_at=membership.last_visit_at, last_visit_at=now)
