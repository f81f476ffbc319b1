"""One's own account: how one signs in, where one is signed in, and that it ends."""

from typing import TYPE_CHECKING, Any, cast

from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samskab.people import actions, queries
from samskab.people.account.forms import AppAwayForm, AppForm, CloseForm, KeyAddForm, NewCodesForm, NewPasswordHereForm
from samskab.people.actors import staff

if TYPE_CHECKING:
    from samskab.people.models import User


def owner(request: HttpRequest) -> "User":
    """Whose account it is: only who is signed in comes this far."""
    return cast("User", request.user)


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """How one signs in."""
    person = {"ways": queries.how_they_sign_in(owner(request)), "demanded": settings.TWO_FACTOR_DEMANDED}
    return render(request, "people/account.html", {"user": request.user, **person})


@require_safe
@login_required
def two_steps(request: HttpRequest) -> HttpResponse:
    """Where two steps are demanded, this is what somebody without them sees first."""
    if queries.has_second_step(owner(request)):
        return redirect("account")
    return render(request, "people/two_steps.html", {"demanded": settings.TWO_FACTOR_DEMANDED})


class ChangePassword(PasswordChangeView):
    template_name = "people/password.html"
    form_class = NewPasswordHereForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who signs in through the municipality has no password here to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Din adgangskode er ny. Andre steder er du logget af."))
        return super().form_valid(form)


class AddApp(ActivateTOTPView):
    template_name = "people/app_add.html"
    form_class = AppForm

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_step_added(owner(self.request), Authenticator.Type.TOTP)
        return super().form_valid(form)


class RemoveApp(DeactivateTOTPView):
    template_name = "people/app_remove.html"
    form_class = AppAwayForm

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_step_removed(owner(self.request), Authenticator.Type.TOTP)
        return super().form_valid(form)


class AddKey(AddWebAuthnView):
    template_name = "people/key_add.html"
    form_class = KeyAddForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"form": kwargs.get("form") or self.get_form()}
        return context | {"options": auth.begin_registration(owner(self.request), passwordless=True)}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_step_added(owner(self.request), Authenticator.Type.WEBAUTHN)
        return super().form_valid(form)


class RemoveKey(RemoveWebAuthnView):
    template_name = "people/key_remove.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        if settings.TWO_FACTOR_DEMANDED and queries.is_last_second_step(self.get_object()):
            messages.error(
                self.request, _("Her skal man logge ind i to trin. Sæt noget andet til, før du tager det her af.")
            )
            return redirect("account")
        actions.note_step_removed(owner(self.request), Authenticator.Type.WEBAUTHN)
        return super().form_valid(form)


class NewCodes(GenerateRecoveryCodesView):
    template_name = "people/codes_new.html"
    form_class = NewCodesForm

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_codes_made(owner(self.request))
        return super().form_valid(form)


@login_required
def places(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, and signing out elsewhere."""
    here = request.session.session_key or ""
    if request.method == "POST":
        _sign_out_elsewhere(request, here)
        return redirect("usersessions_list")
    return render(request, "people/places.html", {"places": queries.signed_in(owner(request), here)})


def _sign_out_elsewhere(request: HttpRequest, here: str) -> None:
    wanted = request.POST.get("sted", "")
    others = [one for one in queries.signed_in(owner(request), here) if not one.is_here]
    for one in others:
        if wanted in {"alle", str(one.row.pk)}:
            actions.end_session(owner(request), one.row.pk)
    messages.success(request, _("Logget af."))


@login_required
def close(request: HttpRequest) -> HttpResponse:
    """The account ends, by its owner's hand."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(owner(request), by=staff(owner(request)))
        except actions.StillNeeded as reason:
            form.add_error(None, str(reason))
        else:
            logout(request)
            messages.success(request, _("Din konto er lukket. Tak, fordi du var med."))
            return redirect("log_in")
    context = {"form": form, "known": queries.what_closing_means(owner(request))}
    return render(request, "people/close.html", context)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """What somebody sees whose account is closed."""
    return render(request, "people/closed.html", status=403)


@require_POST
@login_required
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody is writing: the middleware has noted it."""
    return HttpResponse(status=204)


def keys(request: HttpRequest) -> HttpResponse:
    """The library's list of keys is a part of the account's page."""
    return redirect(reverse("account") + "#noegler")
