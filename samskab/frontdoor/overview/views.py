from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.frontdoor.overview.standing import standing
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.projects.team.actions import visit
from samskab.voices.intake.noting import Purpose, note_ids


@login_required
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new, and what now? Everything a coordinator needs ten minutes before a meeting."""
    return render(request, "frontdoor/overview.html", _look(request, slug))


@login_required
def one_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on one sheet of paper, for the meeting."""
    return render(request, "frontdoor/one_page.html", _look(request, slug))


def _look(request: HttpRequest, slug: str) -> dict[str, Any]:
    membership = enter(request, slug)
    visit(membership)
    is_list = request.GET.get("vis") == "liste"  # the picture shows codes, the list how the words begin
    now = standing(membership, meeting=request.GET.get("siden", ""), codes_alone=not is_list)
    if is_list:
        note_ids(membership, now.still.thread.read, Purpose.FOLLOW)
    return {
        "slug": slug,
        "now": now,
        "chosen": request.GET.get("siden", ""),
        "may_capture": membership.may(May.CAPTURE_VOICE),
        "may_read_in": membership.may(May.READ_IN),
        "may_edit": membership.may(May.EDIT_DOCUMENT),
    }
