"""Who carries the project, and the bodies it speaks to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.bodies import actions, queries
from samskab.projects.bodies.forms import BodyForm
from samskab.projects.permission import enter


@login_required
def parties(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    facts = {
        "slug": slug,
        "carriers": queries.parties(membership),
        "unattached": queries.unattached(membership),
        "bodies": queries.bodies(membership),
        "may_edit": membership.may(May.EDIT_DOCUMENT),
    }
    return render(request, "projects/parties.html", facts)


@login_required
def body_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    form = BodyForm(queries.organisations(membership), queries.others(membership), request.POST or None)
    if not form.is_valid():
        return render(request, "projects/body_form.html", {"form": form, "slug": slug})
    words, actor = form.cleaned_data, staff(membership.user)
    follower = words.pop("followed_by", None)
    with transaction.atomic():
        body = actions.add_body(membership.project, by=actor, **words)
        if follower:
            actions.end_body(body, words["valid_to"], by=actor, followed_by=follower)
    messages.success(request, _("Gemt."))
    return redirect("parties", slug)


@login_required
def body_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    body = queries.find(membership, pk)
    form = BodyForm(
        queries.organisations(membership),
        queries.others(membership, body),
        request.POST or None,
        initial=queries.as_it_stands(body),
    )
    if not form.is_valid():
        return render(request, "projects/body_form.html", {"form": form, "body": body, "slug": slug})
    words, actor = form.cleaned_data, staff(membership.user)
    follower = words.pop("followed_by", None)
    with transaction.atomic():
        actions.change_body(body, by=actor, **words)
        if words["valid_to"] and body.followed_by != follower:
            actions.end_body(body, words["valid_to"], by=actor, followed_by=follower)
    messages.success(request, _("Gemt."))
    return redirect("parties", slug)
