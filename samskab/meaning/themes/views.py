from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.meaning.themes import actions, queries
from samskab.meaning.themes.forms import InsightForm, TieForm
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.queries import seen_by


@login_required
def insights(request: HttpRequest, slug: str) -> HttpResponse:
    """What we have come to understand together."""
    membership = enter(request, slug)
    found = [(insight, queries.voices_of(membership, insight)) for insight in queries.seen_by(membership)]
    context = {"insights": found, "slug": slug, "may_interpret": membership.may(May.INTERPRET)}
    return render(request, "meaning/insights.html", context)


@login_required
def insight_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.INTERPRET)
    by = staff(membership.user)
    form = InsightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        insight = actions.write_insight(membership.project, data["sentence"], note=data["note"], by=by)
        actions.ask_against(insight, data["asked_against"] == "yes", by=by)
        messages.success(request, _("Gemt. Vælg nu de stemmer, indsigten står på."))
        return redirect("insight-voices", slug, insight.number)
    return render(request, "meaning/insight_form.html", {"form": form, "slug": slug})


@login_required
def insight(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One insight with the voices for it and against it."""
    membership = enter(request, slug)
    found = queries.find(membership, number)
    ties = list(queries.voices_of(membership, found))
    context = {
        "insight": found,
        "supporting": [tie for tie in ties if tie.stance == "supports"],
        "against": [tie for tie in ties if tie.stance == "contradicts"],
        "may_interpret": membership.may(May.INTERPRET),
        "slug": slug,
    }
    return render(request, "meaning/insight.html", context)


@login_required
def insight_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.INTERPRET)
    by = staff(membership.user)
    found = queries.find(membership, number)
    initial = {"sentence": found.sentence, "note": found.note, "asked_against": found.asked_against}
    form = InsightForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.reword_insight(found, data["sentence"], note=data["note"], by=by)
        actions.ask_against(found, data["asked_against"] == "yes", by=by)
        return redirect("insight", slug, number)
    return render(request, "meaning/insight_form.html", {"form": form, "insight": found, "slug": slug})


@login_required
def insight_voices(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Which voices the insight stands on, and which speak against it."""
    membership = enter(request, slug, May.INTERPRET)
    by = staff(membership.user)
    found = queries.find(membership, number)
    stances = {tie.voice_id: tie.stance for tie in queries.voices_of(membership, found)}
    voices = [voice for voice in seen_by(membership) if voice.is_kept]
    form = TieForm(request.POST or None, voices=voices, stances=stances)
    if request.method == "POST" and form.is_valid():
        actions.tie_all(found, form.stances(), by=by)
        return redirect("insight", slug, number)
    return render(request, "meaning/insight_voices.html", {"form": form, "insight": found, "slug": slug})
