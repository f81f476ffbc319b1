from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import Chips, ChoiceRows, DanishDateField, DkfdsForm, Rows
from samskab.projects.forms import WordsForm, offer
from samskab.projects.models import Activity
from samskab.projects.perspectives import PERSPECTIVES
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.models import Voice

NOT_KNOWN = ("", _("Ved ikke"))


class ConsentForm(DkfdsForm):
    """What was agreed about one voice: an answer for each line, and how, when and on what basis it was given."""

    basis = forms.ChoiceField(label=_("På hvilket grundlag?"), choices=ConsentRecord.Basis.choices, widget=Rows)
    channel = forms.ChoiceField(label=_("Hvordan?"), choices=ConsentRecord.Channel.choices, widget=Chips)
    given_on = DanishDateField(label=_("Hvilken dag?"), help_text=_("Fx 7. april 2026."))
    expires_on = DanishDateField(
        label=_("Til hvornår?"),
        help_text=_("Den sidste dag, et ja gælder. Lad feltet stå tomt, hvis I ikke har aftalt en dag."),
        required=False,
    )
    shown = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        answers: dict[str, bool | None],
        asks_who: bool = False,
        also: Sequence[Voice] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.also = answers, {str(voice.number): voice for voice in also}
        if asks_who:
            self.fields["perspective"] = _who()
        if also:
            self.fields["also"] = _the_others(also)
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
        self.order_fields(["perspective", *purposes, "basis", "channel", "given_on", "expires_on", "also"])

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Den dag er ikke kommet endnu. Skriv den dag, I talte sammen."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("given_on"), cleaned.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("Den dag er før den dag, I talte sammen."))
        if not self.given():
            raise forms.ValidationError(_("Svar ja eller nej på mindst én linje. Intet er gemt endnu."))
        return cleaned

    def answers(self) -> dict[str, bool]:
        """What is new. An answer that stands already keeps its own day, unless all of it was gone through again."""
        given = self.given()
        return {purpose: yes for purpose, yes in given.items() if yes is not self.before.get(purpose)} or given

    def answers_about(self, voice: Voice) -> dict[Voice, dict[str, bool]]:
        """What is new about this voice, and all of it about the others the conversation was about too."""
        others = [self.also[number] for number in self.cleaned_data.get("also", [])]
        return {voice: self.answers(), **{one: self.given() for one in others}}

    def given(self) -> dict[str, bool]:
        """Every line with a yes or a no."""
        given = {
            purpose: self.cleaned_data.get(f"answer_{purpose}") for purpose, _label in ConsentRecord.Purpose.choices
        }
        return {purpose: answer == "yes" for purpose, answer in given.items() if answer}


class ReceiptForm(DkfdsForm):
    """A new receipt, or the code of the one the person holds already."""

    kode = forms.CharField(
        label=_("Har personen allerede en kvittering?"),
        help_text=_("Så skriv dens kode, og stemmen kommer med på den. Ellers lad feltet stå tomt."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AgreementForm(WordsForm):
    """A new version of the participation agreement."""

    text = forms.CharField(
        label=_("Det siger vi til dem, vi taler med"),
        help_text=_("Korte sætninger, som kan læses højt. Ingen navne eller CPR-numre på dem, der fortæller."),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=8000,
    )
    legal_basis = forms.ChoiceField(
        label=_("Hvilket grundlag står I på?"),
        help_text=_("Spørg jeres databeskyttelsesrådgiver. For en myndighed er et samtykke sjældent nok."),
        choices=ConsentRecord.Basis.choices,
        widget=Rows,
    )
    activity = forms.ModelChoiceField(
        label=_("Hvad gælder den for?"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("Hele projektet"),
    )
    in_force_from = DanishDateField(label=_("Fra hvornår?"))

    def __init__(self, *args: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activity", activities)


def _who() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Hvem sagde det?"),
        choices=[*PERSPECTIVES, NOT_KNOWN],
        initial="",
        required=False,
        widget=Chips(perspectives=True),
    )


def _the_others(voices: Sequence[Voice]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("De samme svar gælder også for"),
        help_text=_("Sæt kun kryds ved det, samme person sagde, og som I har talt om."),
        choices=[(str(voice.number), f"{voice.code}: {Truncator(voice.words).words(40)}") for voice in voices],
        required=False,
        widget=ChoiceRows(hints={str(voice.number): voice.said_at for voice in voices}),
        error_messages={"invalid_choice": _("Et af citaterne venter ikke længere på svar. Se listen igennem.")},
    )
