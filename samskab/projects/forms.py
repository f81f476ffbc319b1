"""What every form about the project itself has in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm
from samskab.projects.words import ContainsCpr, kept

HOLDS_CPR = _("Her står et CPR-nummer. Fjern det, så kan vi gemme. Intet er gemt endnu.")
UNREADABLE = _("Her står tegn, vi ikke kan gemme. Skriv det med almindelige bogstaver.")


def _complaint(text: str) -> Any:
    """What is wrong with the words, as they would be kept; "" when nothing is."""
    try:
        kept(text)
    except ContainsCpr:
        return HOLDS_CPR
    except ValueError:
        return UNREADABLE
    return ""


class WordsForm(DkfdsForm):
    """A form where no text may hold a CPR number: refused beside the field it stands in."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and (complaint := _complaint(value)):
                self.add_error(name, complaint)
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
