from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import DanishDateField
from samskab.projects.forms import ReasonField, WordsForm, offer
from samskab.projects.models import Activity


class SectionForm(WordsForm):
    """A section's words and the reason for them. `based_on` is the version the writer had before them."""

    heading = forms.CharField(
        label=_("Overskrift"), max_length=160, error_messages={"required": _("Skriv en overskrift.")}
    )
    text = forms.CharField(
        label=_("Tekst"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=40_000,
        error_messages={"required": _("Skriv teksten.")},
    )
    reason = ReasonField()
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def on_top_of(self, number: int) -> "SectionForm":
        """The same words, now that their writer has seen version `number`."""
        return SectionForm(dict(self.data.items()) | {"based_on": number})


class PrincipleForm(WordsForm):
    name = forms.CharField(
        label=_("Princippet, kort"), max_length=160, error_messages={"required": _("Skriv princippets navn.")}
    )
    text = forms.CharField(
        label=_("Hvad betyder det for jer?"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class ActForm(WordsForm):
    """What was done about a principle."""

    what = forms.CharField(
        label=_("Hvad gjorde I?"),
        max_length=300,
        help_text=_("Én sætning."),
        error_messages={"required": _("Skriv, hvad I gjorde.")},
    )
    on = DanishDateField(label=_("Hvornår?"), error_messages={"required": _("Skriv dagen, fx 7. april 2025.")})
    activity = forms.ModelChoiceField(
        label=_("Hører det til noget i planen?"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("Nej"),
    )

    def __init__(self, activities: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activity", activities)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_("Dagen er ikke kommet endnu. Skriv det, når det er sket."))
        return day
