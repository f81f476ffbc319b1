from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samskab.ground import clock
from samskab.ground.page import own_page
from samskab.ground.reactions import ask
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.consent import actions, participation, receipts, verifying
from samskab.voices.consent.conversation import record_conversation
from samskab.voices.consent.forms import AgreementForm, ConsentForm, ReceiptForm
from samskab.voices.consent.handing_over import sheet
from samskab.voices.consent.queries import (
    agreed,
    from_the_same_document,
    left_to_agree,
    may_agree,
    next_to_agree,
    receipt_of,
)
from samskab.voices.consent.saying import LEFT, how_many_are_left, what_was_kept
from samskab.voices.intake import queries
from samskab.voices.intake.noting import Purpose, note_voices

if TYPE_CHECKING:
    from samskab.people.actors import Actor
    from samskab.projects.team.models import Membership
    from samskab.voices.intake.models import Voice


@login_required
def voice_consent(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down what was agreed about one voice, and about others the same conversation was about."""
    membership = enter(request, slug, May.SEE_VOICES)
    voice = queries.find(membership, number)
    if not may_agree(membership, voice):
        raise Http404
    also = list(from_the_same_document(membership, voice))
    note_voices(membership, [voice, *also], Purpose.AGREE)
    told = participation.in_force(membership.project, voice.activity)
    form = ConsentForm(
        request.POST or None,
        answers={line.purpose: line.answer for line in agreed(voice)},
        asks_who=not voice.perspective,
        also=also,
        initial={"given_on": clock.today(), "shown": told.number if told else None},
    )
    back = own_page(request.GET.get("tilbage", ""))
    if request.method == "POST" and form.is_valid():
        onwards = _keep(request, membership, voice, form)
        return redirect(back or onwards or voice_address(slug, number))
    has_more = not back and next_to_agree(membership, voice) is not None
    context = {"voice": voice, "form": form, "slug": slug, "has_more": has_more, "told": told}
    return render(request, "voices/voice_consent.html", context)


def _keep(request: HttpRequest, membership: "Membership", voice: "Voice", form: ConsentForm) -> str:
    """Keep the answers and say what was kept. The address of the next that waits, where the person asked for it."""
    data, about = form.cleaned_data, form.answers_about(voice)
    shown = participation.version(membership.project, data["shown"])
    agreement = actions.Agreement(data["basis"], data["channel"], data["given_on"], data["expires_on"], shown)
    try:
        record_conversation(about, agreement, by=staff(membership.user), perspective=data.get("perspective", ""))
    except actions.AlreadyWithdrawn:
        messages.error(request, _("Stemmen er trukket tilbage i mellemtiden. Der er ikke mere at aftale."))
        return ""
    said = what_was_kept(form.given(), len(about))
    if "naeste" not in request.POST:
        messages.success(request, said)
        return ""
    messages.success(request, f"{said} {how_many_are_left(left_to_agree(membership).count())}")
    following = next_to_agree(membership, voice)
    return reverse("voice-consent", args=[membership.project.slug, following.number]) if following else ""


@login_required
def voice_withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take the words back. First what will happen; then it happens."""
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    voice = queries.find(membership, number)
    if request.method == "POST":
        actions.withdraw(voice, by=staff(membership.user))
        messages.success(request, _("Ordene er slettet."))
        return redirect("voice", slug, number)
    context = {
        "voice": voice,
        "slug": slug,
        "rests": ask("what_rests_on_this_voice", voice=voice),
        "printed": ask("what_cannot_be_called_back", voice=voice),
        "exports": ask("who_has_a_copy_of_this_voice", voice=voice),
    }
    return render(request, "voices/voice_withdraw.html", context)


@login_required
@never_cache
def voice_left(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whether anything is left of words that were taken back, as `samskab erase verify` sees it."""
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    voice = queries.find(membership, number)
    verdict = None if voice.is_kept else verifying.verify(f"{slug}/{voice.code}")
    left = [(LEFT[one.kind], one.where) for one in verdict.left] if verdict else []
    return render(request, "voices/voice_left.html", {"voice": voice, "slug": slug, "verdict": verdict, "left": left})


@login_required
@never_cache
def voice_receipt(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give whoever said this a receipt. Its code is shown here, once, and kept nowhere."""
    membership = enter(request, slug, May.SEE_VOICES)
    voice = queries.find(membership, number)
    if not may_agree(membership, voice):
        raise Http404
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    by = staff(membership.user)
    context = {"voice": voice, "slug": slug, "form": form, "has_one": receipt_of(voice) is not None}
    if request.method == "POST" and form.is_valid() and voice.is_kept:
        if form.cleaned_data["kode"]:
            return _put_on(request, voice, form, by) or render(request, "voices/voice_receipt.html", context)
        given = receipts.give(voice, by=by)
        return render(request, "voices/receipt.html", context | {"sheet": sheet(given), "project": membership.project})
    return render(request, "voices/voice_receipt.html", context)


def _put_on(request: HttpRequest, voice: "Voice", form: ReceiptForm, by: "Actor") -> HttpResponse | None:
    """On the receipt the person holds. None when nobody here holds that code; the form says so."""
    try:
        receipts.put_on(voice, form.cleaned_data["kode"], by=by)
    except ValueError:
        form.add_error("kode", _("Den kode kender vi ikke her i projektet. Tjek bogstaverne."))
        return None
    messages.success(request, _("Stemmen er kommet med på personens kvittering."))
    return redirect("voice", voice.project.slug, voice.number)


@login_required
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """What people are told before they speak, and what they were told before."""
    membership = enter(request, slug)
    context = {
        "slug": slug,
        "now": participation.in_force(membership.project),
        "versions": participation.versions(membership.project).reverse(),
        "to_begin_with": participation.to_begin_with(membership.project),
        "how_long": ask("how_long_it_is_kept", project=membership.project),
        "may_write": membership.may(May.EDIT_DOCUMENT),
    }
    return render(request, "voices/agreement.html", context)


@login_required
def agreement_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version, beginning from the one that counts today."""
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    project, now = membership.project, participation.in_force(membership.project)
    first = {"text": participation.to_begin_with(project), "legal_basis": ""}
    before = {"text": now.text, "legal_basis": now.legal_basis} if now else first
    form = AgreementForm(
        request.POST or None,
        activities=queries.activities_to_choose(membership),
        initial=before | {"in_force_from": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        made = participation.write_agreement(project, by=staff(membership.user), **form.cleaned_data)
        messages.success(request, _("Gemt som udgave %(number)s.") % {"number": made.number})
        return redirect("agreement", slug)
    return render(request, "voices/agreement_new.html", {"slug": slug, "form": form})


def voice_address(slug: str, number: int) -> str:
    return reverse("voice", args=[slug, number])
