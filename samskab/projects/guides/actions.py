"""The only door for writing question guides, and for saying who qualified them and where they are used."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.guides.models import Guide, GuideQualified, GuideUse, GuideVersion
from samskab.projects.models import Activity, Project
from samskab.projects.permission import require, same_project
from samskab.projects.words import because, kept, line

MOST_QUESTIONS, LONGEST_QUESTION = 20, 300


class AsksNothing(ValueError):
    """A guide has a title and at least one question. Nothing is stored."""


class AsksTooMuch(ValueError):
    """More questions than anybody can be asked. Nothing is stored."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote a version while this person did. `latest` is theirs; nothing is stored."""

    def __init__(self, latest: GuideVersion) -> None:
        super().__init__(f"{latest} was written meanwhile")
        self.latest = latest


def questions_of(text: str) -> list[str]:
    """One question a line, as we keep them; lines without words are left out."""
    return [one for one in (line(raw, LONGEST_QUESTION) for raw in kept(text).split("\n")) if one]


@transaction.atomic
def write_guide(project: Project, title: str, questions: str, *, by: Actor, method_key: str = "") -> Guide:
    """A new guide, with its first version. The same title with the same questions is the same guide."""
    require(by, project, May.EDIT_PLAN)
    title, asked = _checked(title, questions)
    for known in project.guides.all():
        latest = known.versions.last()
        if latest and (latest.title, latest.questions) == (title, asked):
            return known
    last = project.guides.last()
    guide = Guide.objects.create(
        project=project, number=last.number + 1 if last else 1, method_key=method_key, created_at=clock.now()
    )
    _write_version(guide, 1, title, asked, "", by)
    _note("guide_written", guide, by, version=1)
    return guide


@transaction.atomic
def rewrite(
    guide: Guide, title: str, questions: str, reason: str, *, by: Actor, based_on: int | None = None
) -> GuideVersion:
    """A new version, with its reason; none when nothing changed. Those of before stand as they were.

    `based_on` is the version the writer had before them: raises ChangedMeanwhile when there is a later one.
    """
    require(by, guide.project, May.EDIT_PLAN)
    title, asked = _checked(title, questions)
    latest = guide.versions.latest("number")
    if (latest.title, latest.questions) == (title, asked):
        return latest
    if based_on is not None and latest.number != based_on:
        raise ChangedMeanwhile(latest)
    version = _write_version(guide, latest.number + 1, title, asked, because(reason), by)
    _note("guide_rewritten", guide, by, version=version.number)
    return version


def _checked(title: str, questions: str) -> tuple[str, str]:
    title, asked = line(title, 160), questions_of(questions)
    if not title or not asked:
        raise AsksNothing
    if len(asked) > MOST_QUESTIONS:
        raise AsksTooMuch
    return title, "\n".join(asked)


def _write_version(guide: Guide, number: int, title: str, questions: str, reason: str, by: Actor) -> GuideVersion:
    return GuideVersion.objects.create(
        guide=guide, number=number, title=title, questions=questions, reason=reason,
        written_by_id=by.id if by.kind == "staff" else None, written_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def qualify(version: GuideVersion, who: str, on: date, *, by: Actor, said: str = "") -> GuideQualified:
    """These people went through this version. Safe to repeat: the same people on the same day are one."""
    require(by, version.guide.project, May.EDIT_PLAN)
    if not (who := line(who, 160)):
        raise AsksNothing
    noted, made = GuideQualified.objects.get_or_create(
        version=version, who=who, on=on,
        defaults={"said": line(said), "noted_by_id": by.id if by.kind == "staff" else None, "noted_at": clock.now()},
    )  # fmt: skip
    if made:
        _note("guide_qualified", version.guide, by, version=version.number)
    return noted


@transaction.atomic
def use_at(guide: Guide, activities: Iterable[Activity], *, by: Actor) -> None:
    """Exactly these activities ask from this guide; one that asked from another does so no more. Safe to repeat."""
    require(by, guide.project, May.EDIT_PLAN)
    wanted = {activity.pk: activity for activity in activities}
    same_project(guide.project, *wanted.values())
    before = set(guide.uses.values_list("activity_id", flat=True))
    if before == set(wanted):
        return
    guide.uses.exclude(activity__in=wanted).delete()
    for activity in wanted.values():
        GuideUse.objects.update_or_create(activity=activity, defaults={"guide": guide})
    _note("guide_used", guide, by, activities=len(wanted))


def _note(verb: str, guide: Guide, by: Actor, **facts: int) -> None:
    journal.write(
        verb, by=by, project_id=guide.project_id, subject="guide", subject_id=guide.pk,
        facts={"number": guide.number, **facts},
    )  # fmt: skip
