from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.projects.words import ContainsCpr
from samskab.voices.correcting import actions, queries
from samskab.voices.correcting.forms import CorrectForm
from samskab.voices.intake.noting import Purpose, note_source, note_voices
from samskab.voices.intake.queries import read_in_from
from samskab.voices.sources.queries import find


@login_required
def source_correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Correct the text as it was read. What it was before stands, in the revision before."""
    membership = enter(request, slug, May.READ_IN)
    page = request.GET.get("tekst", "")
    source, window = queries.window(membership, number, page)
    form = CorrectForm(request.POST or None, initial={"text": window.text, "seen": window.number})
    if request.method == "POST" and form.is_valid():
        try:
            text, data = window.with_part(form.cleaned_data["text"]), form.cleaned_data
            actions.correct(source, text, by=staff(membership.user), reason=data["reason"], seen=data["seen"])
        except actions.ChangedSince:
            messages.error(
                request, _("En anden har rettet teksten i mellemtiden. Intet er gemt: her er den, som den er nu.")
            )
            return redirect("source-correct", slug, number)
        except (ContainsCpr, actions.NothingLeft, ValueError):
            form.add_error("text", _("Sådan kan teksten ikke gemmes. Intet er ændret."))
        else:
            messages.success(request, _("Teksten er rettet. Den, der var før, er gemt."))
            asks = queries.next_question(source) is not None
            return redirect("source-settle" if asks else "source", slug, number)
    note_source(membership, source, Purpose.LISTEN)
    note_voices(membership, read_in_from(membership, source), Purpose.LISTEN)
    context = {
        "source": source,
        "window": window,
        "form": form,
        "slug": slug,
        "corrections": queries.corrections(source),
    }
    return render(request, "voices/source_correct.html", context)


@login_required
def source_settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One voice at a time that does not stand in the text as it stood: a person says what is true."""
    membership = enter(request, slug, May.READ_IN)
    source = find(membership, number)
    if request.method == "POST":
        anchor = queries.find_question(membership, number, request.POST.get("item", ""))
        choice = request.POST.get("choice", "")
        if anchor is not None and choice in ("keep", "take", "loosen"):
            try:
                actions.settle(anchor, choice, by=staff(membership.user))
            except actions.NothingThere:
                messages.error(request, _("Der står ingen ord at tage. Intet er ændret."))
        return redirect("source-settle", slug, number)
    question = queries.next_question(source)
    if question:
        note_voices(membership, [question.anchor.voice], Purpose.LISTEN)
    return render(request, "voices/source_settle.html", {"source": source, "question": question, "slug": slug})
