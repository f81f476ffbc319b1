from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import Chips
from samskab.projects.forms import WordsForm
from samskab.projects.perspectives import PERSPECTIVES


class FramingForm(WordsForm):
    """A new wording, and what surprised us in the old one."""

    surprise = forms.CharField(
        label=_("Det overraskede os"), help_text=_("Hvad var anderledes, end I troede?"), max_length=300, required=False
    )
    wording = forms.CharField(
        label=_("Den nye ordlyd"),
        help_text=_("Ét spørgsmål, så kort at det kan stå midt i runden."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SeatForm(WordsForm):
    """One sentence for one perspective's place in the round."""

    perspective = forms.ChoiceField(label=_("Hvis plads?"), choices=PERSPECTIVES, widget=Chips(perspectives=True))
    sentence = forms.CharField(label=_("I én sætning"), max_length=160, required=False)
    mentioned = forms.ChoiceField(
        label=_("Har nogen talt om dem, uden at de selv er hørt?"),
        choices=[("no", _("Nej")), ("yes", _("Ja, omtalt af andre"))],
        initial="no",
        widget=Chips,
    )
