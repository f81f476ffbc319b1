from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import DanishDateField, DkfdsForm, Rows
from samskab.projects.forms import WordsForm
from samskab.voices.retention.actions import Term
from samskab.voices.retention.models import Retention

Kind = Retention.Kind
FOR_EXAMPLE = _("Fx 31. december 2030.")
BOTH = _("Skriv en dato eller et antal måneder, ikke begge dele.")
GONE_BY = _("Den dag har været. Vælg en, der kommer.")


class RetentionForm(DkfdsForm):
    """For each kind a day, or months after the end; nothing is for as long as the project is here."""

    ends_on = DanishDateField(label=_("Hvornår slutter projektet?"), required=False, help_text=FOR_EXAMPLE)
    sound_on = DanishDateField(label=_("Slet lyd denne dag"), required=False, help_text=FOR_EXAMPLE)
    sound_months = forms.IntegerField(
        label=_("Eller slet lyd så mange måneder efter slut"), min_value=0, max_value=600, required=False
    )
    sources_on = DanishDateField(label=_("Slet kilder denne dag"), required=False, help_text=FOR_EXAMPLE)
    sources_months = forms.IntegerField(
        label=_("Eller slet kilder så mange måneder efter slut"), min_value=0, max_value=600, required=False
    )
    voices_on = DanishDateField(label=_("Slet stemmer denne dag"), required=False, help_text=FOR_EXAMPLE)
    voices_months = forms.IntegerField(
        label=_("Eller slet stemmer så mange måneder efter slut"), min_value=0, max_value=600, required=False
    )

    def __init__(self, *args: Any, rules: dict[str, Retention], **kwargs: Any) -> None:
        known: dict[str, Any] = {"ends_on": next((rule.ends_on for rule in rules.values() if rule.ends_on), None)}
        for kind, rule in rules.items():
            known |= {f"{kind}_on": rule.until_on, f"{kind}_months": rule.months}
        super().__init__(*args, initial=known, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in Kind.values:
            day, months = cleaned.get(f"{kind}_on"), cleaned.get(f"{kind}_months")
            if day and months is not None:
                self.add_error(f"{kind}_on", BOTH)
            elif day and day < clock.today():
                self.add_error(f"{kind}_on", GONE_BY)
        return cleaned

    def terms(self) -> dict[str, Term]:
        data = self.cleaned_data
        return {kind: Term(data[f"{kind}_on"], data[f"{kind}_months"]) for kind in Kind.values}

    def ending(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        return day


class DeleteSourceForm(WordsForm):
    """What becomes of the voices, and why the source goes."""

    voices = forms.ChoiceField(
        label=_("Hvad med stemmerne herfra?"),
        choices=[("withdraw", _("Tag dem tilbage: ordene slettes")), ("keep", _("Lad dem stå uden kilden"))],
        widget=Rows,
    )
    reason = forms.CharField(label=_("Hvorfor?"), help_text=_("Én sætning. Den bliver stående."), max_length=300)

    def __init__(self, *args: Any, has_voices: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_voices:
            del self.fields["voices"]

    @property
    def keeps_voices(self) -> bool:
        """Nobody's words go because nobody was asked about them."""
        kept: bool = self.cleaned_data.get("voices", "keep") == "keep"
        return kept
