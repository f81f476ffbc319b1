"""The shelf of methods, and what a project says about them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samskab.projects.access import May
from samskab.projects.methods import queries
from samskab.projects.permission import enter


@login_required
def methods(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    known, language = queries.known_methods(membership), get_language()
    facts = {
        "slug": slug,
        "used": [(one, one.method.text(language)) for one in known if one.is_used],
        "unused": [(one, one.method.text(language)) for one in known if not one.is_used],
        "own": queries.own_methods(membership),
    }
    return render(request, "projects/methods.html", facts)


@login_required
def method(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    membership = enter(request, slug)
    known = queries.find(membership, key)
    facts = {
        "slug": slug,
        "known": known,
        "may_edit": membership.may(May.EDIT_PLAN),
        "may_print": membership.may(May.CAPTURE_VOICE),
        "text": known.method.text(get_language()),
        "related": [(one, queries.name_of(one)) for one in known.method.related],
    }
    return render(request, "projects/method.html", facts)
