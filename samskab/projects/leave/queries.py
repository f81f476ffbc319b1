"""The only door for reading where we have leave to listen, and where we still must ask."""

from collections.abc import Iterable

from django.http import Http404

from samskab.projects.access import May
from samskab.projects.leave.models import SitePermission
from samskab.projects.methods import shelf
from samskab.projects.models import Activity
from samskab.projects.team.models import Membership


def find(membership: Membership, number: int) -> Activity:
    """An activity of the plan; Http404 for one this person may not see."""
    found = Activity.objects.filter(project=membership.project, number=number).select_related("project").first()
    if found is None or not membership.may(May.SEE_PROJECT):
        raise Http404
    return found


def given_for(activity: Activity) -> list[SitePermission]:
    return list(activity.site_permissions.all())


def places_to_name(activity: Activity) -> list[str]:
    """What the project calls its places: a beginning, where the place itself is smaller."""
    return [place.name for place in activity.project.places.all()]


def asks_the_place(activity: Activity) -> bool:
    """Does somebody else answer for the place where this method listens?"""
    try:
        return shelf.method(activity.method_key).asks_the_place
    except shelf.UnknownMethod:
        return False


def without_leave(activities: Iterable[Activity]) -> list[Activity]:
    """Those of these where the place must be asked, and nobody has written down that it said yes."""
    asking = [one for one in activities if asks_the_place(one)]
    given = set(SitePermission.objects.filter(activity__in=asking).values_list("activity_id", flat=True))
    return [one for one in asking if one.pk not in given]
