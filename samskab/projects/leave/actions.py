"""The only door for noting that a place gave us leave."""

from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.leave.models import SitePermission
from samskab.projects.models import Activity
from samskab.projects.permission import require
from samskab.projects.words import line


class SaysTooLittle(ValueError):
    """Leave is given by somebody, at a place, to something, on a day that has been. Nothing is stored."""


@transaction.atomic
def note_leave(activity: Activity, *, place: str, who: str, allows: str, given_on: date, by: Actor) -> SitePermission:
    """Somebody who answers for the place said yes. Refuses a CPR number. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    place, who, allows = line(place, 160), line(who, 160), line(allows)
    if not (place and who and allows) or given_on > clock.today():
        raise SaysTooLittle
    noted, made = SitePermission.objects.get_or_create(
        activity=activity, place=place, who=who, given_on=given_on, allows=allows,
        defaults={"noted_by_id": by.id if by.kind == "staff" else None, "noted_at": clock.now()},
    )  # fmt: skip
    if made:
        journal.write(
            "leave_noted", by=by, project_id=activity.project_id, subject="activity", subject_id=activity.pk,
            facts={"number": activity.number},
        )  # fmt: skip
    return noted
