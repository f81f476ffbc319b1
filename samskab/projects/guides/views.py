"""The question guides: every version of them, who qualified them, and where they are used."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.guides import actions, queries
from samskab.projects.guides.forms import GuideForm, NewVersionForm, QualifiedForm, UseForm
from samskab.projects.permission import enter

if TYPE_CHECKING:
    from samskab.projects.team.models import Membership


def _show(request: HttpRequest, template: str, membership: "Membership", **facts: Any) -> HttpResponse:
    facts |= {"slug": membership.project.slug, "may_edit": membership.may(May.EDIT_PLAN)}
    return render(request, f"projects/{template}.html", facts)


@login_required
def guides(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    return _show(request, "guides", membership, guides=queries.written(membership))


@login_required
def guide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug)
    return _show(request, "guide", membership, found=queries.find(membership, number))


@login_required
def guide_new(request: HttpRequest, slug: str) -> HttpResponse:
    """`?metode=ethno_raid` begins from what that method asks."""
    membership = enter(request, slug, May.EDIT_PLAN)
    form = GuideForm(request.POST or None, initial=queries.to_begin_from(request.GET.get("metode", "")))
    if not form.is_valid():
        return _show(request, "guide_new", membership, form=form)
    made = actions.write_guide(membership.project, by=staff(membership.user), **form.cleaned_data)
    messages.success(request, _("Gemt. Sig nu, hvor I spørger fra den."))
    return redirect("guide-use", slug, made.number)


@login_required
def guide_rewrite(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Two people may write at once: the second is shown what the first wrote, and loses nothing."""
    membership = enter(request, slug, May.EDIT_PLAN)
    found, meanwhile = queries.find(membership, number), None
    latest = found.latest
    standing = {"title": latest.title, "questions": latest.questions, "based_on": latest.number}
    form = NewVersionForm(request.POST or None, initial=standing)
    if form.is_valid():
        try:
            actions.rewrite(found.guide, by=staff(membership.user), **form.cleaned_data)
        except actions.ChangedMeanwhile as changed:
            meanwhile, form = changed.latest, form.on_top_of(changed.latest.number)
        else:
            messages.success(request, _("Gemt. Det, der stod før, kan stadig læses."))
            return redirect("guide", slug, number)
    return _show(request, "guide_rewrite", membership, found=found, form=form, meanwhile=meanwhile)


@login_required
def guide_qualify(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    found = queries.find(membership, number)
    form = QualifiedForm(request.POST or None, initial={"on": clock.today()})
    if not form.is_valid():
        return _show(request, "guide_qualify", membership, found=found, form=form)
    actions.qualify(found.latest, by=staff(membership.user), **form.cleaned_data)
    messages.success(request, _("Skrevet ned."))
    return redirect("guide", slug, number)


@login_required
def guide_use(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    found = queries.find(membership, number)
    activities = queries.activities_to_choose(membership)
    form = UseForm(activities, request.POST or None, initial={"activities": found.used_at})
    if request.method != "POST" or not form.is_valid():
        return _show(request, "guide_use", membership, found=found, form=form)
    actions.use_at(found.guide, form.cleaned_data["activities"], by=staff(membership.user))
    messages.success(request, _("Gemt."))
    return redirect("guide", slug, number)
