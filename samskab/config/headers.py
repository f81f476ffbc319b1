"""What every answer says to the browser, besides the Content-Security-Policy; and that nothing is said in the clear."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samskab.config import failing
from samskab.ground.permissions import permissions

HEALTH = "/sund/"  # asked by the machine itself


class CarefulHeaders:
    """A signed-in person's pages are kept nowhere, and no page is shown again unasked; nothing on the page may ask where one is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", permissions())
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if was_signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", "no-cache")  # kept, but asked for again: words may be taken back
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache"'  # never storage: unsent voices will wait there
        return response


class OnlyOverHttps:
    """Where people come by https, nothing else is answered: a proxy that forgets to say so is told, in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_HTTPS and not request.is_secure() and request.path != HEALTH:
            return failing.not_over_https(request)
        return self.get_response(request)
