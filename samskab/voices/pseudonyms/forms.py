from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.cpr import find_cpr
from samskab.ground.forms import DkfdsForm
from samskab.projects.forms import HOLDS_CPR


class InsteadForm(DkfdsForm):
    """What is to stand in the text instead."""

    written = forms.CharField(
        label=_("Skriv i stedet"),
        help_text=_("Det kommer til at stå i [klammer], så alle kan se, at det er opdigtet."),
        max_length=70,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "list": "places"}),
    )

    def clean_written(self) -> str:
        written: str = self.cleaned_data["written"]
        if find_cpr(written):
            raise forms.ValidationError(HOLDS_CPR)
        return written


class PointOutForm(DkfdsForm):
    """A name nobody had found."""

    words = forms.CharField(
        label=_("Et andet navn i teksten"),
        help_text=_("Skriv det, som det står."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
