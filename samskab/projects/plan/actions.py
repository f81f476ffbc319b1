"""The only door for writing in the plan. A plan may change; say only why."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from samskab.ground import clock
from samskab.ground.dates import When
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.plan.models import Activity, ActivityChange, Participation
from samskab.projects.plan.promises import owe, owe_again, settle
from samskab.projects.words import because, kept, line

__all__ = [
    "NotYet",
    "choose_alternative",
    "confirm_date",
    "drop",
    "expect",
    "expect_only",
    "make_alternatives",
    "mark_held",
    "move",
    "note_outcome",
    "owe",
    "owe_again",
    "plan_activity",
    "resume",
    "reword",
    "set_involvement",
    "set_method",
    "settle",
]


class NotYet(ValueError):
    """A day that has not been cannot be the day something was held."""


def dates_of(when: When) -> dict[str, Any]:
    """The columns of an activity that say when."""
    return {
        "starts_on": when.start or when.end,
        "ends_on": when.end or when.start,
        "start_time": when.start_time,
        "end_time": when.end_time,
        "precision": when.precision,
        "tentative": when.tentative,
        "condition": line(when.condition),
        "year_inferred": when.year_inferred,
    }


def titled(title: str, text: str) -> tuple[str, str]:
    """A title and a text as we keep them; a title too long for its place stands whole in the text."""
    whole, text = " ".join(kept(title).split()), kept(text)
    short = line(title)
    return short, text if short == whole or whole in text else f"{whole}\n\n{text}".strip()


@transaction.atomic
def plan_activity(
    project: Project,
    title: str,
    when: When,
    *,
    by: Actor,
    as_written: str = "",
    text: str = "",
    method_key: str = "",
    time_label: str = "",
    date_certain: bool = True,
    involvement_level: str = "",
    is_milestone: bool = False,
) -> Activity:
    """Something in the plan, with its date as a person wrote it. The same title at the same time is one activity."""
    require(by, project, May.EDIT_PLAN)
    title, text = titled(title, text)
    as_written = line(as_written)
    same = {"title": title, "date_as_written": as_written, "starts_on": when.start, "start_time": when.start_time}
    known = project.activities.exclude(state=Activity.State.DROPPED).filter(**same).first()
    if known:
        return known
    activity = Activity.objects.create(
        project=project,
        number=next_number(project, "N"),
        title=title,
        date_as_written=as_written,
        text=text,
        method_key=method_key,
        time_label=line(time_label, 60),
        date_certain=date_certain,
        involvement_level=Activity.Involvement(involvement_level) if involvement_level else "",
        is_milestone=is_milestone,
        **dates_of(when),
    )
    _journal("activity_planned", activity, by)
    return activity


@transaction.atomic
def move(activity: Activity, when: When, as_written: str, reason: str, *, by: Actor) -> Activity:
    """Another date, and why. What it was before is kept; nothing happens when nothing changed."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = _locked(activity)
    facts = dates_of(when) | {"date_as_written": line(as_written), "date_certain": True}
    if all(getattr(activity, name) == value for name, value in facts.items()):
        return activity
    _change(
        activity, ActivityChange.Kind.MOVED, activity.date_as_written, facts["date_as_written"], because(reason), by
    )
    _set(activity, **facts)
    _journal("activity_moved", activity, by)
    return activity


@transaction.atomic
def confirm_date(activity: Activity, *, by: Actor) -> Activity:
    """A person has looked: the date we were in doubt about is right."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = _locked(activity)
    if not activity.date_certain or activity.year_inferred:
        _set(activity, date_certain=True, year_inferred=False)
        _journal("activity_date_confirmed", activity, by)
    return activity


@transaction.atomic
def reword(activity: Activity, title: str, reason: str, *, by: Actor, text: str | None = None) -> Activity:
    """Other words for it, and why. `text` stays as it is when it is left out."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = _locked(activity)
    title, text = titled(title or activity.title, activity.text if text is None else text)
    if (title, text) == (activity.title, activity.text):
        return activity
    _change(activity, ActivityChange.Kind.REWORDED, activity.title, title, because(reason), by)
    _set(activity, title=title, text=text)
    _journal("activity_reworded", activity, by)
    return activity


@transaction.atomic
def mark_held(
    activity: Activity, on: date, *, by: Actor, outcome: str = "", perspectives: Iterable[str] = ()
) -> Activity:
    """It took place, that day, with these perspectives. Safe to repeat; raises NotYet for a day to come."""
    require(by, activity.project, May.EDIT_PLAN)
    if on > clock.today():
        raise NotYet
    activity = _locked(activity)
    for perspective in perspectives:
        _take_part(activity, perspective)
    if outcome:
        note_outcome(activity, outcome, by=by)
    if activity.state == Activity.State.HELD and activity.held_on == on:
        return activity
    _change(activity, ActivityChange.Kind.HELD, activity.date_as_written, on.isoformat(), "", by)
    _set(activity, state=Activity.State.HELD, held_on=on)
    _journal("activity_held", activity, by)
    return activity


def _take_part(activity: Activity, perspective: str) -> None:
    known = activity.participations.filter(perspective=_known(perspective))
    if not known.update(took_part=True):
        Participation.objects.create(activity=activity, perspective=perspective, took_part=True)


@transaction.atomic
def note_outcome(activity: Activity, outcome: str, *, by: Actor) -> Activity:
    """What came of it, in words."""
    require(by, activity.project, May.EDIT_PLAN)
    if (outcome := kept(outcome)) != activity.outcome:
        _set(activity, outcome=outcome)
        _journal("outcome_noted", activity, by)
    return activity


@transaction.atomic
def drop(activity: Activity, reason: str, *, by: Actor) -> Activity:
    """It will not be, and why. It keeps its place in the plan. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = _locked(activity)
    if activity.state == Activity.State.DROPPED:
        return activity
    _change(activity, ActivityChange.Kind.DROPPED, activity.date_as_written, "", because(reason), by)
    _set(activity, state=Activity.State.DROPPED, held_on=None)
    _journal("activity_dropped", activity, by)
    return activity


@transaction.atomic
def resume(activity: Activity, *, by: Actor, reason: str = "") -> Activity:
    """Back in the plan: it was dropped, or marked as held by mistake. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = _locked(activity)
    if activity.state == Activity.State.PLANNED:
        return activity
    _change(activity, ActivityChange.Kind.RESUMED, "", activity.date_as_written, line(reason), by)
    _set(activity, state=Activity.State.PLANNED, held_on=None)
    _journal("activity_resumed", activity, by)
    return activity


@transaction.atomic
def make_alternatives(activities: Iterable[Activity], *, by: Actor) -> int:
    """One of these will be, not all. Gives the group's number; asked again, the same number."""
    among = list(activities)
    if len({one.pk for one in among}) < 2 or len({one.project_id for one in among}) > 1:
        raise ValueError("Alternatives are two or more activities of one project.")
    project = among[0].project
    require(by, project, May.EDIT_PLAN)
    groups = {one.alternative_group for one in among}
    if len(groups) == 1 and (known := groups.pop()):
        return known
    group: int = (project.activities.aggregate(last=Max("alternative_group"))["last"] or 0) + 1
    for activity in among:
        _set(activity, alternative_group=group)
    _journal("alternatives_made", among[0], by, group=group)
    return group


@transaction.atomic
def choose_alternative(activity: Activity, reason: str, *, by: Actor) -> Activity:
    """This one it will be; the others are dropped, with the reason. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    if activity.alternative_group is None:
        return activity
    others = activity.project.activities.filter(
        alternative_group=activity.alternative_group, state=Activity.State.PLANNED
    ).exclude(pk=activity.pk)
    for other in others:
        drop(other, reason, by=by)
    if others:
        _journal("alternative_chosen", activity, by, group=activity.alternative_group)
    return activity


@transaction.atomic
def set_involvement(activity: Activity, level: str, *, by: Actor) -> Activity:
    """How far people are let in; "" when nobody has said."""
    require(by, activity.project, May.EDIT_PLAN)
    level = Activity.Involvement(level).value if level else ""
    if activity.involvement_level != level:
        _set(activity, involvement_level=level)
        _journal("involvement_set", activity, by, level=level)
    return activity


@transaction.atomic
def set_method(activity: Activity, key: str, *, by: Actor) -> Activity:
    """Which method of the shelf it uses; "" for none."""
    require(by, activity.project, May.EDIT_PLAN)
    if activity.method_key != key:
        _set(activity, method_key=key)
        _journal("method_chosen", activity, by)
    return activity


@transaction.atomic
def expect(activity: Activity, perspective: str, position: str = "", *, by: Actor) -> Participation:
    """This perspective is to take part. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    participation, made = Participation.objects.get_or_create(
        activity=activity, perspective=_known(perspective), position=line(position, 120)
    )
    if made:
        _journal("perspective_expected", activity, by, perspective=perspective)
    return participation


@transaction.atomic
def expect_only(activity: Activity, perspectives: Iterable[str], *, by: Actor) -> None:
    """These perspectives are to take part and no others; what has taken part stays."""
    require(by, activity.project, May.EDIT_PLAN)
    wanted = {_known(perspective) for perspective in perspectives}
    activity.participations.filter(took_part=False).exclude(perspective__in=wanted).delete()
    for perspective in sorted(wanted - set(activity.participations.values_list("perspective", flat=True))):
        expect(activity, perspective, by=by)


def _known(perspective: str) -> str:
    if perspective not in PERSPECTIVE_NAMES:
        raise ValueError(f"Not a perspective: {perspective!r}")
    return perspective


def _locked(activity: Activity) -> Activity:
    """The same activity as it is now, held until the act is over, so that two people do not overwrite each other."""
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    return activity


def _set(activity: Activity, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(activity, name, value)
    activity.save(update_fields=[*facts])


def _change(activity: Activity, kind: str, before: str, after: str, reason: str, by: Actor) -> None:
    ActivityChange.objects.create(
        activity=activity,
        kind=kind,
        before=before,
        after=after,
        before_starts_on=activity.starts_on,
        before_ends_on=activity.ends_on,
        reason=reason,
        changed_by_id=by.id if by.kind == "staff" else None,
        at=clock.now(),
    )


def _journal(verb: str, activity: Activity, by: Actor, **facts: Any) -> None:
    journal.write(
        verb,
        by=by,
        project_id=activity.project_id,
        subject="activity",
        subject_id=activity.pk,
        facts={"number": activity.number} | facts,
    )
