from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samskab.ground.forms import DkfdsForm
from samskab.journal.actions import note_reading
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_source, note_voices
from samskab.voices.intake.queries import read_in_from
from samskab.voices.pseudonyms import queries
from samskab.voices.pseudonyms.answering import Sent, TooLate, Unclear, carry_out
from samskab.voices.pseudonyms.forms import InsteadForm, PointOutForm


@login_required
def source_names(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One place at a time that may tell who somebody is: a person says what is to stand there. `?efter=7` goes past it."""
    membership = enter(request, slug, May.SEE_NAMES)
    after, fault = request.GET.get("efter", ""), None
    if request.method == "POST":
        source, search, spot = queries.asked_about(membership, number, request.POST.get("item", ""))
        after = str(spot.pk - 1) if spot else ""
        try:
            if told := carry_out(Sent(source, search, spot, request.POST, staff(membership.user))):
                messages.success(request, told)
        except TooLate as late:
            messages.error(request, str(late))
        except Unclear as unclear:
            fault = unclear
        if fault is None:
            return redirect(f"{reverse('source-names', args=[slug, number])}?efter={after}")
    review = queries.review(membership, number, after)
    note_source(membership, review.source, Purpose.NAMES)
    note_voices(membership, read_in_from(membership, review.source), Purpose.NAMES)
    context = {"review": review, "source": review.source, "slug": slug, **_forms(request, review, fault)}
    return render(request, "voices/source_names.html", context)


def _forms(request: HttpRequest, review: queries.Review, fault: Unclear | None) -> dict[str, DkfdsForm]:
    """Both forms of the page; what was written stands in the one that has a fault."""
    suggestion = review.question.suggestion[1:-1] if review.question else ""
    forms: dict[str, DkfdsForm] = {"written": InsteadForm(initial={"written": suggestion}), "words": PointOutForm()}
    if fault is not None:
        forms[fault.field] = type(forms[fault.field])(request.POST)
        forms[fault.field].errors.setdefault(fault.field, forms[fault.field].error_class([str(fault)]))
    return {"form": forms["written"], "point_out": forms["words"]}


@login_required
def names(request: HttpRequest, slug: str) -> HttpResponse:
    """The map: what is said instead, and what stood there. Each who opens it is noted."""
    membership = enter(request, slug, May.SEE_NAMES)
    lines = queries.lines(membership, request.GET.get("side", ""))
    note_reading(
        staff(membership.user), project_id=membership.project_id, subject="pseudonym", ids=[one.pk for one in lines],
        purpose=Purpose.NAMES,
    )  # fmt: skip
    return render(request, "voices/names.html", {"lines": lines, "slug": slug})
