"""What is sent is written as our pages are, in UTF-8; in anything else it could only be guessed at."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samskab.config import failing

UTF8 = {"utf-8", "utf8"}


class OnlyUtf8:
    """No page of ours names another alphabet for its form. Nothing is read of one that does, and nothing stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.encoding is not None and request.encoding.lower() not in UTF8:
            return failing.not_understood(request)
        return self.get_response(request)
