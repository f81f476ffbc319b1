from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samskab.ground.forms import DkfdsForm
from samskab.journal.actions import note_reading
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_source, note_voices
from samskab.voices.intake.queries import read_in_from
from samskab.voices.pseudonyms import queries
from samskab.voices.pseudonyms.answering import Answer, TooLate, Unclear, carry_out
from samskab.voices.pseudonyms.forms import InsteadForm, PointOutForm


@login_required
def source_names(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One place at a time that may tell who somebody is: a person says what is to stand there. `?efter=7` goes past it."""
    membership = enter(request, slug, May.SEE_NAMES)
    sent = queries.asked_about(membership, number, request.POST.get("item", ""))
    fault = _answered(request, Answer(sent, request.POST, staff(membership.user)))
    if request.method == "POST" and fault is None:
        return redirect(f"{request.path}?efter={sent.past}")
    review = queries.review(membership, number, sent.past or request.GET.get("efter", ""))
    note_source(membership, review.source, Purpose.NAMES)
    note_voices(membership, read_in_from(membership, review.source), Purpose.NAMES)
    return _shown(request, slug, review, fault)


@login_required
def voice_names(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same of a voice that was written down. One that was taken from a source has its names replaced there."""
    membership = enter(request, slug, May.SEE_NAMES)
    sent = queries.asked_about_voice(membership, number, request.POST.get("item", ""))
    if queries.is_taken_from_a_source(sent):
        return render(request, "voices/names_in_source.html", {"voice": sent.about, "slug": slug})
    fault = _answered(request, Answer(sent, request.POST, staff(membership.user)))
    if request.method == "POST" and fault is None:
        return redirect(f"{request.path}?efter={sent.past}")
    review = queries.review_of_voice(membership, number, sent.past or request.GET.get("efter", ""))
    note_voices(membership, [review.voice], Purpose.NAMES)
    return _shown(request, slug, review, fault)


def _answered(request: HttpRequest, answer: Answer) -> Unclear | None:
    """Done, and told; what was wrong with it where it could not be."""
    if request.method != "POST":
        return None
    try:
        if told := carry_out(answer):
            messages.success(request, told)
    except TooLate as late:
        messages.error(request, str(late))
    except Unclear as unclear:
        return unclear
    return None


def _shown(request: HttpRequest, slug: str, review: queries.Review, fault: Unclear | None) -> HttpResponse:
    context = {"review": review, "slug": slug, **_forms(request, review, fault)}
    return render(request, "voices/names_in_text.html", context)


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
