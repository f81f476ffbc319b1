"""The only door for writing what a project says about its methods."""

from django.db import transaction

from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.methods.models import ProjectMethod
from samskab.projects.methods.shelf import recognise_name
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.projects.words import kept, line


@transaction.atomic
def describe_method(project: Project, name: str, text: str, *, by: Actor, key: str = "") -> ProjectMethod:
    """A method in the project's own words, tied to our library when we know the name. Safe to repeat."""
    require(by, project, May.EDIT_DOCUMENT)
    name, text = line(name, 160), kept(text)
    method, made = ProjectMethod.objects.get_or_create(
        project=project,
        name=name,
        defaults={"text": text, "key": key or recognise_name(name) or "", "position": project.methods.count() + 1},
    )
    if not made and text in {"", method.text}:
        return method
    method.text = text
    method.save(update_fields=["text"])
    journal.write("method_described", by=by, project_id=project.pk, subject="method", subject_id=method.pk)
    return method
