"""The only door for writing about committees and councils."""

from datetime import date

from django.db import transaction

from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.people.models import Organisation
from samskab.projects.access import May
from samskab.projects.bodies.models import Body
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.projects.words import line


@transaction.atomic
def add_body(
    project: Project,
    name: str,
    *,
    by: Actor,
    kind: str = Body.Kind.COMMITTEE,
    organisation: Organisation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    about: str = "",
) -> Body:
    """A committee or council, with the time it exists. Safe to repeat: one name that begins one day is one body."""
    require(by, project, May.EDIT_DOCUMENT)
    body, made = Body.objects.get_or_create(
        project=project,
        name=line(name, 160),
        valid_from=valid_from,
        defaults={
            "kind": Body.Kind(kind),
            "organisation": organisation,
            "valid_to": valid_to,
            "about": line(about),
        },
    )
    if made:
        _note("body_added", body, by)
    return body


@transaction.atomic
def change_body(
    body: Body,
    *,
    by: Actor,
    name: str,
    kind: str,
    organisation: Organisation | None,
    valid_from: date | None,
    valid_to: date | None,
    about: str,
) -> Body:
    """Correct what is written about a body. Nothing is noted when nothing changed."""
    require(by, body.project, May.EDIT_DOCUMENT)
    facts = {
        "name": line(name, 160),
        "kind": Body.Kind(kind),
        "organisation": organisation,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "about": line(about),
    }
    if all(getattr(body, name) == value for name, value in facts.items()):
        return body
    for name, value in facts.items():
        setattr(body, name, value)
    body.save(update_fields=[*facts])
    _note("body_changed", body, by)
    return body


@transaction.atomic
def end_body(body: Body, on: date, *, by: Actor, followed_by: Body | None = None) -> None:
    """Its last day, and who takes over. Safe to repeat."""
    require(by, body.project, May.EDIT_DOCUMENT)
    if followed_by is not None and (followed_by.pk == body.pk or followed_by.project_id != body.project_id):
        raise ValueError("A body is followed by another body of the same project.")
    if body.valid_to == on and body.followed_by == followed_by:
        return
    body.valid_to, body.followed_by = on, followed_by
    body.save(update_fields=["valid_to", "followed_by"])
    _note("body_ended", body, by)


def _note(verb: str, body: Body, by: Actor) -> None:
    journal.write(verb, by=by, project_id=body.project_id, subject="body", subject_id=body.pk)
