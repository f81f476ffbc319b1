from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.frontdoor.data.queries import find_voice, readers
from samskab.ground.forms import DanishDateField, DkfdsForm
from samskab.journal.queries import Look
from samskab.projects.team.models import Membership

IN_THE_ADDRESS = {"reader": "hvem", "day": "dag", "voice": "stemme"}


class LookForm(DkfdsForm):
    """Which readings one wants to see."""

    reader = forms.ChoiceField(label=_("Hvem"), required=False)
    day = DanishDateField(label=_("Dag"), required=False, help_text=_("Fx 7. april 2025."))
    voice = forms.CharField(label=_("Stemme"), required=False, max_length=12, help_text=_("Dens kode, fx U-31."))

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        field = self.fields["reader"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Alle")), *readers(membership)]

    def add_prefix(self, field_name: str) -> str:
        return IN_THE_ADDRESS.get(field_name, field_name)

    def clean_voice(self) -> int | None:
        """The id of the voice that is meant."""
        code = str(self.cleaned_data["voice"])
        found = find_voice(self.membership, code) if code else None
        if code and found is None:
            raise forms.ValidationError(_("Der er ingen stemme med den kode i projektet."))
        return found

    def look(self) -> Look:
        """What was asked for; where something could not be understood, it is left out and the form says so."""
        self.is_valid()
        asked = self.cleaned_data
        kind, _dash, number = asked.get("reader", "").partition("-")
        voice = asked.get("voice")
        return Look((kind, int(number)) if kind else None, asked.get("day"), ("voice", voice) if voice else None)
