"""The only door for reading the methods: our shelf, and what a project says about them."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import get_language

from samskab.projects.access import May
from samskab.projects.methods import shelf
from samskab.projects.methods.models import ProjectMethod
from samskab.projects.models import Activity
from samskab.projects.team.models import Membership


@dataclass(frozen=True, slots=True)
class Known:
    """A method on our shelf, with what this project says about it and where it uses it."""

    method: shelf.Method
    described: list[ProjectMethod]
    activities: list[Activity]

    @property
    def is_used(self) -> bool:
        return bool(self.described or self.activities)


def known_methods(membership: Membership) -> list[Known]:
    """The whole shelf, in its order."""
    described, activities = _of_project(membership)
    return [
        Known(
            method,
            [one for one in described if one.key == method.key],
            [one for one in activities if one.method_key == method.key],
        )
        for method in shelf.methods()
    ]


def own_methods(membership: Membership) -> list[ProjectMethod]:
    """Methods the project describes that are not on our shelf."""
    on_shelf = {method.key for method in shelf.methods()}
    return [one for one in _of_project(membership)[0] if one.key not in on_shelf]


def find(membership: Membership, key: str) -> Known:
    """One method of the shelf; 404 for a key nobody knows."""
    for known in known_methods(membership):
        if known.method.key == key:
            return known
    raise Http404


def _of_project(membership: Membership) -> tuple[list[ProjectMethod], list[Activity]]:
    if not membership.may(May.SEE_PROJECT):
        return [], []
    return list(membership.project.methods.all()), list(membership.project.activities.all())


def name_of(key: str) -> str:
    """The method's name in the language of the page; "" for a key nobody knows."""
    try:
        return shelf.method(key).text(get_language()).name
    except shelf.UnknownMethod:
        return ""
