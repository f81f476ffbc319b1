"""Beginning a new installation, being let in by a link, and saying what is true about a project: whole or not at all."""

from dataclasses import dataclass

from django.db import transaction

from samskab.ground.turns import take_turn
from samskab.people import actions as people
from samskab.people.actors import Actor
from samskab.people.models import User
from samskab.people.queries import nobody_yet
from samskab.projects.actions import begin_project, open_to_public, rename_project, set_contact
from samskab.projects.models import Project
from samskab.projects.team.actions import accept
from samskab.projects.team.models import Invitation, Membership


class AlreadyBegun(Exception):
    """Someone else was first; this page is gone."""


@transaction.atomic
def begin(account: dict[str, str], project_name: str, phone: str) -> tuple[User, Project]:
    """The coordinator and her first project. Of two at once, one begins."""
    take_turn("the first page")
    if not nobody_yet():
        raise AlreadyBegun
    user = people.welcome(account["email"], account["name"], account["password"], title=account["title"])
    return user, begin_project(project_name, coordinator=user, contact_phone=phone)


@transaction.atomic
def join(invitation: Invitation, account: dict[str, str]) -> tuple[User, Membership]:
    """A new account with its place in the project. A link that is closed makes no account."""
    user = people.welcome(account["email"], account["name"], account["password"], title=account["title"])
    return user, accept(invitation, user)


@dataclass(frozen=True, slots=True)
class About:
    """What stands on every page and on the postcard. `reason` is for a new name."""

    name: str
    reason: str
    contact_name: str
    contact_phone: str
    contact_email: str
    contact_address: str
    is_public: bool


@transaction.atomic
def tell_about(project: Project, about: About, *, by: Actor) -> None:
    """Name, contact and public page, all of it or none."""
    rename_project(project, about.name, about.reason, by=by)
    set_contact(
        project,
        by=by,
        name=about.contact_name,
        phone=about.contact_phone,
        email=about.contact_email,
        address=about.contact_address,
        is_inert=project.phone_is_inert and about.contact_phone == project.contact_phone,
    )
    open_to_public(project, about.is_public, by=by)
