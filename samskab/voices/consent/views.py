from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.page import own_page
from samskab.ground.reactions import ask
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.consent import actions
from samskab.voices.consent.conversation import record_conversation
from samskab.voices.consent.forms import ConsentForm
from samskab.voices.consent.queries import agreed, from_the_same_document, left_to_agree, may_agree, next_to_agree
from samskab.voices.consent.saying import how_many_are_left, what_was_kept
from samskab.voices.intake import queries
from samskab.voices.intake.noting import Purpose, note_voices

if TYPE_CHECKING:
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
    form = ConsentForm(
        request.POST or None,
        answers={line.purpose: line.answer for line in agreed(voice)},
        asks_who=not voice.perspective,
        also=also,
        initial={"given_on": clock.today()},
    )
    back = own_page(request.GET.get("tilbage", ""))
    if request.method == "POST" and form.is_valid():
        onwards = _keep(request, membership, voice, form)
        return redirect(back or onwards or voice_address(slug, number))
    has_more = not back and next_to_agree(membership, voice) is not None
    context = {"voice": voice, "form": form, "slug": slug, "has_more": has_more}
    return render(request, "voices/voice_consent.html", context)


def _keep(request: HttpRequest, membership: "Membership", voice: "Voice", form: ConsentForm) -> str:
    """Keep the answers and say what was kept. The address of the next that waits, where the person asked for it."""
    data, about = form.cleaned_data, form.answers_about(voice)
    agreement = actions.Agreement(data["basis"], data["channel"], data["given_on"])
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
    context = {"voice": voice, "slug": slug, "rests": ask("what_rests_on_this_voice", voice=voice)}
    return render(request, "voices/voice_withdraw.html", context)


def voice_address(slug: str, number: int) -> str:
    return reverse("voice", args=[slug, number])
