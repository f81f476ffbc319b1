"""What we want of the library that signs people in: where it asks, this answers."""

import logging
from io import BytesIO
from typing import Any, NoReturn

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samskab.people import actions, queries, sealing
from samskab.people.signing_in import letters, tries
from samskab.people.signing_in.links import address_of
from samskab.people.signing_in.sessions import begin

log = logging.getLogger("samskab.signing_in")
FRESH = 5 * 60  # seconds in which nobody is asked again who they are


class Accounts(DefaultAccountAdapter):
    """Passwords and sessions. Nobody signs up: one is invited, or begins an installation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-mail og adgangskode passer ikke sammen. Prøv igen, eller ring."),
        "enter_current_password": _("Det er ikke din adgangskode. Prøv igen."),
        "incorrect_password": _("Det er ikke din adgangskode. Prøv igen."),
        "incorrect_code": _("Koden passer ikke. Prøv den næste, appen viser."),
        "invalid_password_reset": _("Linket virker ikke længere. Bed om et nyt."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any
    ) -> None:
        """Our pages say what happened themselves; only a sentence that says what is wrong is passed on."""
        if message:
            super().add_message(request, level, message=message)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        tries.spend(request, "password", who=credentials.get("email", "").lower())

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            tries.give_back(request, "password", who=credentials.get("email", "").lower())
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        log.warning("refused: a password that does not fit, from %s", self.get_client_ip(request))

    def reauthenticate(self, user: Any, password: str) -> bool:
        return bool(self.authenticate(self.request, email=user.email, password=password) == user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        return not (records and timezone.now().timestamp() - records[-1]["at"] < FRESH)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": gettext("Brug din adgangskode"),
            "mfa_reauthenticate": gettext("Brug en kode"),
            "mfa_reauthenticate:webauthn": gettext("Brug din adgangsnøgle"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one | {"description": words[one["id"]]} for one in methods]

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        begin(request)

    def set_password(self, user: Any, password: str) -> None:
        actions.change_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_reset_password_from_key_url(self, key: str) -> str:
        who, _dash, token = key.partition("-")
        return address_of(who, token)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Who signs in through the municipality gets no password here: it would outlive the job."""
        if way := queries.signs_in_through(user):
            letters.send_other_way(user.email, way)
        else:
            letters.send_new_password(user.email, context["password_reset_url"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix.endswith("/unknown_account"):
            letters.send_no_account(email)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        letters.send_change(user.email, template_prefix.rpartition("/")[2])


class SecondSteps(DefaultMFAAdapter):
    """Passkeys, one-time codes and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Koden passer ikke. Prøv den næste, appen viser."),
        "cannot_delete_authenticator": _(
            "Her skal man logge ind i to trin. Sæt noget andet til, før du tager det her af."
        ),
        "cannot_generate_recovery_codes": _("Sæt først en adgangsnøgle eller en app til."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Samskab"

    def _get_site_name(self) -> str:
        return "Samskab"

    def build_totp_svg(self, url: str) -> str:
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", xmldecl=False, scale=5, border=2, light="white")
        return picture.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not (settings.TWO_FACTOR_DEMANDED and queries.is_last_second_step(authenticator))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("Nøgle %(number)s") % {"number": queries.number_of_keys(user) + 1}


class Elsewhere(DefaultSocialAccountAdapter):
    """Signing in through the municipality or the region."""

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return True  # what a provider does not vouch for is gone already (people/provider.py)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Open to whom the provider vouches for, once somebody has begun the installation."""
        if queries.nobody_yet():
            self._stop(redirect("first-run"))
        if not sociallogin.email_addresses:
            self._stop(render(request, "people/not_vouched.html", {"provider": sociallogin.provider}, status=403))
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """From the first time, the municipality is the only way in: what was set up here before may be somebody else's."""
        if sociallogin._did_authenticate_by_email and sociallogin.state.get("process") == "login":
            actions.move_sign_in(sociallogin.user, sociallogin.account.provider)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user, email = sociallogin.user, data.get("email") or ""
        name = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        user.email = email.strip().lower()
        user.name = (name.strip() or user.email.partition("@")[0])[:120]
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        return actions.welcome_from_elsewhere(
            sociallogin.user, sociallogin.account.provider, lambda: sociallogin.save(request)
        )

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("account")

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        if error == AuthError.CANCELLED:
            self._stop(redirect("log_in"))
        log.warning("refused: an answer from %s (%s)", provider.sub_id, error)
        self._stop(render(request, "people/no_answer.html", {"provider": provider}, status=403))

    @staticmethod
    def _stop(answer: HttpResponse) -> NoReturn:
        raise ImmediateHttpResponse(answer)
