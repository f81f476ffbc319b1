from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import Chips, ChoiceRows, DanishDateField, Rows
from samskab.projects.forms import WordsForm
from samskab.projects.perspectives import PERSPECTIVES, standing_and_sector
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.paper import card_code
from samskab.voices.paper.actions import MOST_SHEETS, Typed
from samskab.voices.paper.models import PaperCard

ASKED = (
    ConsentRecord.Purpose.TAKE_PART,
    ConsentRecord.Purpose.INTERNAL,
    ConsentRecord.Purpose.PRINT,
    ConsentRecord.Purpose.WEB,
)
"""The uses a card asks about, in the order it asks."""


class KitForm(WordsForm):
    """How many sheets of cards, and of which kind: only those the method's rule leaves."""

    kind = forms.ChoiceField(label=_("Hvilke kort?"), choices=PaperCard.Kind.choices, widget=Rows)
    sheets = forms.IntegerField(
        label=_("Hvor mange ark med kort?"),
        help_text=_("Der er fire kort på et ark. Skriv 0, hvis I har kort nok."),
        min_value=0,
        max_value=MOST_SHEETS,
        initial=1,
        error_messages={
            "max_value": _("Højst 25 ark ad gangen."),
            "min_value": _("Skriv et tal fra 0 til 25."),
            "invalid": _("Skriv et tal fra 0 til 25."),
        },
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kinds:
            del self.fields["kind"], self.fields["sheets"]
            return
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(key, label) for key, label in PaperCard.Kind.choices if key in kinds]
        kind.initial = kinds[0]


class CardForm(WordsForm):
    """The day the pile is from, and what stands on a card, in the order it stands there. A line without a tick is a no."""

    on = DanishDateField(
        label=_("Hvilken dag er kortene fra?"),
        help_text=_("Dagen bliver stående til det næste kort."),
        required=False,
    )

    code = forms.CharField(
        label=_("Kortets nummer"),
        help_text=_("Seks tal, øverst til højre på kortet."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("Skriv kortets nummer.")},
    )
    words = forms.CharField(
        label=_("Ordene, som de står på kortet"),
        help_text=_("Ingen navne, adresser eller CPR-numre."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": _("Skriv ordene.")},
    )
    perspective = forms.ChoiceField(
        label=_("Hvem sagde det?"), choices=PERSPECTIVES, widget=Chips(perspectives=True), required=False
    )
    yes = forms.MultipleChoiceField(
        label=_("Hvor er der sat kryds ved ja?"),
        help_text=_("Uden et kryds er det et nej."),
        choices=[(one.value, one.label) for one in ASKED],
        required=False,
        widget=ChoiceRows,
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"] or clock.today()
        if day > clock.today():
            raise forms.ValidationError(_("Den dag er ikke kommet endnu. Skriv den dag, kortene blev skrevet."))
        return day

    def clean_code(self) -> str:
        try:
            return card_code.read(self.cleaned_data["code"])
        except card_code.Slip:
            raise forms.ValidationError(_("Der er et tal galt i nummeret. Læs det højt, og skriv det igen.")) from None

    def typed(self) -> Typed:
        data = self.cleaned_data
        standing, sector = standing_and_sector(data["perspective"])
        answers = tuple((one.value, one.value in data["yes"]) for one in ASKED)
        return Typed(data["words"], standing, sector, answers)


class CorrectForm(CardForm):
    """The last card once more. Its code is what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"], self.fields["on"]
        self.fields["words"].widget.attrs["autofocus"] = True
