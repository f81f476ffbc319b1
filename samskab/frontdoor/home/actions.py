"""Beginning a new installation: one person, one project, once."""

from django.db import transaction

from samskab.people import actions as people
from samskab.people.models import User
from samskab.people.queries import nobody_yet
from samskab.projects.actions import begin_project
from samskab.projects.models import Project


class AlreadyBegun(Exception):
    """Someone else was first; this page is gone."""


@transaction.atomic
def begin(account: dict[str, str], project_name: str, phone: str) -> tuple[User, Project]:
    """The coordinator and her first project, whole or not at all. Of two at once, one begins."""
    if not nobody_yet():
        raise AlreadyBegun
    user = people.welcome(account["email"], account["name"], account["password"], title=account["title"])
    return user, begin_project(project_name, coordinator=user, contact_phone=phone)
