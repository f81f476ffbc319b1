"""The page where stories about others wait for another reader, one tap each."""

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
from samskab.voices.intake.second_reading import OwnWords, read_again, waiting

A_PAGE = 30


@login_required
def second_reader(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for this person to read, and what they wrote down themselves, which waits for another."""
    membership = enter(request, slug, May.READ_AGAIN)
    voices = waiting(membership)
    mine = voices.filter(captured_by=membership.user_id)
    others = page_of(request.GET.get("side", ""), A_PAGE, voices.exclude(pk__in=mine.values("pk")))
    note_voices(membership, others, Purpose.LISTEN)
    context = {
        "voices": others,
        "mine": list(mine.values_list("number", flat=True)[:A_PAGE]),
        "may_invite": membership.may(May.INVITE),
        "is_alone": membership.project.memberships.current().count() == 1,
        "slug": slug,
    }
    return render(request, "voices/second_reader.html", context)


@login_required
@require_POST
def voice_read_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Somebody else has read it; on to the next."""
    membership = enter(request, slug, May.READ_AGAIN)
    voice = find(membership, number)
    try:
        read_again(voice, by=staff(membership.user))
    except OwnWords:
        messages.error(request, _("Du skrev den selv ned. En anden skal læse den."))
    else:
        messages.success(request, _("%(code)s er læst af en anden.") % {"code": voice.code})
    return redirect("second-reader", slug)
