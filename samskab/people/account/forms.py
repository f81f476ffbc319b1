from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm, DkfdsMixin, TickRow
from samskab.people.signing_in import tries
from samskab.people.signing_in.forms import NO_KEY, OneNewPassword, WhatTheKeySaid, code_field, password_field

NAME: dict[str, Any] = {"label": _("Hvad skal nøglen hedde?"), "max_length": 60, "help_text": _("Så du kan kende den igen: min telefon, nøglen i skuffen.")}  # fmt: skip


class NewPasswordHereForm(DkfdsMixin, OneNewPassword, ChangePasswordForm):
    """The old password once, and the new one once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(_("Din adgangskode nu"), autocomplete="current-password")
        self.ask_once()
        self.fields["password1"].label = _("Din nye adgangskode")

    def clean_oldpassword(self) -> str:
        tries.spend(context.request, "password", who=self.user.email)
        old: str = super().clean_oldpassword()
        tries.give_back(context.request, "password", who=self.user.email)
        return old


class AppForm(DkfdsMixin, ActivateTOTPForm):
    """The first code from an app, as a proof that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(autofocus=True)

    def clean_code(self) -> str:
        tries.spend(context.request, "code", who=self.user.pk)
        return str(super().clean_code())


class AppAwayForm(DkfdsMixin, DeactivateTOTPForm):
    pass


class KeyAddForm(DkfdsMixin, AddWebAuthnForm):
    """A passkey: always one that can sign in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"] = forms.CharField(required=False, **NAME)
        self.fields["credential"] = WhatTheKeySaid()

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except (AttributeError, LookupError, TypeError, ValueError, ValidationError):
            raise ValidationError(NO_KEY, code="incorrect_key") from None


class KeyNameForm(DkfdsMixin, EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(**NAME)


class NewCodesForm(DkfdsMixin, GenerateRecoveryCodesForm):
    pass


class CloseForm(DkfdsForm):
    """So that nobody closes an account by a slip of the hand."""

    sure = forms.BooleanField(label=_("Ja, luk min konto. Den kan ikke åbnes igen."), widget=TickRow)
