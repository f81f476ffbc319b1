from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm, DkfdsMixin


class SignInForm(DkfdsMixin, AuthenticationForm):
    """E-mail and password."""

    username = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Adgangskode"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("E-mail og adgangskode passer ikke sammen. Prøv igen, eller ring."),
        "inactive": _("Den konto er lukket. Ring, hvis den skal åbnes igen."),
    }


class AccountForm(DkfdsForm):
    """A person's own account: name, e-mail, password."""

    name = forms.CharField(label=_("Dit navn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Din stilling"), max_length=120, required=False)
    email = forms.EmailField(label=_("Din e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Vælg en adgangskode"),
        help_text=_("Mindst 12 tegn. Tre-fire ord efter hinanden er lettere at huske end tegn og tal."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def account(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("email", "name", "password", "title")}
