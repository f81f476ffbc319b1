"""Where a place gave us leave to listen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.leave import actions, queries
from samskab.projects.leave.forms import LeaveForm
from samskab.projects.permission import enter


@login_required
def activity_leave(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    activity = queries.find(membership, number)
    form = LeaveForm(request.POST or None, initial={"given_on": clock.today()})
    if not form.is_valid():
        facts = {
            "slug": slug, "form": form, "activity": activity,
            "given": queries.given_for(activity), "places": queries.places_to_name(activity),
        }  # fmt: skip
        return render(request, "projects/activity_leave.html", facts)
    actions.note_leave(activity, by=staff(membership.user), **form.cleaned_data)
    messages.success(request, _("Skrevet ned. Nu kan I gå derud."))
    return redirect("activity", slug, number)
