"""The door before every view: what the table in `who.py` says is done before anything else is."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samskab.config import failing, reactions
from samskab.config.who import RULES, Kind, Rule, Who
from samskab.projects.access import May
from samskab.projects.permission import place_of

READING = {"GET", "HEAD"}


class OnlyByTheTable:
    """An address without a rule is not there; one that is shut to somebody is not there for them.

    Somebody who is not signed in is asked to, and gets back what they had typed. The views ask again for themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reactions.begin(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = rule_of(request)
        if rule is None:
            raise Http404
        who = asked_of(request, rule)
        if who is None:
            return failing.not_this_way(request, can_be_opened=rule.see is not None)
        return _answer(request, who, kwargs.get("slug", ""))


def rule_of(request: HttpRequest) -> Rule | None:
    match = request.resolver_match
    return RULES.get(match.view_name) if match else None


def asked_of(request: HttpRequest, rule: Rule) -> Who | None:
    """Who may do with this address what this request does; None where nobody may."""
    if request.method in READING:
        return rule.see
    return rule.send if request.method == "POST" else None


def _answer(request: HttpRequest, who: Who, slug: str) -> HttpResponseBase | None:
    """None lets the view go on. Raises Http404 for a stranger to what the address is about."""
    if who.kind == Kind.IN_A_DEMO and not (settings.DEMO or settings.DEBUG):
        raise Http404
    if who.kind not in {Kind.SIGNED_IN, Kind.MEMBER}:
        return None
    if not request.user.is_authenticated:
        return failing.signed_out(request) if request.method == "POST" else _to_sign_in(request)
    if who.kind == Kind.MEMBER and not _is_let_in(request, who, slug):
        raise Http404
    return None


def _is_let_in(request: HttpRequest, who: Who, slug: str) -> bool:
    place = place_of(request, slug)
    return place is not None and any(isinstance(act, May) and place.may(act) for act in who.opening)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back. Part of a page is not swapped for it: what is on the page stays."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403)
    return redirect_to_login(request.get_full_path())
