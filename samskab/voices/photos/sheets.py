"""The task on paper: one sheet for each, with what to take pictures of, and the square that opens the page."""

from collections.abc import Sequence
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.charts.qr import draw_qr
from samskab.ground.documents.tree import Block, Document, Figure, Heading, ListBlock, Paragraph, Part, Strong
from samskab.ground.documents.typesetting import typeset
from samskab.ground.saying import say_day
from samskab.projects.methods import shelf
from samskab.projects.models import Activity
from samskab.voices.consent import receipt_code
from samskab.voices.photos.actions import METHOD, Handed

TEMPLATE = "voices/paper/kit.typ"


def print_tasks(activity: Activity, handed: Sequence[Handed]) -> bytes:
    """One PDF. Raises CannotBeSet for a letter the font lacks."""
    lang: Literal["da", "en"] = "en" if (get_language() or "da").startswith("en") else "da"
    project = activity.project
    foot = f"{project.name} · {project.contact_phone}" if project.contact_phone else project.name
    if project.contact_phone and project.phone_is_inert:
        foot = f"{foot} ({_('nummeret er opdigtet')})"
    sheets = tuple(Part("photos", tuple(_sheet(one, is_first=not place))) for place, one in enumerate(handed))
    document = Document(activity.title, lang, project.name, clock.today(), sheets)
    return typeset(TEMPLATE, document, foot=foot, page=_("side {page} af {pages}"), yes=_("Ja"), no=_("Nej"))


def _sheet(handed: Handed, *, is_first: bool) -> list[Block]:
    task = handed.task
    address = settings.SITE_URL + reverse("photos")
    steps = shelf.method(METHOD).text(get_language()).task
    groups = receipt_code.in_groups(handed.code)
    middle = len(groups) // 2
    return [
        Heading(1 if is_first else 2, _("Dine billeder")),
        ListBlock(tuple((step,) for step in steps), ordered=True),
        Figure(draw_qr(f"{address}#{handed.code}", _("Din side")), _("Fører til din egen side"), name="qr"),
        Paragraph((_("Ret telefonens kamera mod firkanten. Så kan du sende dine billeder."),), "body"),
        Paragraph(
            (
                _("Eller skriv %(address)s i telefonen, og så koden:")
                % {"address": address.split("://", 1)[-1].rstrip("/")},
            ),
            "body",
        ),
        Paragraph((Strong(groups[: middle + 1]),), "large"),
        Paragraph((Strong(groups[middle + 1 :]),), "large"),
        Paragraph(
            (
                _("Koden er kun din. Du kan sende billeder til og med %(day)s. Bagefter er koden din kvittering.")
                % {"day": say_day(task.open_until)},
            ),
            "small",
        ),
        Paragraph((_("Person %(number)s") % {"number": task.number},), "small"),
    ]
