"""The only door for reading who takes part in a project."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.ground import clock
from samskab.people.models import User
from samskab.projects.access import May, Outside, Role
from samskab.projects.models import Party, Project
from samskab.projects.policy import is_open
from samskab.projects.team.actions import fingerprint
from samskab.projects.team.models import Invitation, Membership


def places_of(user: User | None) -> QuerySet[Membership]:
    """The projects a person has a place in; none for someone who is not signed in."""
    if user is None:
        return Membership.objects.none()
    return Membership.objects.current().filter(user=user).select_related("project").order_by("project__name")


def members(project: Project) -> QuerySet[Membership]:
    return Membership.objects.current().filter(project=project).select_related("user", "party__organisation")


def is_last(place: Membership) -> bool:
    """Whether the project would be without a coordinator if this place ended."""
    others = members(place.project).filter(role=Role.COORDINATOR).exclude(pk=place.pk)
    return place.role == Role.COORDINATOR and not others.exists()


def find_member(membership: Membership, pk: int) -> Membership:
    """One place this person may end: their own, or any where they may; 404 for another."""
    place = members(membership.project).filter(pk=pk).first()
    if place is None or not (place.pk == membership.pk or membership.may(May.INVITE)):
        raise Http404
    return place


def parties(project: Project) -> QuerySet[Party]:
    return project.parties.select_related("organisation")


def open_invitations(membership: Membership) -> QuerySet[Invitation]:
    """Links that have not been used yet; only those who may invite see them."""
    waiting = Invitation.objects.filter(
        project=membership.project, accepted_at__isnull=True, expires_at__gt=clock.now()
    )
    return waiting.select_related("party__organisation") if membership.may(May.INVITE) else waiting.none()


def find_invitation(token: str) -> Invitation | None:
    """The invitation a link opens; None when it was used, has run out, or never was."""
    found = Invitation.objects.filter(token_hash=fingerprint(token))
    found = found.select_related("project", "invited_by", "party__organisation")
    invitation = found.first()
    return invitation if invitation and is_open("invitation", invitation.state, Outside.TAKE_A_PLACE) else None
