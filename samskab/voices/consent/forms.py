from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import Chips, DanishDateField, DkfdsForm, Rows
from samskab.voices.consent.models import ConsentRecord


class ConsentForm(DkfdsForm):
    """What was agreed about one voice: an answer for each line, and how, when and on what basis it was given."""

    basis = forms.ChoiceField(label=_("På hvilket grundlag?"), choices=ConsentRecord.Basis.choices, widget=Rows)
    channel = forms.ChoiceField(label=_("Hvordan?"), choices=ConsentRecord.Channel.choices, widget=Chips)
    given_on = DanishDateField(label=_("Hvilken dag?"), help_text=_("Fx 7. april 2026."))

    def __init__(self, *args: Any, answers: dict[str, bool | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = answers
        for purpose, label in ConsentRecord.Purpose.choices:
            answer = answers.get(purpose)
            self.fields[f"answer_{purpose}"] = forms.ChoiceField(
                label=label,
                choices=[("yes", _("Ja")), ("no", _("Nej")), ("", _("Ikke spurgt"))],
                initial={True: "yes", False: "no", None: ""}[answer],
                required=False,
                widget=Chips,
            )
        purposes = [f"answer_{purpose}" for purpose, _label in ConsentRecord.Purpose.choices]
        self.order_fields([*purposes, "basis", "channel", "given_on"])

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Den dag er ikke kommet endnu. Skriv den dag, I talte sammen."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._given():
            raise forms.ValidationError(_("Svar ja eller nej på mindst én linje. Intet er gemt endnu."))
        return cleaned

    def answers(self) -> dict[str, bool]:
        """What is new. An answer that stands already keeps its own day, unless all of it was gone through again."""
        given = self._given()
        return {purpose: yes for purpose, yes in given.items() if yes is not self.before.get(purpose)} or given

    def _given(self) -> dict[str, bool]:
        given = {
            purpose: self.cleaned_data.get(f"answer_{purpose}") for purpose, _label in ConsentRecord.Purpose.choices
        }
        return {purpose: answer == "yes" for purpose, answer in given.items() if answer}
