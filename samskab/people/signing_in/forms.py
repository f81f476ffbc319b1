from datetime import timedelta
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as second_steps
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm, DkfdsMixin
from samskab.people import limits, queries, sealing
from samskab.people.signing_in import tries

NO_KEY = _("Nøglen passer ikke til en konto her. Prøv igen, eller log ind med adgangskode.")
WORDS_HINT = _("Mindst 12 tegn. Tre-fire ord efter hinanden er lettere at huske end tegn og tal.")


MISSING = {"required": _("Skriv noget her.")}


def email_field(**attrs: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "username", **attrs})
    return forms.EmailField(label=_("E-mail"), widget=widget, error_messages=MISSING)


def password_field(label: Any, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, strip=False, widget=forms.PasswordInput(attrs=attrs), error_messages=MISSING)


def new_password_field() -> forms.CharField:
    field = password_field(_("Vælg en adgangskode"), autocomplete="new-password")
    field.help_text = WORDS_HINT
    return field


def code_field(**attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", **attrs})
    return forms.CharField(label=_("Kode"), max_length=20, widget=widget, error_messages=MISSING)


class SignInForm(DkfdsMixin, LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field(autofocus=True)
        self.fields["password"] = password_field(_("Adgangskode"), autocomplete="current-password")
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).strip().lower()


class AccountForm(DkfdsForm):
    """A person's own account: name, e-mail, password."""

    name = forms.CharField(label=_("Dit navn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Din stilling"), max_length=120, required=False)
    email = forms.EmailField(label=_("Din e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = new_password_field()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def account(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("email", "name", "password", "title")}


class ForgottenForm(DkfdsMixin, ResetPasswordForm):
    """Where the letter goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field(autofocus=True)

    def clean_email(self) -> str:
        self.cleaned_data["email"] = self.cleaned_data["email"].strip().lower()
        tries.spend(context.request, "reset", who=self.cleaned_data["email"])
        return str(super().clean_email())


class OneNewPassword:
    """Typed once: a person who errs takes the same way again."""

    fields: dict[str, forms.Field]
    user: Any

    def ask_once(self) -> None:
        self.fields["password1"] = new_password_field()
        del self.fields["password2"]

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]  # type: ignore[attr-defined]
        password_validation.validate_password(password, self.user)
        return password


class NewPasswordForm(DkfdsMixin, OneNewPassword, ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_once()


class PasswordAgainForm(DkfdsMixin, ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Adgangskode"), autocomplete="current-password", autofocus=True)


class CountedCode(DkfdsMixin):
    """A code from an app or a recovery code: so many tries, and each code of an app once."""

    fields: dict[str, forms.Field]
    user: Any
    ONCE_WITHIN = timedelta(minutes=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waits = {} if queries.number_of_keys(self.user) else {"autofocus": True}
        self.fields["code"] = code_field(**waits)

    def clean_code(self) -> str:
        tries.spend(context.request, "code", who=self.user.pk)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except sealing.Unreadable:
            raise second_steps().validation_error("incorrect_code") from None
        is_app = self.authenticator.type == Authenticator.Type.TOTP  # type: ignore[attr-defined]
        read = "".join(sign for sign in code if sign.isalnum())
        if is_app and not limits.once(f"{self.user.pk} {read}", self.ONCE_WITHIN):
            raise second_steps().validation_error("incorrect_code")
        tries.give_back(context.request, "code", who=self.user.pk)
        return code


class CodeForm(CountedCode, AuthenticateForm):
    pass


class CodeAgainForm(CountedCode, ReauthenticateByCode):
    pass


class WhatTheKeySaid(forms.JSONField):
    """What stands in a hidden field when a passkey has answered, however it is put together."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise forms.ValidationError(NO_KEY, code="incorrect_key") from None

    def bound_data(self, data: Any, initial: Any) -> str:
        return ""  # a page that is shown again asks again

    def prepare_value(self, value: Any) -> str:
        return ""


class CountedKey(DkfdsMixin):
    """What the browser says for a passkey. Anything else it may say is a key that does not fit."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = WhatTheKeySaid()

    def clean_credential(self) -> Any:
        tries.spend(context.request, "key")
        try:
            key = super().clean_credential()  # type: ignore[misc]
        except (AttributeError, LookupError, TypeError, ValueError, forms.ValidationError):
            raise forms.ValidationError(NO_KEY, code="incorrect_key") from None
        tries.give_back(context.request, "key")
        return key


class KeySignInForm(CountedKey, LoginWebAuthnForm):
    pass


class KeyForm(CountedKey, AuthenticateWebAuthnForm):
    pass


class KeyAgainForm(CountedKey, ReauthenticateWebAuthnForm):
    pass
