from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.people.actors import Actor, staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.projects.words import ContainsCpr
from samskab.voices.intake.noting import Purpose, note_source
from samskab.voices.transcribing import actions, queries
from samskab.voices.transcribing.forms import typed


@login_required
def source_draft(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a machine heard: asked for, listened along, corrected, and approved or thrown away."""
    membership = enter(request, slug, May.READ_IN)
    heard = queries.find(membership, number)
    context = {"heard": heard, "source": heard.source, "slug": slug, "so_far": queries.so_far(heard.draft)}
    if request.method == "POST":
        try:
            return _done(request, heard, staff(membership.user))
        except ContainsCpr:
            context |= {"error": _("Der står et CPR-nummer i teksten. Tag det ud. Intet er gemt.")}
        except actions.NothingHeard:
            context |= {"error": _("Der står ingen ord at godkende.")}
    note_source(membership, heard.source, Purpose.LISTEN)
    found, as_typed = queries.window(heard.draft, request.GET.get("tekst", "")), typed(request)
    context |= {"found": found, "pieces": [(one, as_typed.get(one.number, one.words)) for one in found]}
    return render(request, "voices/source_draft.html", context, status=422 if "error" in context else 200)


def _done(request: HttpRequest, heard: queries.Heard, by: Actor) -> HttpResponse:
    source, slug = heard.source, heard.source.project.slug
    match request.POST.get("act"):
        case "ask":
            actions.ask_for_draft(source, by=by)
        case "save" | "next" as act:
            actions.correct(source, typed(request), by=by)
            messages.success(request, _("Rettelserne er gemt. Det er stadig en kladde."))
            return redirect(_window(request, slug, source.number, further=act == "next"))
        case "approve":
            if actions.approve(source, typed(request), by=by):
                messages.success(request, _("Teksten er godkendt. Nu er den kildens, og ordene kan findes."))
            return redirect("source", slug, source.number)
        case "throw":
            actions.throw_away(source, by=by)
            messages.success(request, _("Kladden er smidt væk."))
            return redirect("source", slug, source.number)
    return redirect("source-draft", slug, source.number)


def _window(request: HttpRequest, slug: str, number: int, *, further: bool) -> str:
    """The part of the text one is at, or the one after it."""
    asked = request.GET.get("tekst", "")
    page = (int(asked) if asked.isdecimal() and len(asked) < 7 else 1) + further
    return f"{reverse('source-draft', args=[slug, number])}?tekst={page}"
