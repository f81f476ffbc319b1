"""The door, and everything before one is inside. Most of it is the library's, on our pages."""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account import views as library
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from lxml.etree import LxmlError as XMLError
from onelogin.saml2.errors import OneLogin_Saml2_Error as SAMLError

from samskab.people import queries
from samskab.people.signing_in import letters, tries
from samskab.people.signing_in.forms import CodeForm, ForgottenForm, KeyForm, KeySignInForm, NewPasswordForm, SignInForm
from samskab.people.signing_in.sessions import let_in

# What is raised by no answer, or one that is none: not ours, used before, unreadable, without what it must say.
NO_ANSWER = (PermissionDenied, ValueError, LookupError, TypeError, AttributeError, OSError, XMLError, SAMLError)
LONGEST_ANSWER = 300_000  # characters; a signed answer with a long chain of certificates is a third of it


class SignIn(library.LoginView):
    """The door. In a new installation it leads to the first page; in a demo it offers the cast."""

    template_name = "people/sign_in.html"
    form_class = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if queries.nobody_yet():
            return redirect("first-run")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cast = list(queries.cast()) if settings.DEMO else []
        return super().get_context_data(**kwargs) | {"cast": cast, "providers": settings.SIGN_IN_PROVIDERS}


class SignOut(library.LogoutView):
    """An act, and not a link."""

    http_method_names = ("post",)


@require_POST
def sign_in_as(request: HttpRequest, key: str) -> HttpResponse:
    """One click, in a demo only: everywhere else this address does not exist."""
    user = queries.of_the_cast(key) if settings.DEMO else None
    if user is None:
        raise Http404
    let_in(request, user)
    return redirect("home")


class SignInByKey(LoginWebAuthnView):
    """A passkey alone: it knows whose it is."""

    form_class = KeySignInForm
    http_method_names = ("get", "post")


class SecondStep(AuthenticateView):
    """After the password: a code, a recovery code or a passkey."""

    template_name = "people/second_step.html"
    form_class = CodeForm
    webauthn_form_class = KeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ways = queries.how_they_sign_in(self.stage.login.user)
        return super().get_context_data(**kwargs) | {"ways": ways}


class Forgotten(library.PasswordResetView):
    """A letter with a link; where no letters are sent, who to call."""

    template_name = "people/forgotten.html"
    form_class = ForgottenForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"can_send": letters.can_send()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not letters.can_send():
            return redirect("account_reset_password")
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


class NewPassword(library.PasswordResetFromKeyView):
    """What the link of the letter opens."""

    template_name = "people/new_password.html"
    form_class = NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tries.spend(request, "link")
        return super().dispatch(request, *args, **kwargs)


@require_safe
def new_password_done(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Din adgangskode er ny. Log ind med den."))
    return redirect("log_in")


@require_safe
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Nobody signs up by themselves."""
    return render(request, "people/by_invitation.html")


class Answered(saml.ACSView):
    """The answer of a SAML provider, on its way to the session it belongs to. Only one we could have asked for."""

    http_method_names = ("post",)

    def dispatch(self, request: HttpRequest, organization_slug: str) -> HttpResponse:
        self.request = request
        self.get_app(organization_slug)  # type: ignore[no-untyped-call]
        tries.spend(request, "answer")
        answer = request.POST.get("SAMLResponse", "")
        if request.method != "POST" or not 0 < len(answer) <= LONGEST_ANSWER:
            raise Http404
        onwards: HttpResponse = super().dispatch(request, organization_slug)
        for cookie in onwards.cookies.values():
            cookie["httponly"] = True
        return onwards


class Received(saml.FinishACSView):
    """The answer, read in the session that asked. One that is no answer to it, or is used already, is none."""

    def dispatch(self, request: HttpRequest, organization_slug: str) -> HttpResponse:
        return or_no_answer(request, organization_slug, partial(super().dispatch, request, organization_slug))


@require_safe
def away(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the municipality's own page, by OpenID Connect."""
    return or_no_answer(request, provider_id, lambda: oidc.login(request, provider_id))


@require_safe
def answered(request: HttpRequest, provider_id: str) -> HttpResponse:
    """And back again."""
    return or_no_answer(request, provider_id, lambda: oidc.callback(request, provider_id))


class AwayBySaml(saml.LoginView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request = request
        go = partial(super().dispatch, request, *args, **kwargs)
        return or_no_answer(request, kwargs["organization_slug"], go)


def or_no_answer(request: HttpRequest, key: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What the library does, or the page that says that nothing happened."""
    try:
        return act()
    except NO_ANSWER:
        page: HttpResponse = render_authentication_error(request, get_adapter().get_provider(request, key))
        return page


class SignedOutThere(saml.SLSView):
    """Signed out at the provider: only when we offer it, and it is the provider who says so."""

    def dispatch(self, request: HttpRequest, organization_slug: str) -> HttpResponse:
        self.request = request
        idp = self.get_app(organization_slug).settings["idp"]  # type: ignore[no-untyped-call]
        if not ("slo_url" in idp or "metadata_url" in idp) or "Signature" not in request.GET:
            raise Http404
        return super().dispatch(request, organization_slug)
