from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samskab.meaning.themes import actions, queries
from samskab.meaning.themes.forms import InsightForm, TieForm
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_voices
from samskab.voices.listening.queries import heard


@login_required
def insights(request: HttpRequest, slug: str) -> HttpResponse:
    """What we have come to understand together."""
    membership = enter(request, slug)
    part, summed = queries.in_a_list(membership, request.GET.get("side", ""))
    context = {
        "part": part,
        "insights": summed,
        "slug": slug,
        "may_interpret": membership.may(May.INTERPRET),
        "may_see_voices": membership.may(May.SEE_VOICES),
    }
    return render(request, "meaning/insights.html", context)


@login_required
def insight_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.INTERPRET)
    by = staff(membership.user)
    form = InsightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        insight = actions.write_insight(
            membership.project, data["sentence"], note=data["note"], asked_against=data["asked_against"] == "yes", by=by
        )
        messages.success(request, _("Gemt. Vælg nu de stemmer, indsigten står på."))
        return redirect("insight-voices", slug, insight.number)
    return render(request, "meaning/insight_form.html", {"form": form, "slug": slug})


@login_required
def insight(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One insight with the voices for it and against it."""
    membership = enter(request, slug)
    found = queries.find(membership, number)
    supporting = queries.voices_of(membership, found, "supports", page=request.GET.get("for", ""))
    against = queries.voices_of(membership, found, "contradicts", page=request.GET.get("imod", ""))
    note_voices(membership, [tie.voice for tie in (*supporting, *against)], Purpose.UNDERSTAND)
    many_for, many_against = queries.how_many(found)
    context = {
        "many_for": many_for,
        "many_against": many_against,
        "may_see_voices": membership.may(May.SEE_VOICES),
        "insight": found,
        "supporting": supporting,
        "against": against,
        "may_interpret": membership.may(May.INTERPRET),
        "lost": membership.may(May.INTERPRET)
        and [tie.voice for tie in queries.that_lost(found).select_related("voice")],
        "slug": slug,
    }
    return render(request, "meaning/insight.html", context)


@login_required
@require_POST
def insight_look_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A voice was taken back, and somebody has seen that the insight holds."""
    membership = enter(request, slug, May.INTERPRET)
    actions.look_again(queries.find(membership, number), by=staff(membership.user))
    messages.success(request, _("Gemt. Indsigten står, uden den stemme."))
    return redirect("insight", slug, number)


@login_required
def insight_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.INTERPRET)
    by = staff(membership.user)
    found = queries.find(membership, number)
    initial = {"sentence": found.sentence, "note": found.note, "asked_against": found.asked_against}
    form = InsightForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.reword_insight(
            found, data["sentence"], note=data["note"], asked_against=data["asked_against"] == "yes", by=by
        )
        return redirect("insight", slug, number)
    return render(request, "meaning/insight_form.html", {"form": form, "insight": found, "slug": slug})


@login_required
def insight_voices(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Which voices the insight stands on, and which speak against it."""
    membership = enter(request, slug, May.INTERPRET)
    by = staff(membership.user)
    found = queries.find(membership, number)
    look = {"chosen": request.GET.get("fra", ""), "words": request.GET.get("ord", "").strip()}
    part = queries.voices_to_choose(membership, found, page=request.GET.get("side", "1"), **look)
    note_voices(membership, part, Purpose.UNDERSTAND)
    stances = queries.stances_of(membership, found, part)
    form = TieForm(request.POST or None, voices=list(part), stances=stances)
    if request.method == "POST" and form.is_valid():
        actions.tie_all(found, form.stances(), by=by)
        return redirect("insight", slug, number)
    context = {"form": form, "insight": found, "part": part, "heard": heard(membership), "slug": slug, **look}
    return render(request, "meaning/insight_voices.html", context)
