"""What every form about the project itself has in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samskab.ground.cpr import find_cpr
from samskab.ground.forms import DkfdsForm

HOLDS_CPR = _("Her står et CPR-nummer. Fjern det, så kan vi gemme. Intet er gemt endnu.")


class WordsForm(DkfdsForm):
    """A form where no text may hold a CPR number: refused beside the field it stands in, and nothing is stored."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and find_cpr(value):
                self.add_error(name, HOLDS_CPR)
        return cleaned


class ReasonField(forms.CharField):
    """Hvorfor? (én sætning)"""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "label": _("Hvorfor? (én sætning)"),
            "max_length": 300,
            "error_messages": {"required": _("Skriv, hvorfor det ændrer sig. Én sætning er nok.")},
        }
        super().__init__(**(defaults | kwargs))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(sign.isalpha() for sign in value):
            raise ValidationError(self.error_messages["required"], code="required")


def offer(form: forms.Form, name: str, rows: Any) -> None:
    """Let a choice among rows offer these: only what this person may see."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]
