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
from samskab.voices.consent.forms import ConsentForm
from samskab.voices.consent.queries import agreed, may_agree
from samskab.voices.intake import queries


@login_required
def voice_consent(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down what was agreed about one voice."""
    membership = enter(request, slug, May.SEE_VOICES)
    voice = queries.find(membership, number)
    if not may_agree(membership, voice):
        raise Http404
    answers = {line.purpose: line.answer for line in agreed(voice)}
    form = ConsentForm(request.POST or None, answers=answers, initial={"given_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        agreement = actions.Agreement(data["basis"], data["channel"], data["given_on"])
        try:
            actions.record(voice, form.answers(), agreement, by=staff(membership.user))
        except actions.AlreadyWithdrawn:
            messages.error(request, _("Stemmen er trukket tilbage i mellemtiden. Der er ikke mere at aftale."))
        else:
            messages.success(request, _("Gemt. Det er aftalt."))
        return redirect(own_page(request.GET.get("tilbage", "")) or voice_address(slug, number))
    return render(request, "voices/voice_consent.html", {"voice": voice, "form": form, "slug": slug})


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
