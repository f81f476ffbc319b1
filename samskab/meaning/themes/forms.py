from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import Chips, DkfdsForm
from samskab.meaning.themes.models import InsightVoice
from samskab.projects.forms import WordsForm
from samskab.voices.intake.models import Voice

NO_STANCE = ""


class InsightForm(WordsForm):
    """An insight in one sentence, and whether anyone was asked if they see it otherwise."""

    sentence = forms.CharField(
        label=_("Indsigten i én sætning"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(
        label=_("Hvad bygger I den på?"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_against = forms.ChoiceField(
        label=_("Har I spurgt, om nogen ser det anderledes?"),
        choices=[("yes", _("Ja")), ("no", _("Nej, ikke endnu"))],
        initial="no",
        widget=Chips,
    )


class TieForm(DkfdsForm):
    """For each voice: does it support the insight, contradict it, or neither?"""

    def __init__(self, *args: Any, voices: list[Voice], stances: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = voices
        for voice in voices:
            was = stances.get(voice.pk, NO_STANCE)
            self.fields[f"voice_{voice.pk}"] = forms.ChoiceField(
                label=_("%(code)s: hvad siger stemmen?") % {"code": voice.code},
                choices=[*InsightVoice.Stance.choices, (NO_STANCE, _("Ikke med"))],
                initial=was,
                required=False,
                widget=Chips,
            )
            self.fields[f"was_{voice.pk}"] = forms.CharField(initial=was, required=False, widget=forms.HiddenInput)

    def rows(self) -> Iterator[tuple[Voice, forms.BoundField, forms.BoundField]]:
        """Each voice with its choice, and with what it was when the page was opened."""
        for voice in self.voices:
            yield voice, self[f"voice_{voice.pk}"], self[f"was_{voice.pk}"]

    def stances(self) -> dict[Voice, str]:
        """Only what this person changed: what somebody else did in the meantime is left alone."""
        found = {voice: self.cleaned_data[f"voice_{voice.pk}"] for voice in self.voices}
        return {voice: now for voice, now in found.items() if now != self.cleaned_data[f"was_{voice.pk}"]}
