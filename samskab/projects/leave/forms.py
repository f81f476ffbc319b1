from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import DanishDateField
from samskab.projects.forms import WordsForm


class LeaveForm(WordsForm):
    """Who said yes for a place, when, and to what."""

    place = forms.CharField(
        label=_("Hvilket sted?"), max_length=160, error_messages={"required": _("Skriv, hvilket sted det er.")},
        widget=forms.TextInput(attrs={"list": "places"}),
    )  # fmt: skip
    who = forms.CharField(
        label=_("Hvem sagde ja?"),
        help_text=_("Den, der kan sige ja for stedet, og personens opgave der."),
        max_length=160,
        error_messages={"required": _("Skriv, hvem der sagde ja.")},
    )
    allows = forms.CharField(
        label=_("Hvad gav de lov til?"),
        help_text=_("Fx: tale med dem, der venter, om formiddagen. Ingen billeder."),
        max_length=300,
        error_messages={"required": _("Skriv, hvad de gav lov til.")},
    )
    given_on = DanishDateField(
        label=_("Hvilken dag?"), error_messages={"required": _("Skriv dagen, fx 7. april 2026.")}
    )

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > clock.today():
            raise ValidationError(_("Dagen er ikke kommet endnu. Skriv det, når det er sket."))
        return day
