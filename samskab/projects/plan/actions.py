"""The only door for writing in the plan. A plan may change; say only why."""

from collections.abc import Iterable
from datetime import date

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
from samskab.projects.plan.arranging import expect, expect_only, set_involvement, set_method, take_part
from samskab.projects.plan.models import Activity, ActivityChange
from samskab.projects.plan.promises import owe, owe_again, settle
from samskab.projects.plan.writing import about, as_it_is, dates_of, note_change, put, titled
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
    journal.write("activity_planned", by=by, **about(activity))
    return activity


@transaction.atomic
def move(activity: Activity, when: When, as_written: str, reason: str, *, by: Actor) -> Activity:
    """Another date, and why. What it was before is kept; nothing happens when nothing changed."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = as_it_is(activity)
    facts = dates_of(when) | {"date_as_written": line(as_written), "date_certain": True}
    if all(getattr(activity, name) == value for name, value in facts.items()):
        return activity
    note_change(
        activity, ActivityChange.Kind.MOVED, activity.date_as_written, facts["date_as_written"], because(reason), by
    )
    put(activity, **facts)
    journal.write("activity_moved", by=by, **about(activity))
    return activity


@transaction.atomic
def confirm_date(activity: Activity, *, by: Actor) -> Activity:
    """A person has looked: the date we were in doubt about is right."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = as_it_is(activity)
    if not activity.date_certain or activity.year_inferred:
        put(activity, date_certain=True, year_inferred=False)
        journal.write("activity_date_confirmed", by=by, **about(activity))
    return activity


@transaction.atomic
def reword(activity: Activity, title: str, reason: str, *, by: Actor, text: str | None = None) -> Activity:
    """Other words for it, and why. `text` stays as it is when it is left out."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = as_it_is(activity)
    title, text = titled(title or activity.title, activity.text if text is None else text)
    if (title, text) == (activity.title, activity.text):
        return activity
    note_change(activity, ActivityChange.Kind.REWORDED, activity.title, title, because(reason), by)
    put(activity, title=title, text=text)
    journal.write("activity_reworded", by=by, **about(activity))
    return activity


@transaction.atomic
def mark_held(
    activity: Activity, on: date, *, by: Actor, outcome: str = "", perspectives: Iterable[str] = ()
) -> Activity:
    """It took place, that day, with these perspectives. Safe to repeat; raises NotYet for a day to come."""
    require(by, activity.project, May.EDIT_PLAN)
    if on > clock.today():
        raise NotYet
    activity = as_it_is(activity)
    for perspective in perspectives:
        take_part(activity, perspective)
    if outcome:
        note_outcome(activity, outcome, by=by)
    if activity.state == Activity.State.HELD and activity.held_on == on:
        return activity
    note_change(activity, ActivityChange.Kind.HELD, activity.date_as_written, on.isoformat(), "", by)
    put(activity, state=Activity.State.HELD, held_on=on)
    journal.write("activity_held", by=by, **about(activity))
    return activity


@transaction.atomic
def note_outcome(activity: Activity, outcome: str, *, by: Actor) -> Activity:
    """What came of it, in words."""
    require(by, activity.project, May.EDIT_PLAN)
    if (outcome := kept(outcome)) != activity.outcome:
        put(activity, outcome=outcome)
        journal.write("outcome_noted", by=by, **about(activity))
    return activity


@transaction.atomic
def drop(activity: Activity, reason: str, *, by: Actor) -> Activity:
    """It will not be, and why. It keeps its place in the plan. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = as_it_is(activity)
    if activity.state == Activity.State.DROPPED:
        return activity
    note_change(activity, ActivityChange.Kind.DROPPED, activity.date_as_written, "", because(reason), by)
    put(activity, state=Activity.State.DROPPED, held_on=None)
    journal.write("activity_dropped", by=by, **about(activity))
    return activity


@transaction.atomic
def resume(activity: Activity, *, by: Actor, reason: str = "") -> Activity:
    """Back in the plan: it was dropped, or marked as held by mistake. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    activity = as_it_is(activity)
    if activity.state == Activity.State.PLANNED:
        return activity
    note_change(activity, ActivityChange.Kind.RESUMED, "", activity.date_as_written, line(reason), by)
    put(activity, state=Activity.State.PLANNED, held_on=None)
    journal.write("activity_resumed", by=by, **about(activity))
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
        put(activity, alternative_group=group)
    journal.write("alternatives_made", by=by, **about(among[0], group=group))
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
        journal.write("alternative_chosen", by=by, **about(activity, group=activity.alternative_group))
    return activity
