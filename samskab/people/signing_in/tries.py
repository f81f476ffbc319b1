"""How often somebody may try to sign in, and the page that says so."""

from datetime import timedelta
from ipaddress import IPv6Network, ip_address
from math import ceil

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samskab.ground.wording import number_word
from samskab.people import limits


def spend(request: HttpRequest, what: str, *, who: object = "") -> None:
    """One try. When there are no more, the page that says how long to wait is the answer, wherever we are."""
    try:
        limits.spend(what, who=who, where=where(request))
    except limits.TooOften as too_often:
        raise ImmediateHttpResponse(too_often_page(request, too_often.wait)) from too_often


def give_back(request: HttpRequest, what: str, *, who: object = "") -> None:
    limits.give_back(what, who=who, where=where(request))


def where(request: HttpRequest) -> str:
    """The place on the net: an address, and of the new kind the part one household shares."""
    address = str(get_adapter(request).get_client_ip(request))
    is_new = ip_address(address).version == 6
    return str(IPv6Network((address, 64), strict=False).network_address) if is_new else address


def too_often_page(request: HttpRequest, wait: timedelta) -> HttpResponse:
    page = render(request, "people/too_often.html", {"wait": in_words(wait)}, status=429)
    page.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return page


def in_words(wait: timedelta) -> str:
    """Rounded up, so that it is true: "et minut", "tre minutter"."""
    minutes = max(1, ceil(wait.total_seconds() / 60))
    if minutes == 1:
        return _("et minut")
    return _("%(count)s minutter") % {"count": number_word(minutes)}
