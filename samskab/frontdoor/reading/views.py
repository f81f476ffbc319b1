import base64
from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.frontdoor.reading import actions, queries
from samskab.frontdoor.reading.deciding import OUR_GUESSES, Decision, decide
from samskab.frontdoor.reading.finds import all_finds, kinds_of
from samskab.frontdoor.reading.handed import file_of
from samskab.frontdoor.reading.opening import Opened, open_upload
from samskab.frontdoor.reading.queries import Standing
from samskab.frontdoor.reading.settling import settle_rows
from samskab.frontdoor.story.documents import example_documents
from samskab.ground.readers import Unreadable
from samskab.ground.wording import number_word
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter


@login_required
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Three steps, one address: choose a file, check what we found, keep. Between them the file travels in the page."""
    membership = enter(request, slug, May.READ_IN)
    if request.method != "POST":
        return _choose(request)
    try:
        opened = open_upload(*file_of(request))
    except Unreadable as error:
        return _choose(request, str(error))
    if before := queries.read_before(membership.project, opened.data):
        return _already(request, slug, before.number)
    standing = queries.standing_of(membership, opened.reading)
    decisions = _decisions(request, opened, standing)
    if "keep" not in request.POST or any(one.problem for one in decisions if one.take):
        return _check(request, opened, standing, decisions)
    try:
        kept = settle_rows(decisions)
        source = actions.keep_what_we_agree_on(membership.project, opened, kept, by=staff(membership.user))
    except actions.AlreadyReadIn as error:
        return _already(request, slug, error.source.number)
    except actions.NotKept:
        return _check(request, opened, standing, decisions, _not_kept(), status=503)
    _say_what_is_next(request, slug, source.name, [one for one in kept if one.take])
    return redirect("overview", slug)


def _not_kept() -> str:
    return _(
        "Der var ikke plads på disken, eller den svarede ikke. Intet er gemt. Dine svar står her endnu: prøv igen."
    )


def _decisions(request: HttpRequest, opened: Opened, standing: dict[str, Standing]) -> list[Decision]:
    """Every finding with its answer so far: what the form says, or what the page begins with."""
    answers = request.POST if "keep" in request.POST else {}
    return [decide(find, answers, take=standing[find.key].take) for find in all_finds(opened.reading)]


def _choose(request: HttpRequest, error: str = "") -> HttpResponse:
    examples = sorted(example_documents()) if settings.DEMO else []
    status = 422 if error else 200
    return render(request, "frontdoor/reading.html", {"error": error, "examples": examples}, status=status)


def _check(
    request: HttpRequest,
    opened: Opened,
    standing: dict[str, Standing],
    decisions: Sequence[Decision],
    problem: str = "",
    status: int = 422,
) -> HttpResponse:
    """The document beside what we found in it, with whatever the person has answered so far."""
    kinds = kinds_of(opened.reading, opened.document.text)
    by_key = {one.find.key: one for one in decisions}
    keeping = "keep" in request.POST
    problems = [one for one in decisions if keeping and one.take and one.problem]
    groups = [
        [(time, [(by_key[one.key], standing[one.key]) for one in finds]) for time, finds in kind.groups]
        for kind in kinds
    ]
    context = {
        "kinds": list(zip(kinds, groups, [*kinds[1:], None], strict=True)) if kinds else [],
        "doubts": sum(kind.doubts for kind in kinds),
        "unread": opened.reading.unread,
        "name": opened.document.name,
        "data": base64.b64encode(opened.data).decode(),
        "problems": problems,
        "problem": problem,
        "guesses": keeping and OUR_GUESSES in request.POST,
    }
    return render(request, "frontdoor/reading_check.html", context, status=status if problems or problem else 200)


def _say_what_is_next(request: HttpRequest, slug: str, name: str, kept: Sequence[Decision]) -> None:
    """What was stored, and what only a person can do now."""
    messages.success(request, _("Gemt. %(name)s er læst ind.") % {"name": name})
    quotes = len([one for one in kept if one.find.kind == "voice"])
    if quotes:
        words = ngettext("%(n)s citat mangler en aftale.", "%(n)s citater mangler en aftale.", quotes)
        _suggest(
            request,
            words % {"n": capfirst(number_word(quotes, "et"))},
            reverse("voices", args=[slug]),
            _("Se stemmerne"),
        )
    open_dates = len([one for one in kept if not one.certain])
    if open_dates:
        words = ngettext("%(n)s dato er åben endnu.", "%(n)s datoer er åbne endnu.", open_dates)
        _suggest(
            request, words % {"n": capfirst(number_word(open_dates))}, reverse("plan", args=[slug]), _("Se planen")
        )


def _suggest(request: HttpRequest, words: str, url: str, link: str) -> None:
    messages.info(request, format_html('{} <a href="{}">{}</a>', words, url, link))


def _already(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    messages.info(request, _("Det dokument er læst ind før. Her står det."))
    return redirect("source", slug, number)
