from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.meaning.framing import actions, picture, queries
from samskab.meaning.framing.forms import FramingForm, SeatForm
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter


@login_required
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Is it the right problem, and who is missing?"""
    membership = enter(request, slug)
    places = queries.places(membership.project)
    wide, said = picture.draw(membership.project, places, size=560, names_outside=True, prefix="stor")
    small, _said = picture.draw(membership.project, places, size=340, names_outside=False, prefix="lille")
    context = {
        "wide": wide,
        "small": small,
        "sentence": said,
        "places": places,
        "wordings": queries.wordings(membership.project),
        "as_list": request.GET.get("vis") == "liste",
        "may_interpret": membership.may(May.INTERPRET),
        "may_plan": membership.may(May.EDIT_PLAN) and any(place.state == "unheard" for place in places),
        "slug": slug,
    }
    return render(request, "meaning/round.html", context)


@login_required
def framing_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new wording of the problem."""
    membership = enter(request, slug, May.INTERPRET)
    form = FramingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reframe(membership.project, by=staff(membership.user), **form.cleaned_data)
        messages.success(request, _("Den nye ordlyd gælder fra nu af. Den gamle er husket."))
        return redirect("round", slug)
    context = {"form": form, "now": queries.wordings(membership.project).last(), "slug": slug}
    return render(request, "meaning/framing_new.html", context)


@login_required
def framing_seat(request: HttpRequest, slug: str) -> HttpResponse:
    """A sentence for one place in the round."""
    membership = enter(request, slug, May.INTERPRET)
    form = SeatForm(request.POST or None, initial={"perspective": request.GET.get("plads")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.note_seat(
            membership.project,
            data["perspective"],
            by=staff(membership.user),
            sentence=data["sentence"],
            mentioned=data["mentioned"] == "yes",
        )
        return redirect("round", slug)
    return render(request, "meaning/framing_seat.html", {"form": form, "slug": slug})
