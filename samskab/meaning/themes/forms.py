from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import Chips, DkfdsForm
from samskab.meaning.themes.models import InsightVoice
from samskab.voices.intake.models import Voice

NO_STANCE = ""


class InsightForm(DkfdsForm):
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
            self.fields[f"voice_{voice.pk}"] = forms.ChoiceField(
                label=f"{voice.code} · {voice.words}",
                choices=[*InsightVoice.Stance.choices, (NO_STANCE, _("Ikke med"))],
                initial=stances.get(voice.pk, NO_STANCE),
                required=False,
                widget=Chips,
            )

    def stances(self) -> dict[Voice, str]:
        return {voice: self.cleaned_data[f"voice_{voice.pk}"] for voice in self.voices}
