"""The page where stories about others wait for another reader, one tap each."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samskab.ground.pages import page_of
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_voices
from samskab.voices.intake.queries import find
from samskab.voices.intake.second_reading import (
    REASONS,
    OwnWords,
    doubt,
    read_again,
    waiting,
    who_may_read,
    written_by,
)

if TYPE_CHECKING:
    from samskab.people.actors import Actor
    from samskab.voices.intake.models import Voice

A_PAGE = 30


@login_required
def second_reader(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for this person to read, and what they wrote down themselves, which waits for another."""
    membership = enter(request, slug, May.READ_AGAIN)
    voices = waiting(membership)
    theirs = voices.exclude(captured_by=membership.user_id).select_related("second_reading__doubted_by", "captured_by")
    others = page_of(request.GET.get("side", ""), A_PAGE, theirs)
    note_voices(membership, others, Purpose.LISTEN)
    context = {
        "voices": others,
        "mine": written_by(membership)[:A_PAGE],
        "readers": who_may_read(membership),
        "reasons": REASONS,
        "may_invite": membership.may(May.INVITE),
        "slug": slug,
    }
    return render(request, "voices/second_reader.html", context)


@login_required
@require_POST
def voice_read_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Somebody else has read it; on to the next."""
    membership = enter(request, slug, May.READ_AGAIN)
    voice, why = find(membership, number), request.POST.get("tvivl", "")
    if "i_tvivl" in request.POST and why not in dict(REASONS):
        messages.error(request, _("Vælg, hvad du er i tvivl om. Så ved den, der skrev den ned, hvad I skal tale om."))
        return redirect("second-reader", slug)
    try:
        said = _say(voice, why, staff(membership.user))
    except OwnWords:
        messages.error(request, _("Du skrev den selv ned. En anden skal læse den."))
    else:
        messages.success(request, said % {"code": voice.code})
    return redirect("second-reader", slug)


def _say(voice: "Voice", why: str, by: "Actor") -> str:
    """Read, or in doubt; and what to say of it."""
    if why:
        doubt(voice, why, by=by)
        return _("%(code)s venter. Den, der skrev den ned, får din tvivl at se.")
    read_again(voice, by=by)
    return _("%(code)s er læst af en anden.")
