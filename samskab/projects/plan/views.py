"""The pages of the plan."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samskab.ground import clock
from samskab.ground.dates import NoSuchDate
from samskab.ground.pages import page_of
from samskab.ground.reactions import ask
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.guides.queries import asked_at
from samskab.projects.leave.queries import asks_the_place, given_for
from samskab.projects.methods import queries as methods
from samskab.projects.permission import enter
from samskab.projects.plan import actions, planning, queries, sentences, timeline
from samskab.projects.plan.forms import (
    ActivityForm,
    AlternativeForm,
    ChooseForm,
    DetailsForm,
    DropForm,
    HeldForm,
    MoveForm,
)
from samskab.projects.plan.understood import understand

if TYPE_CHECKING:
    from samskab.projects.team.models import Membership

A_PAGE = 60


def _show(request: HttpRequest, template: str, membership: "Membership", **facts: Any) -> HttpResponse:
    facts |= {"membership": membership, "slug": membership.project.slug, "may_edit": membership.may(May.EDIT_PLAN)}
    return render(request, f"projects/{template}.html", facts)


@login_required
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    found, everything = queries.plan_of(membership), request.GET.get("vis") == "alt"
    counts = sentences.counts(found)
    part = Paginator(found.rows if everything else found.recent, A_PAGE).get_page(request.GET.get("side"))
    return _show(
        request,
        "plan",
        membership,
        plan=found,
        everything=everything,
        counts=counts,
        picture=timeline.picture_of(found, slug, counts),
        part=part,
        items=timeline.items_of(part, slug, found.today),
        next_day=sentences.day_and_hour(found.next_firm) if found.next_firm else "",
        groups=queries.groups_of(queries.with_people(part)),
        owed=queries.owed(membership),
        own_owed={one.pk for one in queries.owed_by(membership)},
    )


@login_required
def plan_changes(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    found = queries.changes(membership)
    part = page_of(request.GET.get("side", ""), A_PAGE, found)
    return _show(request, "plan_changes", membership, changes=part, latest=found.first())


@login_required
def plan_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    form = ActivityForm(request.POST or None)
    if not form.is_valid() or form.in_doubt:
        return _show(request, "plan_new", membership, form=form)
    made = planning.plan_as_written(membership.project, form.cleaned_data, by=staff(membership.user))
    messages.success(request, planning.heard(made))
    return redirect("activity", slug, made[0].number) if len(made) == 1 else redirect("plan", slug)


@login_required
def plan_date(request: HttpRequest, slug: str) -> HttpResponse:
    """What we read in a date while it is being typed. Keeps nothing."""
    enter(request, slug, May.EDIT_PLAN)
    try:
        facts: dict[str, Any] = {"heard": understand(request.GET.get("dates", "")[:300], clock.today())}
    except NoSuchDate as error:
        facts = {"refused": str(error)}
    return render(request, "projects/date_heard.html", facts)


@login_required
def activity(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug)
    row = queries.row(membership, number)
    return _show(
        request,
        "activity",
        membership,
        row=row,
        activity=row.activity,
        sentence=sentences.of_activity(row),
        planned_words=sentences.planned(row),
        participations=queries.participations(row.activity),
        changes=queries.changes_of(row.activity),
        owed=queries.owed_after(row.activity),
        own_owed={one.pk for one in queries.owed_by(membership)},
        acts=ask("principles_acted_on", activity=row.activity),
        method=methods.name_of(row.activity.method_key),
        leave=given_for(row.activity),
        asks_the_place=asks_the_place(row.activity),
        asked=next(iter(asked_at([row.activity])), None),
        may_print=membership.may(May.CAPTURE_VOICE) and not row.is_dropped,
    )


@login_required
def activity_change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    row = queries.row(membership, number)
    form = MoveForm(request.POST or None, initial={"dates": row.activity.date_as_written})
    if not form.is_valid() or form.in_doubt:
        return _show(request, "activity_change", membership, form=form, row=row, activity=row.activity)
    heard = form.cleaned_data["dates"]
    actions.move(row.activity, heard.when, heard.text, form.cleaned_data["reason"], by=staff(membership.user))
    messages.success(request, planning.heard([row.activity]))
    return redirect("activity", slug, number)


@login_required
def activity_details(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    found = queries.find(membership, number)
    form = DetailsForm(found, request.POST or None)
    if not form.is_valid():
        return _show(request, "activity_details", membership, form=form, activity=found)
    planning.change_details(found, form.cleaned_data, by=staff(membership.user))
    messages.success(request, _("Gemt."))
    return redirect("activity", slug, number)


@login_required
def activity_held(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    found = queries.find(membership, number)
    form = HeldForm(request.POST or None, initial=planning.as_held(found, clock.today()))
    if not form.is_valid():
        return _show(request, "activity_held", membership, form=form, activity=found)
    actions.mark_held(found, by=staff(membership.user), **form.cleaned_data)
    messages.success(request, _("Afholdt. Godt at vide."))
    return redirect("activity", slug, number)


@login_required
def activity_drop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    found = queries.find(membership, number)
    form = DropForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "activity_drop", membership, form=form, activity=found)
    actions.drop(found, form.cleaned_data["reason"], by=staff(membership.user))
    messages.success(request, _("Droppet. Den bliver stående i planen med din sætning."))
    return redirect("activity", slug, number)


@login_required
def activity_alternatives(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    found = queries.find(membership, number)
    form = AlternativeForm(queries.others_planned(found), request.POST or None)
    if not form.is_valid():
        return _show(request, "activity_alternatives", membership, form=form, activity=found)
    actions.make_alternatives([found, *form.cleaned_data["others"]], by=staff(membership.user))
    messages.success(request, _("Gemt. De står nu som ét af to."))
    return redirect("activity", slug, number)


@login_required
def activity_choose(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    row = queries.row(membership, number)
    form = ChooseForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "activity_choose", membership, form=form, row=row, activity=row.activity)
    actions.choose_alternative(row.activity, form.cleaned_data["reason"], by=staff(membership.user))
    messages.success(request, _("Valgt. De andre står som droppet, med din sætning."))
    return redirect("activity", slug, number)


@login_required
@require_POST
def activity_resume(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    actions.resume(queries.find(membership, number), by=staff(membership.user))
    messages.success(request, _("Den står i planen igen."))
    return redirect("activity", slug, number)


@login_required
@require_POST
def activity_confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    actions.confirm_date(queries.find(membership, number), by=staff(membership.user))
    messages.success(request, _("Tak. Datoen er tjekket."))
    return redirect("activity", slug, number)
