"""What somebody has promised: written down, done, and owed again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samskab.ground.page import own_page
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.projects.plan import actions, queries
from samskab.projects.plan.forms import OwedForm
from samskab.projects.team.queries import members


@login_required
def owed_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A promise; `?aktivitet=7` ties it to that activity."""
    membership = enter(request, slug, May.EDIT_PLAN)
    number = request.GET.get("aktivitet", "")
    activity = queries.find(membership, int(number)) if number.isdecimal() and len(number) < 7 else None
    form = OwedForm(members(membership.project), request.POST or None)
    if not form.is_valid():
        return render(request, "projects/owed_new.html", {"form": form, "activity": activity, "slug": slug})
    words = form.cleaned_data
    owner = words.pop("owner")
    actions.owe(
        membership.project,
        by=staff(membership.user),
        owner=owner.user if owner else None,
        activity=activity,
        **words,
    )
    messages.success(request, _("Skrevet ned."))
    return redirect("activity", slug, activity.number) if activity else redirect("plan", slug)


@login_required
@require_POST
def owed_done(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = enter(request, slug)
    owed = queries.find_owed(membership, pk)
    queries.require_own_or_may(membership, owed)
    act = actions.owe_again if "igen" in request.POST else actions.settle
    act(owed, by=staff(membership.user))
    messages.success(request, _("Den står åben igen.") if owed.done_on is None else _("Gjort. Tak."))
    return redirect(own_page(request.POST.get("tilbage", "")) or reverse("plan", args=[slug]))
