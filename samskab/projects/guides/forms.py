from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import ChoiceRows, DanishDateField
from samskab.projects.forms import ReasonField, WordsForm, offer
from samskab.projects.guides.actions import MOST_QUESTIONS
from samskab.projects.models import Activity


class GuideForm(WordsForm):
    """A guide's first version. `method_key` is where the questions came from."""

    title = forms.CharField(
        label=_("Hvad hedder guiden?"), max_length=160, error_messages={"required": _("Skriv, hvad guiden hedder.")}
    )
    questions = forms.CharField(
        label=_("Spørgsmålene, ét på hver linje"),
        help_text=_("Åbne spørgsmål i den rækkefølge, de bliver stillet. Fem til otte er nok."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=6000,
        error_messages={"required": _("Skriv mindst ét spørgsmål.")},
    )
    method_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_questions(self) -> str:
        text: str = self.cleaned_data["questions"]
        if sum(bool(one.strip()) for one in text.split("\n")) > MOST_QUESTIONS:
            raise ValidationError(
                _("Det er mere, end nogen kan svare på. Skriv højst %(most)s spørgsmål.") % {"most": MOST_QUESTIONS}
            )
        return text


class NewVersionForm(GuideForm):
    """A new version. `based_on` is the version the writer had before them."""

    reason = ReasonField()
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["method_key"]

    def on_top_of(self, number: int) -> "NewVersionForm":
        """The same words, now that their writer has seen version `number`."""
        return NewVersionForm(dict(self.data.items()) | {"based_on": number})


class QualifiedForm(WordsForm):
    """Who went through a version, and what they said."""

    who = forms.CharField(
        label=_("Hvem har set den igennem?"),
        help_text=_("Fx to pårørende og en hjemmesygeplejerske. Ingen navne."),
        max_length=160,
        error_messages={"required": _("Skriv, hvem der har set den igennem.")},
    )
    said = forms.CharField(label=_("Hvad sagde de?"), help_text=_("Én sætning er nok."), max_length=300, required=False)
    on = DanishDateField(label=_("Hvilken dag?"), error_messages={"required": _("Skriv dagen, fx 7. april 2026.")})

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_("Dagen er ikke kommet endnu. Skriv det, når det er sket."))
        return day


class UseForm(WordsForm):
    """The activities that ask from a guide."""

    activities = forms.ModelMultipleChoiceField(
        label=_("Hvor spørger I fra den?"),
        help_text=_("Så står spørgsmålene fremme, når nogen skriver en stemme ned derfra, også uden net."),
        queryset=Activity.objects.none(),
        required=False,
        widget=ChoiceRows,
    )

    def __init__(self, activities: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activities", activities)
