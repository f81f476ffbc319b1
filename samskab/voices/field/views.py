import json
from dataclasses import replace
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground.page import page_of
from samskab.ground.permissions import permissions
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.guides.queries import asked_at
from samskab.projects.leave.queries import without_leave
from samskab.projects.permission import enter
from samskab.voices.consent.participation import told_at
from samskab.voices.field import actions, parts, queries, saying
from samskab.voices.field.forms import OutboxForm, SettleForm
from samskab.voices.field.message import NotAMessage
from samskab.voices.field.taking_in import NotThisWay
from samskab.voices.intake.noting import Purpose, note_voices
from samskab.voices.intake.queries import activities_to_choose
from samskab.voices.listening.forms import ASKED_LAST, WHY_NOT, WITH_WHAT_THEY_ARE_ABOUT, ShortVoiceForm


@login_required
@csp_update({"media-src": ["blob:"]})  # type: ignore[arg-type]  # heard before it is sealed; its types know no address
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a voice down, also without network. The page is kept on the telephone: nobody's name stands on it."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    activities = activities_to_choose(membership)
    form = ShortVoiceForm(places=membership.project.places.all(), activities=activities)
    context = {
        "form": form,
        "page": replace(page_of(request), person=""),
        "slug": slug,
        "project": membership.project,
        "recipient": queries.recipient(membership.project),
        "rules": json.dumps(queries.rules(membership)),
        "numbers": json.dumps(queries.numbers(membership)),
        "why_not": WHY_NOT,
        "lines": WITH_WHAT_THEY_ARE_ABOUT,
        "asked_last": ASKED_LAST,
        "told": told_at(membership.project, activities),
        "asked": asked_at(activities),
        "no_leave": without_leave(activities),
        "may_plan": membership.may(May.EDIT_PLAN),
        "up_to_ten": range(11),
    }
    response = render(request, "voices/field.html", context)
    response.headers["Permissions-Policy"] = permissions("microphone")
    return response


@login_required
def field_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Asked before anything is sent: one is signed in, and this is what a form must carry."""
    enter(request, slug, May.CAPTURE_VOICE)
    return JsonResponse({"token": get_token(request)})


@login_required
def field_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """What lets the page open without network: facts, and then the script itself."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    facts = queries.facts_for_the_worker(membership.project, reverse("field", args=[slug]))
    script = f"self.FACTS = {json.dumps(facts)};\nimportScripts({json.dumps(static('samskab/field/worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@login_required
def field_manifest(request: HttpRequest, slug: str) -> HttpResponse:
    """What a telephone asks when the page is put on its first screen."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    here = reverse("field", args=[slug])
    told = {
        "name": f"{membership.project.name} – Samskab",
        "short_name": _("Skriv ned"),
        "id": here,
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#17405a",
        "icons": [{"src": static("samskab/logo.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@login_required
def field_receive(request: HttpRequest, slug: str) -> HttpResponse:
    """One sealed message. 201 and 200 are said when it is on the disk, and not before."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    try:
        return _told(slug, actions.receive(membership.project, request.body, by=staff(membership.user)))
    except NotAMessage:
        return JsonResponse({"state": "not_opened"}, status=422)


@login_required
def field_whole(request: HttpRequest, slug: str, key: UUID, told: str) -> HttpResponse:
    """Which parts of a long message are here; and, sent, that all of them are. 201 and 200 as for one that is short."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    try:
        whole = parts.whole(membership.project, key, told)
        if request.method != "POST":
            return JsonResponse({"has": parts.here(whole)})
        return _told(slug, actions.receive_whole(whole, by=staff(membership.user)))
    except (NotAMessage, parts.NotAPart):
        return JsonResponse({"state": "not_opened"}, status=422)
    except parts.NotWhole:
        return JsonResponse({"state": "not_whole"}, status=412)


@login_required
def field_part(request: HttpRequest, slug: str, key: UUID, told: str, index: int) -> HttpResponse:
    """One part. 204 is said when it is on the disk, and not before."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    try:
        parts.keep(parts.whole(membership.project, key, told), index, request.body)
    except parts.NotAPart:
        return JsonResponse({"state": "not_a_part"}, status=412)
    return HttpResponse(status=204)


def _told(slug: str, answer: actions.Answer) -> JsonResponse:
    voice = answer.voice
    told = {
        "code": voice.code if voice else "",
        "receipt": reverse("voice-receipt", args=[slug, voice.number]) if voice else "",
        "masked": answer.submission.masked,
        "left_out": answer.submission.left_out,
    }
    return JsonResponse(told, status=answer.status)


@login_required
def field_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand in an outbox that was taken out of a telephone as a file."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    form = OutboxForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answers, unopened = actions.receive_all(
            membership.project, form.cleaned_data["outbox"], by=staff(membership.user)
        )
        for said in saying.of_an_outbox(answers, unopened):
            messages.success(request, said)
        return redirect("field-file", slug)
    return render(request, "voices/field_file.html", {"form": form, "slug": slug})


@login_required
def set_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Two editions of the same voice, or words that may not be kept as they were: a person says what is to be done."""
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    if request.method == "POST":
        return _settle(request, slug)
    found = queries.waiting(membership)
    note_voices(membership, [aside.submission.voice for aside in found if aside.submission.voice], Purpose.LISTEN)
    opened = list(queries.opened(found))
    return render(request, "voices/set_aside.html", {"items": opened, "slug": slug, "left": saying.left(len(opened))})


def _settle(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    chosen = SettleForm(request.POST).choice()
    if chosen is None:
        return redirect("set-aside", slug)
    found, keep = queries.find(membership, chosen[0]), chosen[1]
    try:
        voice = actions.settle(found, by=staff(membership.user), keep=keep)
    except (NotThisWay, NotAMessage, FileNotFoundError):
        messages.error(request, _("Den kan ikke gemmes, som reglerne er nu. Intet er ændret."))
    else:
        messages.success(request, _("Gemt som %s.") % voice.code if voice else _("Lagt væk. Ordene er slettet."))
    return redirect("set-aside", slug)
