from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samskab.ground.page import stand_in
from samskab.people.signing_in import tries
from samskab.publishing.receipts import actions, queries
from samskab.publishing.receipts.forms import AnswerForm, CodeForm
from samskab.publishing.site.queries import contact_of, place_of
from samskab.voices.consent import session
from samskab.voices.consent.actions import AlreadyWithdrawn
from samskab.voices.consent.receipts import holder

if TYPE_CHECKING:
    from samskab.voices.consent.models import Receipt
    from samskab.voices.intake.models import Voice

P = ParamSpec("P")
EVERYBODY = "everybody"


def with_receipt(
    view: "Callable[Concatenate[HttpRequest, Receipt, P], HttpResponse]",
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For whoever has their receipt open; others are asked for the code. Half an hour counts from the last page."""

    @never_cache
    @wraps(view)
    def looked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        held = session.receipt_in(request)
        if held is None:
            return redirect("receipt")
        stand_in(request, place_of(held.project))
        answer = view(request, held, *args, **kwargs)
        session.open_for(answer, held)
        return answer

    return looked


@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt, for whoever has it open; else the one field its code is typed in."""
    if request.method == "POST":
        return _open(request)
    if session.receipt_in(request) is None:
        return render(request, "publishing/receipt_code.html", {"form": CodeForm()})
    return _mine(request)


def _open(request: HttpRequest) -> HttpResponse:
    tries.spend(request, "receipt", who=EVERYBODY)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "publishing/receipt_code.html", {"form": form})
    tries.give_back(request, "receipt", who=EVERYBODY)
    answer = redirect("receipt")
    session.open_for(answer, form.receipt)
    return answer


@with_receipt
def _mine(request: HttpRequest, held: "Receipt") -> HttpResponse:
    contributions = queries.mine(held)
    here = [one for one in contributions if one.voice.is_kept]
    context = {
        "mine": contributions,
        "here": here,
        "contact": contact_of(held.project),
        "form": CodeForm(),
        "saved": request.GET.get("gemt", ""),
    }
    return render(request, "publishing/receipt.html", context)


@with_receipt
def answer(request: HttpRequest, held: "Receipt", number: int) -> HttpResponse:
    """Yes or no to one line. It counts at once."""
    voice, form = queries.find(held, number), AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer(voice, form.answers(), by=holder(held))
        except AlreadyWithdrawn:
            messages.error(request, _("Ordene er taget tilbage i mellemtiden. Der er ikke mere at svare på."))
        else:
            line = f"{voice.code}-{form.cleaned_data['purpose']}"
            return redirect(f"{reverse('receipt')}?gemt={line}#{line}")
    return redirect(f"{reverse('receipt')}#{voice.code}")


@with_receipt
def take_back(request: HttpRequest, held: "Receipt") -> HttpResponse:
    """All of it. First what will happen; then it happens."""
    return _take_back(request, held, queries.still_here(held))


@with_receipt
def take_back_one(request: HttpRequest, held: "Receipt", number: int) -> HttpResponse:
    return _take_back(request, held, [queries.find(held, number)])


def _take_back(request: HttpRequest, held: "Receipt", voices: "Sequence[Voice]") -> HttpResponse:
    if not voices:
        return redirect("receipt")
    if request.method == "POST":
        actions.take_back(voices, by=holder(held))
        return redirect("receipt-done")
    return render(request, "publishing/receipt_take_back.html", {"preview": queries.preview(voices)})


@with_receipt
def done(request: HttpRequest, held: "Receipt") -> HttpResponse:
    """What was done, and what we could not do."""
    gone = queries.taken_back(held)
    if not gone:
        return redirect("receipt")
    context = {
        "gone": gone,
        "left": queries.still_here(held),
        "printed": queries.cannot_be_called_back(gone),
        "contact": contact_of(held.project),
    }
    return render(request, "publishing/receipt_done.html", context)


@never_cache
def close(request: HttpRequest) -> HttpResponse:
    answer = redirect("receipt")
    session.close(answer)
    return answer
