"""Where two steps are demanded, nobody comes further without them."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from samskab.people import queries

HAS_TWO_STEPS = "_auth_has_two_steps"
# What must be open to somebody who is setting them up, or wants to leave, read what this is, or ask for help.
OPEN = {
    "two-steps", "mfa_add_webauthn", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "log_out", "account_logout",
    "set_language", "contact", "handbook", "accessibility", "privacy", "healthy", "still_here",
}  # fmt: skip


class TwoStepsDemanded:
    """Leads who has no second step to the page that sets one up, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if must_set_up(request) and resolve(request.path_info).url_name not in OPEN:
            return redirect("two-steps")
        return self.get_response(request)


def must_set_up(request: HttpRequest) -> bool:
    """A provider asks for its own second step. Who has one here is asked for once a session, not on every page."""
    if not settings.TWO_FACTOR_DEMANDED or settings.DEMO or not request.user.is_authenticated:
        return False
    if request.session.get(HAS_TWO_STEPS):
        return False
    records = get_authentication_records(request, request.user)
    if any(one["method"] == "socialaccount" for one in records) or queries.has_second_step(request.user):
        request.session[HAS_TWO_STEPS] = True
        return False
    return True
