"""What a person meets when it did not go well: what happened, whether anything is stored, and what to do now.

None of these pages asks the database anything, and none tells what went wrong inside. Where it can be done, what was
typed comes along, so that it is sent again with one click.
"""

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, get_token
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from samskab.config import reactions
from samskab.config.standstill import Standstill, standstill
from samskab.config.who import RULES, Kind
from samskab.ground.locking import Locked

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
COME_BACK = 30  # seconds
SHOWN = 6  # texts shown on the page; what is sent again is all of it


def something_broke(request: HttpRequest) -> HttpResponse:
    """Django's handler500: what stands still for a while is told apart from what is our fault."""
    error = sys.exc_info()[1]
    why = standstill(error)
    if why is None:
        return _show(request, "500.html", 500, is_locked=isinstance(error, Locked))
    return not_now(request, why)


def not_now(request: HttpRequest, why: Standstill) -> HttpResponse:
    """The disk is full, or the database does not answer. It says whether what was sent is stored."""
    is_stored = request.method == "POST" and reactions.is_stored(request)
    fields = [] if is_stored else typed(request)
    answer = _show(request, "503.html", 503, why=why, is_stored=is_stored, **_again(request, fields))
    answer.headers["Retry-After"] = str(COME_BACK)
    return answer


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    if isinstance(exception, TOO_MUCH):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return _show(request, "413.html", 413, most=most, is_large=isinstance(exception, RequestDataTooBig))
    return _show(request, "400.html", 400)


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own proof no longer fits: one has signed in or out since the page was opened. Nothing is stored."""
    no_cookie = reason == REASON_NO_CSRF_COOKIE
    again = _again(request, [] if no_cookie else typed(request))
    return _show(request, "403_csrf.html", 403, no_cookie=no_cookie, **again)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Something was sent after the session was over. It waits on the page until one has signed in again."""
    sign_in = f"{settings.LOGIN_URL}?{urlencode({'next': _page_before(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403)
    return _show(request, "signed_out.html", 403, sign_in=sign_in, **_again(request, typed(request)))


def not_this_way(request: HttpRequest, *, can_be_opened: bool) -> HttpResponse:
    """A page nobody sends to, or a button's address opened as a page."""
    here = request.path if can_be_opened else ""
    answer = _show(request, "405.html", 405, here=here)
    answer.headers["Allow"] = "GET, HEAD" if can_be_opened else "POST"
    return answer


def not_over_https(request: HttpRequest) -> HttpResponse:
    """Asked for in the clear, where the address is an https one."""
    return _show(request, "not_over_https.html", 403, site=settings.SITE_URL)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent to a page inside a project, when it came from a page of ours. No password is asked for there."""
    if request.method != "POST" or not _is_inside(request) or not _came_from_us(request):
        return []
    sent = ((name, str(value)) for name, values in request.POST.lists() for value in values)
    return [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]


def _is_inside(request: HttpRequest) -> bool:
    """Also where it failed before Django knew the address."""
    try:
        rule = RULES.get(resolve(request.path_info).view_name)
    except Resolver404:
        return False
    return rule is not None and rule.send is not None and rule.send.kind == Kind.MEMBER


def _came_from_us(request: HttpRequest) -> bool:
    """A page of another site could have sent a form here; its words are not shown as if they were the person's own."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _again(request: HttpRequest, fields: list[tuple[str, str]]) -> dict[str, Any]:
    """What the form that sends it all again needs. A file cannot be sent again; then only the words are shown."""
    texts = [value for _name, value in fields if " " in value.strip()]
    has_file = request.method == "POST" and bool(request.FILES)
    return {
        "fields": [] if has_file else fields,
        "texts": sorted(texts, key=len, reverse=True)[:SHOWN],
        "here": request.get_full_path(),
        "may_send_again": bool(fields) and not has_file,
        "was_sent": request.method == "POST",
    }


def _page_before(request: HttpRequest) -> str:
    """The page the form stood on, when it is one of ours; else the front page."""
    before = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if safe else reverse("home")


def _show(request: HttpRequest, template: str, status: int, **facts: Any) -> HttpResponse:
    """A page that needs nothing but its words: no session, no person, no context processor."""
    facts |= {"phone": settings.CONTACT_PHONE, "email": settings.CONTACT_EMAIL, "demo": settings.DEMO}
    if facts.get("may_send_again"):
        facts["csrf_token"] = get_token(request)
    return HttpResponse(render_to_string(template, facts), status=status, headers={"Cache-Control": "no-store"})
