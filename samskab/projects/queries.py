"""The only door for reading about projects themselves."""

from samskab.projects.models import Project


def find_public(slug: str) -> Project | None:
    """A project that shows itself to its neighbours; None for any other."""
    return Project.objects.filter(slug=slug, is_public=True).first()


def open_projects() -> list[Project]:
    """The projects that show themselves to their neighbours, for those who want to call or write."""
    return list(Project.objects.filter(is_public=True).order_by("name"))
