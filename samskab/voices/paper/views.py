from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samskab.ground.documents.typesetting import CannotBeSet
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.actions import NotGivenThisWay, TakenBack
from samskab.voices.intake.noting import Purpose, note_voices
from samskab.voices.paper import actions, queries
from samskab.voices.paper.forms import CardForm, CorrectForm, KitForm
from samskab.voices.paper.printing import as_download, print_kit

if TYPE_CHECKING:
    from samskab.projects.models import Activity
    from samskab.projects.team.models import Membership
    from samskab.voices.paper.models import PaperCard
    from samskab.voices.paper.sheets import Written


@login_required
@never_cache
def kit(request: HttpRequest, slug: str) -> HttpResponse:
    """Print what is taken along. `?aktivitet=7` or `?metode=ethno_raid` says for what; without either only cards."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    activity = queries.activity_here(membership, request.GET.get("aktivitet", ""))
    method = queries.method_here(activity.method_key if activity else request.GET.get("metode", ""))
    written = queries.kit_of(membership.project, method, activity)
    form = KitForm(request.POST or None, kinds=queries.kinds_under(method.capture_rule if method else ""))
    if request.method == "POST" and form.is_valid():
        printed = _printed(written, form, membership, activity)
        if printed is not None:
            return as_download(printed, slugify(written.title) or "kit")
    context = {"form": form, "slug": slug, "kit": written, "here": activity, "method": method}
    return render(request, "voices/kit.html", context)


def _printed(written: "Written", form: KitForm, membership: "Membership", activity: "Activity | None") -> bytes | None:
    """The file; None where it cannot be set, which the form says."""
    sheets, kind = form.cleaned_data.get("sheets") or 0, form.cleaned_data.get("kind") or ""
    try:
        return actions.print_kit(
            written.project,
            lambda cards: print_kit(replace(written, kind=kind, cards=tuple(cards))),
            kind,
            sheets,
            by=staff(membership.user),
            activity=activity,
        )
    except CannotBeSet as error:
        form.add_error(None, str(error))
        return None


@login_required
def stack(request: HttpRequest, slug: str) -> HttpResponse:
    """Type in a pile of cards, one after the other, with the keyboard alone."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    pile = queries.pile_of(membership)
    form, before = CardForm(request.POST or None, initial={"on": pile.day}), None
    if request.method == "POST" and form.is_valid():
        try:
            voice = _type_in(membership, form)
        except actions.TypedBefore as error:
            before = _what_stands(membership, error.card, form)
        else:
            if voice is not None:
                messages.success(request, _("Gemt som %(code)s. Kvitteringen på kortet virker nu.") % {"code": voice})
                return redirect("voice-stack", slug)
    context = {"form": form, "slug": slug, "pile": pile, "before": before}
    return render(request, "voices/stack.html", context, status=409 if before else 200)


def _type_in(membership: "Membership", form: CardForm) -> str | None:
    """The code of the voice; None where the card is none of ours or may not be kept, which the form says."""
    card = queries.with_code(membership, form.cleaned_data["code"])
    if card is None:
        form.add_error("code", _("Det nummer står ikke på et kort fra dette projekt. Se efter igen."))
        return None
    agreement = queries.agreement_on(card, form.cleaned_data["on"])
    try:
        return actions.type_in(card, form.typed(), agreement, by=staff(membership.user)).code
    except NotGivenThisWay:
        form.add_error(
            "code", _("Aktiviteten er droppet, eller her må intet skrives ned. Kortet kan ikke skrives ind.")
        )
        return None


def _what_stands(membership: "Membership", card: "PaperCard", form: CardForm) -> "PaperCard | None":
    """The card as it was typed in before, for the page to show beside what was typed now."""
    if card.voice is None or not card.voice.is_kept:
        form.add_error("code", _("Ordene på det kort er taget tilbage. De kan ikke skrives ind igen."))
        return None
    form.add_error("code", _("Kortet er skrevet ind før, som %(code)s, med andre ord.") % {"code": card.voice.code})
    note_voices(membership, [card.voice], Purpose.LISTEN)
    return card


@login_required
def stack_correct(request: HttpRequest, slug: str) -> HttpResponse:
    """The last card one typed in, once more."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    card = queries.last_typed(membership)
    if card is None or card.voice is None:
        return render(request, "voices/stack_correct.html", {"slug": slug})
    form = CorrectForm(request.POST or None, initial=queries.as_typed(card))
    if request.method == "POST" and form.is_valid():
        try:
            agreement, who = queries.agreement_on(card, card.voice.captured_on), form.cleaned_data["perspective"]
            actions.correct(card, form.typed(), agreement, perspective=who, by=staff(membership.user))
        except (actions.BuiltOn, TakenBack, NotGivenThisWay):
            messages.error(request, _("Nogen har brugt ordene siden. De står, som de stod."))
        else:
            messages.success(request, _("Rettet. Næste kort er klar."))
        return redirect("voice-stack", slug)
    note_voices(membership, [card.voice], Purpose.LISTEN)
    return render(request, "voices/stack_correct.html", {"form": form, "slug": slug, "card": card})
