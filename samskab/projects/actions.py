"""The only door for writing about a project itself."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor, staff
from samskab.people.models import Organisation, User
from samskab.projects.access import May, Role
from samskab.projects.models import FormerName, Geography, Party, Place, Project
from samskab.projects.permission import require
from samskab.projects.team.models import Membership

_DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@transaction.atomic
def begin_project(name: str, *, coordinator: User, contact_phone: str = "", contact_email: str = "") -> Project:
    """A new project with its coordinator. Anyone with an account may begin one."""
    project = Project.objects.create(
        slug=_free_slug(name),
        name=name.strip(),
        contact_name=coordinator.name,
        contact_phone=contact_phone,
        contact_email=contact_email,
        created_at=clock.now(),
    )
    Membership.objects.create(project=project, user=coordinator, role=Role.COORDINATOR, since_on=clock.today())
    journal.write(
        "project_begun", by=staff(coordinator), project_id=project.pk, subject="project", subject_id=project.pk
    )
    return project


def _free_slug(name: str) -> str:
    wanted = slugify(name.translate(_DANISH_LETTERS))[:50] or "projekt"
    slug, number = wanted, 1
    while Project.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def rename_project(project: Project, name: str, reason: str, *, by: Actor, on: date | None = None) -> None:
    """A new name; the old one is kept with the reason. Nothing happens when the name is the same."""
    require(by, project, May.EDIT_DOCUMENT)
    if project.name == name.strip():
        return
    FormerName.objects.create(project=project, name=project.name, until_on=on or clock.today(), reason=reason)
    project.name = name.strip()
    project.save(update_fields=["name"])
    journal.write("project_renamed", by=by, project_id=project.pk, subject="project", subject_id=project.pk)


@transaction.atomic
def set_geography(project: Project, text: str, reason: str, *, by: Actor, on: date | None = None) -> None:
    """Where the project works from now on; what was before ends, with the reason on the new one."""
    require(by, project, May.EDIT_DOCUMENT)
    day = on or clock.today()
    in_force = project.geographies.filter(valid_to__isnull=True).last()
    if in_force and in_force.text == text:
        return
    if in_force:
        in_force.valid_to = day
        in_force.save(update_fields=["valid_to"])
    Geography.objects.create(project=project, text=text, valid_from=day, reason=reason)
    journal.write("geography_changed", by=by, project_id=project.pk, subject="project", subject_id=project.pk)


@transaction.atomic
def add_place(project: Project, name: str, *, by: Actor) -> Place:
    require(by, project, May.EDIT_DOCUMENT)
    place, made = Place.objects.get_or_create(project=project, name=name.strip())
    if made:
        journal.write("place_added", by=by, project_id=project.pk, subject="place", subject_id=place.pk)
    return place


@transaction.atomic
def add_party(
    project: Project, organisation_name: str, *, by: Actor, kind: str = Organisation.Kind.OTHER, part: str = ""
) -> Party:
    """An organisation that carries the project; made if we do not know it. Safe to repeat."""
    require(by, project, May.EDIT_DOCUMENT)
    organisation, _ = Organisation.objects.get_or_create(name=organisation_name.strip(), defaults={"kind": kind})
    party, made = Party.objects.get_or_create(
        project=project,
        organisation=organisation,
        defaults={"part": part, "position": project.parties.count() + 1, "valid_from": clock.today()},
    )
    if made:
        journal.write("party_added", by=by, project_id=project.pk, subject="party", subject_id=party.pk)
    return party


@transaction.atomic
def set_contact(
    project: Project, *, by: Actor, name: str, phone: str, email: str = "", address: str = "", is_inert: bool = False
) -> None:
    """Who answers when someone calls or writes; `is_inert` marks an invented number that must not be dialled."""
    require(by, project, May.EDIT_DOCUMENT)
    project.contact_name, project.contact_phone, project.contact_email = name, phone, email
    project.contact_address, project.phone_is_inert = address, is_inert
    project.save(update_fields=["contact_name", "contact_phone", "contact_email", "contact_address", "phone_is_inert"])
    journal.write("contact_changed", by=by, project_id=project.pk, subject="project", subject_id=project.pk)


@transaction.atomic
def open_to_public(project: Project, is_public: bool, *, by: Actor) -> None:
    """Open or close the project's public page."""
    require(by, project, May.PUBLISH)
    changed = Project.objects.filter(pk=project.pk).exclude(is_public=is_public).update(is_public=is_public)
    project.is_public = is_public
    if changed:
        verb = "project_opened" if is_public else "project_closed"
        journal.write(verb, by=by, project_id=project.pk, subject="project", subject_id=project.pk)
