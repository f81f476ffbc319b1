"""The only door for reading the plan."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
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


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one cell in the Tid column."""

    label: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
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

    @property
    def earlier(self) -> list[Row]:
        """What is over and done with before last month: put away until somebody asks."""
        month = (self.today.replace(day=1) - timedelta(days=1)).replace(day=1)
        past = [row for row in self.rows if (row.is_held or row.is_dropped) and row.ends and row.ends < month]
        return past if ALL_UNDER <= len(past) < len(self.rows) else []

    @property
    def recent(self) -> list[Row]:
        put_away = {row.activity.pk for row in self.earlier}
        return [row for row in self.rows if row.activity.pk not in put_away]

    @property
    def earlier_than(self) -> str:
        """The month what is put away came before: "februar"."""
        return date_format((self.today.replace(day=1) - timedelta(days=1)), "F").lower()

    def groups(self, *, everything: bool = True) -> list[Group]:
        """The rows by month, as the Tid column of a process plan; "maj" and "maj og juni" are one group."""
        found: list[tuple[Months | None, list[Row]]] = []
        for row in self.rows if everything else self.recent:
            months = _months(row)
            last, rows = found[-1] if found else (None, [])
            if rows and (months == last or (months and last and months[:2] == last[:2])):
                found[-1] = (max(months, last) if months and last else last, [*rows, row])
            else:
                found.append((months, [row]))
        years = {months[0] for months, _rows in found if months}
        return [Group(_label(months, with_year=len(years) > 1), rows) for months, rows in found]


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


def plan_of(membership: Membership) -> Plan:
    """The plan as this person may see it."""
    rows = _rows(list(_activities(membership)))
    return Plan(sorted(rows, key=_place_in_time), clock.today())


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
    return next(one for one in _rows(list(_activities(membership))) if one.activity.pk == activity.pk)


def next_rows(membership: Membership, limit: int = 3) -> list[Row]:
    """What comes next, from today: planned, with a date."""
    plan = plan_of(membership)
    ahead = [row for row in plan.rows if not (row.is_held or row.is_dropped) and row.ends and row.ends >= plan.today]
    return ahead[:limit]


def changes(membership: Membership) -> list[ActivityChange]:
    """Everything that changed in the plan and why, newest first."""
    found = ActivityChange.objects.filter(activity__project=membership.project)
    found = found.select_related("activity", "changed_by").order_by("-at", "-id")
    return list(found) if membership.may(May.SEE_PROJECT) else []


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
    found = [one for one in _owed(membership) if (one.done_on is not None) == done]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.pk))


def owed_by(membership: Membership, user: User | None = None) -> list[OwedAction]:
    """What this person (or another in the project) still owes."""
    owner = user or membership.user
    return [one for one in owed(membership) if one.owner_id == owner.pk]


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
