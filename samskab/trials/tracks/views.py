from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.meaning.themes import queries as themes
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.trials.tracks import actions, queries
from samskab.trials.tracks.forms import StepForm, TrackForm
from samskab.trials.tracks.sentence import sentence

A_PAGE = 30


@login_required
def tracks(request: HttpRequest, slug: str) -> HttpResponse:
    """The ways we follow: proposals and questions."""
    membership = enter(request, slug)
    found = list(queries.of_project(membership))
    context = {
        "sentence": sentence(found),
        "tracks": Paginator(found, A_PAGE).get_page(request.GET.get("side")),
        "may_edit": membership.may(May.EDIT_TRACKS),
        "slug": slug,
    }
    return render(request, "trials/tracks.html", context)


@login_required
def track_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_TRACKS)
    insights = list(themes.seen_by(membership))
    form = TrackForm(request.POST or None, insights=insights)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = [insight for insight in insights if insight.pk in data.get("insights", [])]
        track = actions.lay_track(
            membership.project, data["kind"], data["title"], text=data["text"], next_step=data["next_step"],
            insights=chosen, by=staff(membership.user),
        )  # fmt: skip
        messages.success(request, _("Sporet er lagt."))
        return redirect("track", slug, track.number)
    return render(request, "trials/track_form.html", {"form": form, "slug": slug})


@login_required
def track(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One track: what it is, what it stands on, what has happened, what is next."""
    membership = enter(request, slug)
    found = queries.find(membership, number)
    context = {"track": found, "slug": slug, "may_edit": membership.may(May.EDIT_TRACKS)}
    return render(request, "trials/track.html", context)


@login_required
def track_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug, May.EDIT_TRACKS)
    found = queries.find(membership, number)
    insights = list(themes.seen_by(membership))
    initial = {key: getattr(found, key) for key in ("title", "text", "next_step")}
    initial["insights"] = [tie.insight_id for tie in found.ties.all()]
    form = TrackForm(request.POST or None, insights=insights, fixed_kind=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = [insight for insight in insights if insight.pk in data.get("insights", [])]
        actions.reword_track(
            found, data["title"], text=data["text"], next_step=data["next_step"], insights=chosen,
            by=staff(membership.user),
        )  # fmt: skip
        return redirect("track", slug, number)
    return render(request, "trials/track_form.html", {"form": form, "track": found, "slug": slug})


@login_required
def track_step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Something happened on the track."""
    membership = enter(request, slug, May.EDIT_TRACKS)
    found = queries.find(membership, number)
    initial = {"state": found.state, "on": clock.today(), "next_step": found.next_step}
    form = StepForm(request.POST or None, kind=found.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.step(
            found, data["state"], data["what"], on=data["on"], next_step=data["next_step"], by=staff(membership.user)
        )
        return redirect("track", slug, number)
    return render(request, "trials/track_step.html", {"form": form, "track": found, "slug": slug})
