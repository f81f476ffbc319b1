"""The pages of the living document."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.document import actions, queries
from samskab.projects.document.forms import ActForm, PrincipleForm, SectionForm
from samskab.projects.permission import enter
from samskab.projects.plan import queries as plan

if TYPE_CHECKING:
    from samskab.projects.team.models import Membership


def _show(request: HttpRequest, template: str, membership: "Membership", **facts: Any) -> HttpResponse:
    facts |= {
        "slug": membership.project.slug,
        "may_edit": membership.may(May.EDIT_DOCUMENT),
        "may_act": membership.may(May.EDIT_PLAN),
    }
    return render(request, f"projects/{template}.html", facts)


@login_required
def document(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    parts = queries.sections(membership)
    return _show(
        request,
        "document",
        membership,
        parts=parts,
        latest=queries.latest_change(parts),
        former_names=queries.former_names(membership),
        geographies=queries.geographies(membership),
        principles=queries.principles(membership),
    )


@login_required
def document_new_section(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    form = SectionForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "document_new_section", membership, form=form)
    words = form.cleaned_data
    actions.add_section(membership.project, words["heading"], words["text"], words["reason"], by=staff(membership.user))
    messages.success(request, _("Gemt."))
    return redirect("document", slug)


@login_required
def document_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two people may write at once: the second is shown what the first wrote, and loses nothing."""
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    part = queries.part_of(queries.find_section(membership, pk))
    standing = {"heading": part.section.heading, "text": part.latest.text, "based_on": part.latest.number}
    form, meanwhile = SectionForm(request.POST or None, initial=standing), None
    if form.is_valid():
        try:
            actions.rewrite(part.section, by=staff(membership.user), **form.cleaned_data)
        except actions.ChangedMeanwhile as changed:
            meanwhile, form = changed.latest, form.on_top_of(changed.latest.number)
        else:
            messages.success(request, _("Gemt. Det, der stod før, kan stadig læses."))
            return redirect("document", slug)
    return _show(request, "document_edit", membership, form=form, part=part, meanwhile=meanwhile)


@login_required
def document_compare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two versions of a section, word by word; the two latest unless others are chosen (`?fra=1&til=3`)."""
    membership = enter(request, slug)
    section = queries.find_section(membership, pk)
    versions = queries.versions(section)
    first, last = (_number(request.GET.get(name)) for name in ("fra", "til"))
    newest = versions[0].number
    comparison = queries.compare(section, first or max(newest - 1, 1), last or newest)
    return _show(request, "document_compare", membership, section=section, versions=versions, comparison=comparison)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6:
        raise Http404
    return int(text)


@login_required
def principle_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    form = PrincipleForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "principle_new", membership, form=form)
    actions.add_principle(membership.project, by=staff(membership.user), **form.cleaned_data)
    messages.success(request, _("Gemt."))
    return redirect("document", slug)


@login_required
def principle_act(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_PLAN)
    principle = queries.find_principle(membership, pk)
    form = ActForm(plan.of_project(membership), request.POST or None, initial={"on": clock.today()})
    if not form.is_valid():
        return _show(request, "principle_act", membership, form=form, principle=principle)
    actions.act_on(principle, by=staff(membership.user), **form.cleaned_data)
    messages.success(request, _("Skrevet ned."))
    return redirect("document", slug)
