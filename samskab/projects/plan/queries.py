"""The only door for reading the plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.people.models import User
from samskab.projects.access import May
from samskab.projects.perspectives import PERSPECTIVES
from samskab.projects.plan.models import Activity, ActivityChange, OwedAction, Participation
from samskab.projects.plan.rows import Row, row_of
from samskab.projects.team.models import Membership

Months = tuple[int, int, int]  # year, first month, last month
ALL_UNDER = 3  # fewer past rows than this are not worth hiding
DRAWN, DRAWN_PAST = 30, 12  # more than this on one timeline cannot be read


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one cell in the Tid column."""

    label: str
    rows: list[Row]


@dataclass(frozen=True)
class Plan:
    """The whole plan as it stands today, in the order of time; what has no date is last."""

    rows: list[Row]
    today: date

    @property
    def next_firm(self) -> Row | None:
        """The next thing one can turn up for."""
        return next((row for row in self.rows if row.is_firm and row.begins and row.begins >= self.today), None)

    @property
    def maybe(self) -> list[Row]:
        return [row for row in self.rows if row.is_maybe]

    @property
    def moved(self) -> list[Row]:
        return [row for row in self.rows if row.moved and not row.is_dropped]

    @property
    def undated(self) -> list[Row]:
        return [row for row in self.rows if row.begins is None and not row.is_dropped]

    @cached_property
    def earlier(self) -> list[Row]:
        """What is over and done with before last month: put away until somebody asks."""
        month = (self.today.replace(day=1) - timedelta(days=1)).replace(day=1)
        past = [row for row in self.rows if (row.is_held or row.is_dropped) and row.ends and row.ends < month]
        return past if ALL_UNDER <= len(past) < len(self.rows) else []

    @cached_property
    def recent(self) -> list[Row]:
        put_away = {row.activity.pk for row in self.earlier}
        return [row for row in self.rows if row.activity.pk not in put_away]

    @cached_property
    def nearest(self) -> list[Row]:
        """What a picture has room for: everything, or of a long plan what stands nearest to today."""
        if not self.is_long:
            return self.rows
        past = len([row for row in self.rows if row.ends and row.ends < self.today])
        first = max(0, min(past - DRAWN_PAST, len(self.rows) - DRAWN))
        return self.rows[first : first + DRAWN]

    @property
    def is_long(self) -> bool:
        return len(self.rows) > DRAWN

    @property
    def earlier_than(self) -> str:
        """The month what is put away came before: "februar"."""
        return date_format((self.today.replace(day=1) - timedelta(days=1)), "F").lower()


def groups_of(rows: Sequence[Row]) -> list[Group]:
    """The rows by month, as the Tid column of a process plan; "maj" and "maj og juni" are one group."""
    found: list[tuple[Months | None, list[Row]]] = []
    for row in rows:
        months = _months(row)
        last, before = found[-1] if found else (None, [])
        if before and (months == last or (months and last and months[:2] == last[:2])):
            found[-1] = (max(months, last) if months and last else last, [*before, row])
        else:
            found.append((months, [row]))
    years = {months[0] for months, _rows in found if months}
    return [Group(_label(months, with_year=len(years) > 1), some) for months, some in found]


def _months(row: Row) -> Months | None:
    if row.begins is None or row.ends is None:
        return None
    last = row.ends.month if row.is_span and row.ends.year == row.begins.year else row.begins.month
    return row.begins.year, row.begins.month, last


def _label(months: Months | None, *, with_year: bool) -> str:
    if months is None:
        return _("Uden dato")
    year, first, last = months
    names = [date_format(date(year, month, 1), "F").lower() for month in dict.fromkeys((first, last))]
    words = _("%(first)s og %(last)s") % {"first": names[0], "last": names[1]} if len(names) == 2 else names[0]
    return f"{words} {year}".capitalize() if with_year else words.capitalize()


def _activities(membership: Membership) -> QuerySet[Activity]:
    activities = Activity.objects.filter(project=membership.project).select_related("project")
    activities = activities.prefetch_related("changes", "participations")
    return activities if membership.may(May.SEE_PROJECT) else activities.none()


def of_project(membership: Membership) -> QuerySet[Activity]:
    """Every activity this person may see, by date."""
    return _activities(membership)


def with_last_reason(membership: Membership) -> QuerySet[Activity]:
    """Every activity, each with why it last changed, as `last_reason`; None where it never did."""
    last = ActivityChange.objects.filter(activity=OuterRef("pk")).order_by("-at", "-pk").values("reason")[:1]
    activities = _activities(membership).prefetch_related(None).select_related(None)
    return activities.only("number", "title").annotate(last_reason=Subquery(last))


def plan_of(membership: Membership) -> Plan:
    """The plan as this person may see it."""
    return Plan(_in_time(_without_people(membership)), clock.today())


def with_people(rows: Iterable[Row]) -> list[Row]:
    """The same rows, with the perspectives that take part at hand."""
    found = list(rows)
    prefetch_related_objects([row.activity for row in found], "participations")
    return found


def planned_rows(membership: Membership) -> list[Row]:
    """What is neither held nor dropped, in the order of time; what has no date is last."""
    return _in_time(_without_people(membership).filter(state=Activity.State.PLANNED))


def latest_held(membership: Membership, most: int) -> list[Row]:
    """The last things that were held, the latest last; without what changed about them before."""
    held = _held(membership).order_by("-held_on", "-number")[:most]
    return sorted((Row(one, None, ()) for one in held), key=_place_in_time)


def find_held(membership: Membership, number: int) -> Row | None:
    """What was held under that number; None for anything else."""
    held = _held(membership).filter(number=number).first()
    return Row(held, None, ()) if held else None


def _held(membership: Membership) -> QuerySet[Activity]:
    return _activities(membership).select_related(None).prefetch_related(None).filter(state=Activity.State.HELD)


def _without_people(membership: Membership) -> QuerySet[Activity]:
    """Where nobody asks which perspectives take part."""
    return _activities(membership).select_related(None).prefetch_related(None).prefetch_related("changes")


def _in_time(activities: QuerySet[Activity]) -> list[Row]:
    return sorted(_rows(list(activities)), key=_place_in_time)


def _rows(activities: list[Activity]) -> list[Row]:
    groups: dict[int, list[Activity]] = defaultdict(list)
    for one in activities:
        if one.alternative_group and one.state == Activity.State.PLANNED:
            groups[one.alternative_group].append(one)
    return [
        row_of(one, tuple(other for other in groups[one.alternative_group or 0] if other != one))
        if one in groups[one.alternative_group or 0]
        else row_of(one)
        for one in activities
    ]


def _place_in_time(row: Row) -> tuple[bool, int, int, bool, date, str, int]:
    """By month; in it the days first, then what spans more; then by day, hour and number."""
    begins, activity = row.begins or date.max, row.activity
    hour = str(activity.start_time or "")
    return row.begins is None, begins.year, begins.month, row.is_span, begins, hour, activity.number


def find(membership: Membership, number: int) -> Activity:
    """One activity; 404 for one this person may not see."""
    activity = _activities(membership).filter(number=number).first()
    if activity is None:
        raise Http404
    return activity


def row(membership: Membership, number: int) -> Row:
    """One activity as a row, knowing its alternatives; 404 for one this person may not see."""
    activity = find(membership, number)
    together = [activity]
    if activity.alternative_group:
        together += _activities(membership).filter(alternative_group=activity.alternative_group).exclude(pk=activity.pk)
    return _rows(together)[0]


def ahead(rows: Sequence[Row], limit: int = 3) -> list[Row]:
    """Of these what comes next, from today: planned, with a date."""
    today = clock.today()
    coming = [row for row in rows if not (row.is_held or row.is_dropped) and row.ends and row.ends >= today]
    return coming[:limit]


def changes(membership: Membership) -> QuerySet[ActivityChange]:
    """Everything that changed in the plan and why, newest first."""
    found = ActivityChange.objects.filter(activity__project=membership.project)
    found = found.select_related("activity", "changed_by").order_by("-at", "-id")
    return found if membership.may(May.SEE_PROJECT) else found.none()


def changes_of(activity: Activity) -> list[ActivityChange]:
    """What changed about one activity, oldest first."""
    return list(activity.changes.select_related("changed_by"))


def participations(activity: Activity) -> list[Participation]:
    """The perspectives of an activity, in the order everywhere."""
    order = [key for key, _name in PERSPECTIVES]
    return sorted(activity.participations.all(), key=lambda one: (order.index(one.perspective), one.pk))


def _owed(membership: Membership) -> QuerySet[OwedAction]:
    owed = OwedAction.objects.filter(project=membership.project).select_related("owner", "activity", "project")
    return owed if membership.may(May.SEE_PROJECT) else owed.none()


def owed(membership: Membership, *, done: bool = False) -> list[OwedAction]:
    """What is owed in the project (or was, and is done), the nearest day first and those without a day last."""
    return list(_owed(membership).filter(done_on__isnull=not done).order_by(F("due_on").asc(nulls_last=True), "pk"))


def owed_by(membership: Membership, user: User | None = None) -> list[OwedAction]:
    """What this person (or another in the project) still owes."""
    own = _owed(membership).select_related(None).filter(owner=user or membership.user, done_on__isnull=True)
    return list(own.order_by(F("due_on").asc(nulls_last=True), "pk"))


def owed_after(activity: Activity) -> list[OwedAction]:
    """What is owed because of an activity, what is done last."""
    found = activity.owed_actions.select_related("owner")
    return sorted(found, key=lambda one: (one.done_on is not None, one.due_on or date.max, one.pk))


def find_owed(membership: Membership, pk: int) -> OwedAction:
    """One promise; 404 for one this person may not see."""
    found = _owed(membership).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def require_own_or_may(membership: Membership, owed: OwedAction) -> None:
    """404 for one who neither promised it nor keeps the plan."""
    if owed.owner_id != membership.user_id and not membership.may(May.EDIT_PLAN):
        raise Http404


def others_planned(activity: Activity) -> QuerySet[Activity]:
    """What else is planned: what an activity may become one of two with."""
    planned = Activity.objects.filter(project=activity.project_id, state=Activity.State.PLANNED)
    return planned.exclude(pk=activity.pk)
