import base64
import binascii

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.frontdoor.reading import actions
from samskab.frontdoor.reading.deciding import OUR_GUESSES, decide, settle_rows
from samskab.frontdoor.reading.finds import all_finds, kinds_of
from samskab.frontdoor.reading.opening import Opened, open_upload
from samskab.frontdoor.story.documents import example_documents
from samskab.ground.readers import LIMIT_BYTES, Unreadable
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.actions import NO_CPR


@login_required
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Three steps, one address: choose a file, check what we found, keep. Between them the file travels in the page."""
    membership = enter(request, slug, May.READ_IN)
    if request.method != "POST":
        return _choose(request)
    try:
        opened = open_upload(*_file(request))
    except Unreadable as error:
        return _choose(request, str(error))
    if before := actions.read_before(membership.project, opened.data):
        return _already(request, slug, before.number)
    if "keep" not in request.POST:
        return _check(request, opened)
    decisions = [decide(find, request.POST) for find in all_finds(opened.reading)]
    if any(decision.problem for decision in decisions if decision.take):
        return _check(request, opened)
    try:
        source = actions.keep_what_we_agree_on(
            membership.project, opened, settle_rows(decisions), by=staff(membership.user)
        )
    except actions.AlreadyReadIn as error:
        return _already(request, slug, error.source.number)
    except actions.ContainsCpr:
        return _check(request, opened, str(NO_CPR))
    messages.success(request, _("Gemt. %(name)s er læst ind.") % {"name": source.name})
    return redirect("overview", slug)


def _file(request: HttpRequest) -> tuple[str, bytes]:
    """Name and bytes: of a new upload, of the file under review, or of an example in the demo."""
    if upload := request.FILES.get("file"):
        if (upload.size or 0) > LIMIT_BYTES:
            raise Unreadable(_("Filen er for stor. Den må højst fylde %(mb)s MB.") % {"mb": LIMIT_BYTES // 1_000_000})
        return str(upload.name), upload.read()
    if name := request.POST.get("example"):
        examples = example_documents() if settings.DEMO else {}
        if name not in examples:
            raise Http404
        return name, examples[name]
    try:
        data = base64.b64decode(request.POST.get("data", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(_("Filen nåede ikke hel frem. Vælg den igen.")) from error
    if not data:
        raise Unreadable(_("Vælg en fil først."))
    return request.POST.get("name", ""), data


def _choose(request: HttpRequest, error: str = "") -> HttpResponse:
    examples = sorted(example_documents()) if settings.DEMO else []
    status = 422 if error else 200
    return render(request, "frontdoor/reading.html", {"error": error, "examples": examples}, status=status)


def _check(request: HttpRequest, opened: Opened, problem: str = "") -> HttpResponse:
    """The document beside what we found in it, with whatever the person has answered so far."""
    answers = request.POST if "keep" in request.POST else {}
    kinds = kinds_of(opened.reading, opened.document.text)
    decisions = {find.key: decide(find, answers) for find in all_finds(opened.reading)}
    problems = [(one.find, one.problem) for one in decisions.values() if one.take and one.problem]
    context = {
        "kinds": [(kind, [(find, decisions[find.key]) for find in kind.finds]) for kind in kinds],
        "doubts": sum(kind.doubts for kind in kinds),
        "unread": opened.reading.unread,
        "name": opened.document.name,
        "data": base64.b64encode(opened.data).decode(),
        "problems": problems,
        "problem": problem,
        "guesses": bool(answers.get(OUR_GUESSES)),
    }
    return render(request, "frontdoor/reading_check.html", context, status=422 if problems or problem else 200)


def _already(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    messages.info(request, _("Det dokument er læst ind før. Her står det."))
    return redirect("source", slug, number)
