"""The only door for saying how long things are kept, and for letting them go when the day has come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from samskab.ground import clock
from samskab.ground.forgetting import leave_no_copy_in_the_log
from samskab.ground.keeping import erased
from samskab.ground.keeping.erased import Erasure
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require, turn_of
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.models import Voice
from samskab.voices.recordings.actions import forget_all_of
from samskab.voices.recordings.models import Recording
from samskab.voices.retention.deleting import remove
from samskab.voices.retention.models import Retention
from samskab.voices.retention.terms import WARNED, due, is_a_leap, may_go
from samskab.voices.sources.media import forget_media
from samskab.voices.sources.models import Source, SourceFile

Kind = Retention.Kind
RECORDING, SOURCE_FILE = "recording", "source_file"


class TooSoon(ValueError):
    """A day that has been already. Nothing is changed."""


@dataclass(frozen=True, slots=True)
class Term:
    """To a day, or some months after the project has ended; neither is for as long as the project is here."""

    until_on: date | None = None
    months: int | None = None


@transaction.atomic
def decide(project: Project, terms: dict[str, Term], *, by: Actor, ends_on: date | None = None) -> None:
    """How long each kind is kept. What was announced under another day is announced again. Safe to repeat."""
    require(by, project, May.WITHDRAW_VOICE)
    turn_of(project)
    for kind, term in terms.items():
        if term.until_on is not None and term.until_on < clock.today():
            raise TooSoon
        rule = Retention.objects.filter(project=project, kind=Kind(kind)).first() or Retention(
            project=project, kind=kind
        )
        wanted = (term.until_on, None if term.until_on else term.months, ends_on)
        if rule.pk and (rule.until_on, rule.months, rule.ends_on) == wanted:
            continue
        rule.until_on, rule.months, rule.ends_on = wanted
        rule.announced_on = rule.seen_on = rule.done_on = rule.put_off_on = None
        rule.nights, rule.set_at, rule.set_by_id = 0, clock.now(), by.id if by.kind == "staff" else None
        rule.save()
        facts = {"kind": kind, "until": str(due(*wanted[:1], ends_on, wanted[1]) or ""), "months": wanted[1]}
        journal.write(
            "retention_decided", by=by, project_id=project.pk, subject="retention", subject_id=rule.pk, facts=facts
        )


def keep_no_longer(*, by: Actor) -> None:
    """Every night: announce what will go in thirty days, and let go of what was announced. Safe to repeat."""
    for pk in list(Retention.objects.order_by("id").values_list("pk", flat=True)):
        _look_at(pk, by)


@transaction.atomic
def _look_at(pk: int, by: Actor) -> None:
    """One rule on one night. A clock that made a leap erases nothing: then it is announced from the beginning."""
    rule = Retention.objects.select_related("project").filter(pk=pk).first()
    if rule is None:
        return
    turn_of(rule.project)
    rule = Retention.objects.select_for_update(of=("self",)).select_related("project").get(pk=pk)
    today, day = clock.today(), due(rule.until_on, rule.ends_on, rule.months)
    many = how_many(rule.project, rule.kind)
    if day is None or not many:
        return
    if rule.announced_on is None or rule.seen_on is None:
        if today >= day - WARNED:
            _announce(rule, today)
            journal.write("erasure_announced", **_of(rule, many, by))
    elif is_a_leap(rule.seen_on, today):
        rule.put_off_on = today
        _announce(rule, today)
        journal.write("erasure_put_off", **_of(rule, many, by))
    elif today > rule.seen_on:
        rule.seen_on, rule.nights = today, rule.nights + 1
        if may_go(day, rule.announced_on, rule.nights, today):
            _let_go(rule, by)
            rule.announced_on, rule.seen_on, rule.nights, rule.put_off_on, rule.done_on = None, None, 0, None, today
            journal.write("kept_no_longer", **_of(rule, many, by))
        rule.save()


def _announce(rule: Retention, today: date) -> None:
    rule.announced_on, rule.seen_on, rule.nights = today, today, 0
    rule.save()


def _of(rule: Retention, many: int, by: Actor) -> dict[str, Any]:
    """What the journal keeps of it: whose rule, which kind, and how many things; no words."""
    facts = {"kind": rule.kind, "many": many}
    return {"by": by, "project_id": rule.project_id, "subject": "retention", "subject_id": rule.pk, "facts": facts}


def how_many(project: Project, kind: str) -> int:
    """How much of that kind there is."""
    if kind == Kind.VOICES:
        return Voice.objects.filter(project=project, state=Voice.State.KEPT).count()
    if kind == Kind.SOURCES:
        return Source.objects.filter(project=project).count()
    return _recordings(project).count() + _sounds(project).count()


def _recordings(project: Project) -> QuerySet[Recording]:
    return Recording.objects.filter(voice__project=project)


def _sounds(project: Project) -> QuerySet[SourceFile]:
    return SourceFile.objects.filter(source__project=project, width=0)


def _let_go(rule: Retention, by: Actor) -> None:
    """All of it, in one transaction; on the list of erasures before it is committed."""
    if rule.kind == Kind.VOICES:
        for voice in Voice.objects.filter(project=rule.project, state=Voice.State.KEPT).order_by("pk"):
            withdraw(voice, by=by)
    elif rule.kind == Kind.SOURCES:
        for source in Source.objects.filter(project=rule.project).defer("text").order_by("pk"):
            remove(source)
    else:
        _let_go_of_sound(list(_recordings(rule.project)), list(_sounds(rule.project)))


def _let_go_of_sound(recordings: list[Recording], sounds: list[SourceFile]) -> None:
    erasures = [Erasure(RECORDING, one.pk, one.created_at) for one in recordings]
    erasures += [Erasure(SOURCE_FILE, one.pk, one.created_at) for one in sounds]
    for voice in Voice.objects.filter(pk__in={one.voice_id for one in recordings}):
        forget_all_of(voice)
    forget_media(Source.objects.filter(pk__in=[one.source_id for one in sounds]))
    leave_no_copy_in_the_log()
    for erasure in erasures:
        erased.note(settings.INSTALLATION.erased_file, erasure, clock.real_now())


def let_go_again(erasures: list[Erasure]) -> None:
    """An older copy came back: what was erased after it was made goes again."""
    recordings = [one for one in Recording.objects.filter(pk__in=_ids(erasures, RECORDING)) if _is_among(one, erasures)]
    sounds = [one for one in SourceFile.objects.filter(pk__in=_ids(erasures, SOURCE_FILE)) if _is_among(one, erasures)]
    if recordings or sounds:
        _let_go_of_sound(recordings, sounds)


def _ids(erasures: list[Erasure], kind: str) -> set[int]:
    return {one.id for one in erasures if one.kind == kind}


def _is_among(row: Recording | SourceFile, erasures: list[Erasure]) -> bool:
    return any((one.id, one.made_at) == (row.pk, row.created_at) for one in erasures)
