"""Half an hour with one's receipt: a signed cookie says which receipt, and never the code.

A receipt that was given anew since is no longer open, and no row is written for somebody who only looks.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from samskab.voices.consent.models import Receipt
from samskab.voices.consent.queries import open_receipt

LASTS = timedelta(minutes=30)
SALT = "samskab.receipt"


def name() -> str:
    return "__Host-receipt" if settings.BEHIND_HTTPS else "receipt"


def open_for(answer: HttpResponse, receipt: Receipt) -> None:
    """From now on, and for half an hour after the last page."""
    answer.set_cookie(
        name(),
        signing.dumps([receipt.pk, receipt.times_given], salt=SALT),
        max_age=LASTS,
        secure=settings.BEHIND_HTTPS,
        httponly=True,
        samesite="Lax",
    )


def close(answer: HttpResponse) -> None:
    answer.set_cookie(name(), "", max_age=0, secure=settings.BEHIND_HTTPS, httponly=True, samesite="Lax")
    answer.headers["Clear-Site-Data"] = '"cache"'


def receipt_in(request: HttpRequest) -> Receipt | None:
    """The receipt this browser has open; None for nobody, for too late, and for what we have not signed."""
    try:
        pk, times_given = signing.loads(request.COOKIES.get(name(), ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return open_receipt(pk, times_given)
