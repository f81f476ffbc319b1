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
    """A form where no text may hold a CPR number: refused beside the field it stands in.

    What is left after `clean` is the text as we keep it (`projects.words.kept`); a password is left as it was typed.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if not isinstance(value, str):
                continue
            if complaint := _complaint(value) or self._is_missing(name, value):
                self.add_error(name, complaint)
            elif self._is_prose(name):
                cleaned[name] = kept(value)
        return cleaned

    def _is_prose(self, name: str) -> bool:
        """Whether a person writes words here: not a password, not a choice, not what the page itself remembers."""
        field = self.fields[name]
        return isinstance(field, forms.CharField) and field.strip and not field.widget.is_hidden

    def _is_missing(self, name: str, value: str) -> Any:
        """What is missing where one must write something and only wrote signs nobody can see; "" when nothing is."""
        must = self.fields[name].required and self._is_prose(name)
        return self.fields[name].error_messages["required"] if must and not _can_be_seen(value) else ""


def _can_be_seen(text: str) -> bool:
    return any(sign.isprintable() and not sign.isspace() for sign in text)


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
