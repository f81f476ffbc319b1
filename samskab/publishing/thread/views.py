from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.projects.access import May
from samskab.projects.codes import parse
from samskab.projects.permission import enter
from samskab.projects.queries import find_public
from samskab.projects.team.queries import places_of
from samskab.publishing.thread import drawing, queries
from samskab.publishing.thread.eyes import address
from samskab.publishing.thread.knots import Thread
from samskab.voices.consent import receipt_code
from samskab.voices.intake.noting import Purpose, note_ids


def lookup(request: HttpRequest) -> HttpResponse:
    """A code typed from paper leads to where it stands. What is typed is sent, and stands in no address: somebody may type
    the code of a receipt, which goes on to where receipts are opened. In an address only what was printed is understood."""
    typed = (request.POST if request.method == "POST" else request.GET).get("kode", "").strip()
    if not typed:
        return render(request, "publishing/lookup.html")
    letter_and_number = parse(typed)
    if letter_and_number is None and receipt_code.looks_like_one(typed):
        return redirect("receipt", preserve_request=request.method == "POST")  # sent on as it was sent, or not at all
    if letter_and_number is None:
        messages.error(request, _("Den kode kender vi ikke. Tjek bogstavet og tallet, eller ring."))
        return render(request, "publishing/lookup.html", {"typed": typed}, status=404)
    letter, number = letter_and_number
    return redirect("code", code=f"{letter}-{number}")


def code(request: HttpRequest, code: str) -> HttpResponse:
    """One project with this code: straight there. Several: choose. None one may see: say so, kindly."""
    own = places_of(request.user) if request.user.is_authenticated else places_of(None)
    found = queries.projects_with(code, own)
    if not found and (paper := queries.on_paper_only(code)):
        return render(request, "publishing/on_paper.html", {"projects": paper, "code": code})
    if not found:
        messages.error(request, _("Den kode kender vi ikke. Tjek bogstavet og tallet, eller ring."))
        return render(request, "publishing/lookup.html", {"typed": code}, status=404)
    mine = {place.project_id for place in own}
    choices = [(project, address(project.slug, code, is_member=project.pk in mine)) for project in found]
    if len(choices) == 1:
        return redirect(choices[0][1])
    return render(request, "publishing/choose_project.html", {"choices": choices, "code": code})


@login_required
def thread(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The thread through a code, for those who take part."""
    membership = enter(request, slug)
    found = queries.thread_of(membership.project, membership, code)
    note_ids(membership, found.read, Purpose.FOLLOW)
    return _show(request, found, "publishing/thread.html", is_member=True, sees_voices=membership.may(May.SEE_VOICES))


def public_thread(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The same for everybody: only what may be on the web."""
    project = find_public(slug)
    if project is None:
        raise Http404
    return _show(request, queries.thread_of(project, None, code), "publishing/public_thread.html", is_member=False)


def _show(
    request: HttpRequest, found: Thread, template: str, *, is_member: bool, sees_voices: bool = False
) -> HttpResponse:
    context = {
        "thread": found,
        "project": found.project,
        "links": drawing.links(found),
        "picture": drawing.picture(found),
        "as_list": request.GET.get("vis") == "liste",
        "title": drawing.title(found),
        "sentence": drawing.sentence(found),
        "is_member": is_member,
        "may_see_voices": sees_voices,
    }
    return render(request, template, context)
