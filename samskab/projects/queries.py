"""The only door for reading about projects themselves."""

from samskab.projects.access import Outside
from samskab.projects.models import Project
from samskab.projects.policy import is_open


def find_public(slug: str) -> Project | None:
    """A project that shows itself to its neighbours; None for any other."""
    project = Project.objects.filter(slug=slug).first()
    return project if project and is_open("project", project.state, Outside.READ_PUBLIC) else None


def open_projects() -> list[Project]:
    """The projects that show themselves to their neighbours, for those who want to call or write."""
    return list(Project.objects.filter(is_public=True).order_by("name"))
