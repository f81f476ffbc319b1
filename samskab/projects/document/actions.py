"""The only door for writing in the living document and its principles."""

from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.document.models import Principle, PrincipleAct, Section, SectionVersion
from samskab.projects.models import Activity, Project
from samskab.projects.permission import require
from samskab.projects.words import because, kept, line


class ChangedMeanwhile(Exception):
    """Somebody else wrote in the section while this person did. `latest` is their version; nothing is stored."""

    def __init__(self, latest: SectionVersion) -> None:
        super().__init__(f"{latest} was written meanwhile")
        self.latest = latest


@transaction.atomic
def add_section(project: Project, heading: str, text: str, reason: str, *, by: Actor) -> Section:
    """A new part of the document, last in line. The same heading with the same words is the same section."""
    require(by, project, May.EDIT_DOCUMENT)
    heading, text, reason = line(heading, 160), kept(text), because(reason)
    for known in project.sections.filter(heading=heading):
        if (latest := known.versions.last()) and latest.text == text:
            return known
    section = Section.objects.create(project=project, heading=heading, position=project.sections.count() + 1)
    _write_version(section, 1, text, reason, by)
    journal.write("section_added", by=by, project_id=project.pk, subject="section", subject_id=section.pk)
    return section


@transaction.atomic
def rewrite(
    section: Section, text: str, reason: str, *, by: Actor, heading: str = "", based_on: int | None = None
) -> SectionVersion:
    """A new version, with its reason; none when nothing changed.

    `based_on` is the version number the writer had before them: raises ChangedMeanwhile when there is a later one.
    """
    require(by, section.project, May.EDIT_DOCUMENT)
    section = Section.objects.select_for_update().get(pk=section.pk)
    heading, text = line(heading, 160) or section.heading, kept(text)
    latest = section.versions.last()
    if latest and latest.text == text and section.heading == heading:
        return latest
    if latest and based_on is not None and latest.number != based_on:
        raise ChangedMeanwhile(latest)
    reason = because(reason)
    _rename(section, heading)
    version = _write_version(section, latest.number + 1 if latest else 1, text, reason, by)
    journal.write(
        "section_rewritten",
        by=by,
        project_id=section.project_id,
        subject="section",
        subject_id=section.pk,
        facts={"version": version.number},
    )
    return version


def _write_version(section: Section, number: int, text: str, reason: str, by: Actor) -> SectionVersion:
    return SectionVersion.objects.create(
        section=section,
        number=number,
        text=text,
        reason=reason,
        written_by_id=by.id if by.kind == "staff" else None,
        at=clock.now(),
    )


def _rename(section: Section, heading: str) -> None:
    if section.heading != heading:
        section.former_heading, section.heading = section.heading, heading
        section.save(update_fields=["heading", "former_heading"])


@transaction.atomic
def add_principle(project: Project, name: str, text: str, *, by: Actor) -> Principle:
    """A bærende princip. A name we know keeps its acts and takes the new words, if there are any."""
    require(by, project, May.EDIT_DOCUMENT)
    name, text = line(name, 160), kept(text)
    principle, made = Principle.objects.get_or_create(
        project=project, name=name, defaults={"text": text, "position": project.principles.count() + 1}
    )
    if not made and text in {"", principle.text}:
        return principle
    principle.text = text
    principle.save(update_fields=["text"])
    verb = "principle_added" if made else "principle_reworded"
    journal.write(verb, by=by, project_id=project.pk, subject="principle", subject_id=principle.pk)
    return principle


@transaction.atomic
def act_on(principle: Principle, what: str, on: date, *, by: Actor, activity: Activity | None = None) -> PrincipleAct:
    """Tie the principle to what was done about it. Safe to repeat: the same act on the same day is one act."""
    require(by, principle.project, May.EDIT_PLAN)
    act, made = PrincipleAct.objects.get_or_create(
        principle=principle,
        what=line(what),
        on=on,
        defaults={
            "activity": activity,
            "noted_by_id": by.id if by.kind == "staff" else None,
            "at": clock.now(),
        },
    )
    if made:
        journal.write(
            "principle_acted_on",
            by=by,
            project_id=principle.project_id,
            subject="principle",
            subject_id=principle.pk,
            facts={"on": on.isoformat()},
        )
    return act
