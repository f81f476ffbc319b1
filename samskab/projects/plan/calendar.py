"""The plan as a calendar others can subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core import signing
from django.http import Http404
from icalendar import Calendar, Event

from samskab.ground import clock
from samskab.projects.plan.queries import plan_of
from samskab.projects.plan.rows import Row
from samskab.projects.team.models import Membership

SALT = "samskab.plan.calendar"


def token_of(membership: Membership) -> str:
    """Names one person's place in one project. It opens nothing any more once that place is gone."""
    return signing.dumps(membership.pk, salt=SALT)


def holder_of(token: str, slug: str) -> Membership:
    """Whose calendar this is; 404 for a token that is not ours, or whose holder has no place here any more."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    membership = Membership.objects.current().filter(pk=pk, project__slug=slug, user__is_active=True).first()
    if membership is None:
        raise Http404
    return membership


def calendar_of(membership: Membership, address: Callable[[Row], str]) -> bytes:
    """Everything in the plan that has a date. `address` gives an activity's page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samskab//Procesplan//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", membership.project.name)
    calendar.add("x-wr-timezone", "Europe/Copenhagen")
    for row in plan_of(membership).rows:
        if row.begins and row.ends:
            calendar.add_component(_event(row, row.begins, row.ends, address(row)))
    calendar.add_missing_timezones()
    body: bytes = calendar.to_ical()
    return body


def _event(row: Row, first: date, last: date, address: str) -> Event:
    event, activity = Event(), row.activity
    event.add("uid", f"{activity.project.slug}-{activity.number}@samskab")
    event.add("dtstamp", _last_changed(row))
    event.add("sequence", len(activity.changes.all()))
    event.add("summary", activity.title)
    event.add("description", "\n".join([row.dates, *row.notes]))
    event.add("url", address)
    event.add("status", _status(row))
    if row.is_span:
        event.add("transp", "TRANSPARENT")
    _add_days(event, row, first, last)
    return event


def _last_changed(row: Row) -> datetime:
    """When its line in the calendar last became another; a stable moment while nothing happens."""
    moments = [change.at for change in row.activity.changes.all()]
    return max(moments, default=row.activity.project.created_at)


def _status(row: Row) -> str:
    if row.is_dropped:
        return "CANCELLED"
    return "CONFIRMED" if row.is_firm or row.is_held else "TENTATIVE"


def _add_days(event: Event, row: Row, first: date, last: date) -> None:
    """By the hour where it starts at one on a single day; otherwise whole days, the last one included."""
    activity = row.activity
    if activity.start_time and first == last and not row.held_elsewhere:
        event.add("dtstart", datetime.combine(first, activity.start_time, clock.COPENHAGEN))
        if activity.end_time and activity.end_time > activity.start_time:
            event.add("dtend", datetime.combine(first, activity.end_time, clock.COPENHAGEN))
        return
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
