"""A receipt as it is handed over, once: in large type, as a square for a telephone, as a text message, on a sheet of A6."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samskab.ground.charts.qr import draw_qr
from samskab.voices.consent.receipt_code import in_groups
from samskab.voices.consent.receipts import Given

ONE_MESSAGE = 160


@dataclass(frozen=True, slots=True)
class Sheet:
    """`address` is typed by hand; the square and the message carry the code after #, where no server sees it."""

    code: str
    address: str
    qr: SafeString
    message: str

    @property
    def halves(self) -> tuple[str, str]:
        """Two lines of large type, each read aloud in one breath."""
        middle = len(self.code) // 2
        return self.code[: middle + 1], self.code[middle + 1 :]


def sheet(given: Given) -> Sheet:
    address = settings.SITE_URL + reverse("receipt")
    link = f"{address}#{given.code}"
    picture = mark_safe(draw_qr(link, _("Fører til din kvittering")))  # our own SVG, its words escaped
    return Sheet(in_groups(given.code), address.split("://", 1)[-1].rstrip("/"), picture, _message(link))


def _message(link: str) -> str:
    """As long a sentence as there is room for in one text message."""
    said = (_("Tak for dine ord. Her kan du se dem, og tage dem tilbage:"), _("Se dine ord:"), "")
    return next((words for one in said if len(words := f"{one} {link}".strip()) <= ONE_MESSAGE), link)
