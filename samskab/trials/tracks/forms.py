from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import ChoiceRows, DanishDateField, Rows
from samskab.projects.forms import WordsForm
from samskab.trials.tracks.models import STATES, Track


class TrackForm(WordsForm):
    """A track: a proposal that wants an answer, or a question to walk around, and the insights it stands on."""

    kind = forms.ChoiceField(
        label=_("Hvad er det?"),
        choices=Track.Kind.choices,
        widget=Rows(
            hints={
                Track.Kind.PROPOSAL: _("Noget, I foreslår. Det skal have et svar."),
                Track.Kind.QUESTION: _("Noget, I vil gå rundt om, før nogen foreslår noget."),
            }
        ),
    )
    title = forms.CharField(label=_("Navn"), max_length=200)
    text = forms.CharField(
        label=_("Med få ord"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_step = forms.CharField(label=_("Hvad er det næste?"), help_text=_("Fx: drøftes politisk 7. april."), max_length=200, required=False)  # fmt: skip
    insights = forms.TypedMultipleChoiceField(
        label=_("Hvilke indsigter står det på?"), coerce=int, required=False, widget=ChoiceRows
    )

    def __init__(self, *args: Any, insights: Any, fixed_kind: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["insights"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(insight.pk, f"{insight.code} · {insight.sentence}") for insight in insights]
        if fixed_kind:
            del self.fields["kind"]
        if not insights:
            del self.fields["insights"]


class StepForm(WordsForm):
    """Something that happened: where the track stands now, and why."""

    state = forms.ChoiceField(label=_("Hvor står sporet nu?"), widget=Rows)
    what = forms.CharField(label=_("Hvad skete der?"), help_text=_("Én sætning."), max_length=300)
    on = DanishDateField(label=_("Hvilken dag?"), help_text=_("Fx 7. april 2026."))
    next_step = forms.CharField(label=_("Hvad er det næste?"), max_length=200, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(Track.State.choices)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(state, words[state]) for state in STATES[kind]]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise forms.ValidationError(_("Den dag er ikke kommet endnu. Skriv det under »Hvad er det næste?«."))
        return day
