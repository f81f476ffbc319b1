"""Looking for words among voices: what is typed is sent, and becomes an address only when it is words.

Somebody who holds a receipt may ask a colleague, who types its code into the nearest field. It must stand in no address.
"""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.consent import receipt_code

ASKED = ("fra", "ord", "aktivitet", "tidligst", "senest")


@require_POST
@login_required
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """To the list it was asked from, with an address that can be kept. The code of a receipt goes no further."""
    enter(request, slug, May.SEE_VOICES)
    here = _list(request.POST.get("her", ""), slug)
    asked = {name: told for name in ASKED if (told := request.POST.get(name, "").strip()[:100])}
    if receipt_code.is_meant(asked.get("ord", "")):
        messages.warning(
            request, _("Det ligner koden på en kvittering. Skriv den under Søg; så står den ikke i nogen adresse.")
        )
        return redirect(here)
    return redirect(f"{here}?{urlencode(asked)}" if asked else here)


def _list(told: str, slug: str) -> str:
    """A page of this project; the list of voices where none was told."""
    path = urlsplit(told).path
    return path if path.startswith(reverse("overview", args=[slug])) else reverse("voices", args=[slug])
