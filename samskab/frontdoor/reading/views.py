import logging
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
from samskab.frontdoor.reading.deciding import Decision
from samskab.frontdoor.reading.handed import file_of
from samskab.frontdoor.reading.opening import open_upload
from samskab.frontdoor.reading.review import Review, review_of
from samskab.frontdoor.story.documents import example_documents
from samskab.ground.readers import Unreadable
from samskab.ground.wording import number_word
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter

log = logging.getLogger(__name__)


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
    review = review_of(opened, membership, request.POST)
    if not review.is_answered or review.problems:
        return _check(request, review, status=422 if review.problems else 200)
    try:
        source = actions.keep_what_we_agree_on(membership.project, opened, review.kept(), by=staff(membership.user))
    except actions.AlreadyReadIn as error:
        return _already(request, slug, error.source.number)
    except actions.NotKept:
        log.exception("A document was not kept")
        return _check(request, review, _not_kept(), status=503)
    _say_what_is_next(request, slug, source.name, review.kept())
    return redirect("overview", slug)


def _choose(request: HttpRequest, error: str = "") -> HttpResponse:
    examples = sorted(example_documents()) if settings.DEMO else []
    status = 422 if error else 200
    return render(request, "frontdoor/reading.html", {"error": error, "examples": examples}, status=status)


def _check(request: HttpRequest, review: Review, problem: str = "", *, status: int = 200) -> HttpResponse:
    """The document beside what we found in it, with whatever the person has answered so far."""
    return render(request, "frontdoor/reading_check.html", review.shown() | {"problem": problem}, status=status)


def _not_kept() -> str:
    return _(
        "Der var ikke plads på disken, eller den svarede ikke. Intet er gemt. Dine svar står her endnu: prøv igen."
    )


def _say_what_is_next(request: HttpRequest, slug: str, name: str, kept: Sequence[Decision]) -> None:
    """What was stored, and what only a person can do now."""
    messages.success(request, _("Gemt. %(name)s er læst ind.") % {"name": name})
    if quotes := len([one for one in kept if one.find.kind == "voice"]):
        words = ngettext("%(n)s citat mangler en aftale.", "%(n)s citater mangler en aftale.", quotes)
        said = words % {"n": capfirst(number_word(quotes, "et"))}
        _suggest(request, said, reverse("voices", args=[slug]), _("Se stemmerne"))
    if open_dates := len([one for one in kept if not one.certain]):
        words = ngettext("%(n)s dato er åben endnu.", "%(n)s datoer er åbne endnu.", open_dates)
        said = words % {"n": capfirst(number_word(open_dates))}
        _suggest(request, said, reverse("plan", args=[slug]), _("Se planen"))


def _suggest(request: HttpRequest, words: str, url: str, link: str) -> None:
    messages.info(request, format_html('{} <a href="{}">{}</a>', words, url, link))


def _already(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    messages.info(request, _("Det dokument er læst ind før. Her står det."))
    return redirect("source", slug, number)
