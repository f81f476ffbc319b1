from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.frontdoor.overview import news, waiting
from samskab.frontdoor.overview.sentence import sentence
from samskab.ground import clock
from samskab.meaning.framing import picture as rounds
from samskab.meaning.framing import queries as framing
from samskab.projects.access import May
from samskab.projects.document import queries as document
from samskab.projects.permission import enter
from samskab.projects.plan import queries as plan
from samskab.projects.plan.rows import Row
from samskab.projects.team.actions import visit
from samskab.publishing.thread import drawing
from samskab.publishing.thread import queries as thread


@login_required
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new, and what now? Everything a coordinator needs ten minutes before a meeting."""
    membership = enter(request, slug)
    visit(membership)
    membership.refresh_from_db(fields=["previous_visit_at", "last_visit_at"])
    meetings = [row for row in plan.plan_of(membership).rows if row.is_held]
    since = _since(request, news.last_visit(membership), meetings)
    fresh = news.since(membership, since)
    coming = plan.next_rows(membership)
    places = framing.places(membership.project)
    whole = thread.whole(membership.project, membership)
    ring, said = rounds.draw(membership.project, size=300, names_outside=False)
    context = {
        "slug": slug,
        "today": clock.today(),
        "since": since.astimezone(clock.COPENHAGEN).date(),
        "since_words": news.how_long_ago(since.astimezone(clock.COPENHAGEN).date()),
        "sentence": sentence(fresh, next((row for row in coming if row.is_firm), None), places),
        "thread": whole,
        "picture": drawing.picture(whole, is_member=True) if whole.insights or whole.tracks else None,
        "news": fresh,
        "coming": coming,
        "waiting": waiting.waiting_for(membership),
        "ring": ring,
        "ring_says": said,
        "unheard": [place for place in places if place.state == "unheard"],
        "mentioned": [place for place in places if place.state == "mentioned"],
        "principles": document.principles(membership),
        "meetings": meetings[-6:],
        "may_capture": membership.may(May.CAPTURE_VOICE),
        "may_read_in": membership.may(May.READ_IN),
        "may_edit": membership.may(May.EDIT_DOCUMENT),
        "is_empty": not whole.insights and not whole.tracks and not meetings and not coming and not fresh[1:],
    }
    template = "frontdoor/one_page.html" if request.resolver_match and request.resolver_match.url_name == "overview-one-page" else "frontdoor/overview.html"  # fmt: skip
    return render(request, template, context)


def _since(request: HttpRequest, usual: datetime, meetings: list[Row]) -> datetime:
    """Last visit, or a meeting one has chosen."""
    chosen = request.GET.get("siden", "")
    for row in meetings:
        if str(row.activity.number) == chosen and row.begins:
            return clock.at_noon(row.begins) - timedelta(hours=12)
    return usual
