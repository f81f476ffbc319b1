"""How to get the plan into one's own calendar, and the calendar itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samskab.projects.permission import enter
from samskab.projects.plan import calendar
from samskab.projects.plan.rows import Row


@login_required
def plan_subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug)
    path = reverse("plan-calendar", args=[slug, calendar.token_of(membership)])
    address = request.build_absolute_uri(path)
    webcal = "webcal://" + address.partition("://")[2]
    return render(request, "projects/plan_subscribe.html", {"address": address, "webcal": webcal, "slug": slug})


@require_safe
def plan_calendar(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The calendar itself: a calendar program cannot sign in, so the address is the key."""
    membership = calendar.holder_of(token, slug)

    def address(row: Row) -> str:
        return request.build_absolute_uri(reverse("activity", args=[slug, row.activity.number]))

    body = calendar.calendar_of(membership, address)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{slug}.ics"', "Cache-Control": "private, max-age=900"},
    )
