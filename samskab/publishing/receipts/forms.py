from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm
from samskab.publishing.receipts.queries import ASKED
from samskab.voices.consent import receipt_code
from samskab.voices.consent.models import Receipt
from samskab.voices.consent.receipts import with_code


class CodeForm(DkfdsForm):
    """A receipt's code, however it is typed. A slip is told from a code nobody holds: it needs no looking up."""

    kode = forms.CharField(
        label=_("Din kode"),
        help_text=_("Koden står på din kvittering: seks gange fire tegn. Store og små er lige gode."),
        max_length=100,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
        error_messages={"required": _("Skriv koden fra din kvittering.")},
    )
    receipt: Receipt

    def clean_kode(self) -> str:
        """Nothing: the code goes no further than this. Sets `receipt`."""
        try:
            found = with_code(self.cleaned_data["kode"])
        except receipt_code.Slip:
            raise forms.ValidationError(
                _("Der er en slåfejl i koden. Tjek hvert tegn. I koden er der aldrig O, I, L, 0 eller 1.")
            ) from None
        if found is None:
            raise forms.ValidationError(_("Den kode kender vi ikke. Tjek bogstaverne, eller ring."))
        self.receipt = found
        return ""


class AnswerForm(forms.Form):
    """One line of the agreement, and yes or no to it."""

    purpose = forms.ChoiceField(choices=[(purpose.value, words) for purpose, words in ASKED.items()])
    answer = forms.ChoiceField(choices=[("yes", _("Ja")), ("no", _("Nej"))])

    def answers(self) -> dict[str, bool]:
        data: dict[str, Any] = self.cleaned_data
        return {data["purpose"]: data["answer"] == "yes"}
