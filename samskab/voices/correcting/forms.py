from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.cpr import find_cpr
from samskab.ground.forms import DkfdsForm
from samskab.projects.forms import HOLDS_CPR


class CorrectForm(DkfdsForm):
    """A part of the text, as it should be, and why."""

    text = forms.CharField(label=_("Teksten"), widget=forms.Textarea(attrs={"rows": 18}), strip=False)
    reason = forms.CharField(
        label=_("Hvad er rettet, og hvorfor?"), help_text=_("Fx: Jeg har hørt lyden igen."), max_length=300
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if find_cpr(text):
            raise forms.ValidationError(HOLDS_CPR)
        return text

    def clean_reason(self) -> Any:
        if find_cpr(self.cleaned_data["reason"]):
            raise forms.ValidationError(HOLDS_CPR)
        return self.cleaned_data["reason"]
