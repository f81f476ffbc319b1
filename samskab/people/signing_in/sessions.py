"""How long somebody is signed in: until nothing has happened for a while, and never longer than a working day.

The two moments stand in the session. A page a minute is noted, not every page: a look is no reason to write.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samskab.people import actions

if TYPE_CHECKING:
    from samskab.people.models import User

BEGAN, SEEN = "_auth_began_at", "_auth_seen_at"
NOTED_EVERY = 60  # seconds


def begin(request: HttpRequest) -> None:
    """A session begins now, and what is over is swept away."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    actions.sweep()


def let_in(request: HttpRequest, user: "User") -> None:
    """Sign somebody in who has shown who they are in another way: by an invitation, or as the first."""
    get_adapter(request).login(request, user)
    record_authentication(request, user, "let_in")
    UserSession.objects.create_from_request(request)


def is_over(session: Mapping[str, Any], now: float) -> bool:
    """Whether it has lain still for too long, or is older than a working day."""
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    return bool(now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE)


class SessionLengths:
    """Signs out who has been away too long, and says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if is_over(request.session, now):
                let_go(request)
            else:
                note(request, int(now))
        return self.get_response(request)


def note(request: HttpRequest, now: int) -> None:
    session = request.session
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) >= NOTED_EVERY:
        with suppress(OperationalError):  # a full disk keeps nobody from reading
            actions.note_session(session.session_key or "")
            session[SEEN] = now


def let_go(request: HttpRequest) -> None:
    """From here on nobody is signed in: the page decides what that means, and keeps what was typed."""
    logout(request)
    messages.info(request, _("Du er logget af, fordi der er gået tid. Log ind igen, så kommer du tilbage."))
