"""A kit as a file: the sheets of one method or activity, with new cards, in one PDF that everybody can read."""

from typing import Literal

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.documents.tree import Document
from samskab.ground.documents.typesetting import typeset
from samskab.voices.paper.sheets import Written, parts_of

TEMPLATE = "voices/paper/kit.typ"


def print_kit(kit: Written) -> bytes:
    """PDF/UA-1 and PDF/A-2a in one file. Raises CannotBeSet for a letter the font lacks."""
    lang: Literal["da", "en"] = "en" if (get_language() or "da").startswith("en") else "da"
    project = kit.project
    foot = f"{project.name} · {project.contact_phone}" if project.contact_phone else project.name
    if project.contact_phone and project.phone_is_inert:
        foot = f"{foot} ({_('nummeret er opdigtet')})"
    document = Document(kit.title, lang, project.name, clock.today(), parts_of(kit))
    page = _("side {page} af {pages}")
    return typeset(TEMPLATE, document, foot=foot, page=page, yes=_("Ja"), no=_("Nej"))


def as_download(pdf: bytes, name: str) -> HttpResponse:
    """A file to keep. Its codes are printed once, so nobody on the way may keep a copy."""
    told = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=told)
