from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.cpr import find_cpr
from samskab.ground.forms import Chips, ChoiceRows, DkfdsForm, Rows, Switch, TickRow
from samskab.projects.models import Activity, Place
from samskab.projects.perspectives import PERSPECTIVES, standing_and_sector
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.actions import NO_CPR, Told, ways_to_capture
from samskab.voices.intake.models import Voice

WAYS = [(way, label) for way, label in Voice.Capture.choices if way != Voice.Capture.READ_IN]


class VoiceForm(DkfdsForm):
    """A voice as it is written down, with what was agreed. Only the words must be there."""

    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=Voice.Kind.choices, initial="quote", widget=Switch)
    words = forms.CharField(
        label=_("Ordene, som de blev sagt – eller det, du så"),
        help_text=_("Ingen navne, adresser eller CPR-numre."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    thought = forms.CharField(
        label=_("Det, jeg tænkte"),
        help_text=_("Kun hvis det er noget, du så. Så kan andre skelne."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    perspective = forms.ChoiceField(
        label=_("Hvem sagde det?"), choices=PERSPECTIVES, widget=Chips(perspectives=True), required=False
    )
    position = forms.CharField(
        label=_("Hvad er personen, i ét ord?"), help_text=_("Fx sygeplejerske, nabo, datter. Aldrig et navn."),
        max_length=80, required=False,
    )  # fmt: skip
    place = forms.ModelChoiceField(
        label=_("Hvor?"),
        queryset=Place.objects.none(),
        required=False,
        help_text=_("Hele området er valgt. Så er det sværere at genkende nogen."),
    )
    activity = forms.ModelChoiceField(label=_("Hvornår i planen?"), queryset=Activity.objects.none(), required=False)
    capture_method = forms.ChoiceField(label=_("Hvordan fik I ordene?"), choices=WAYS, initial="noted", widget=Rows)
    read_back = forms.BooleanField(
        label=_("Jeg har læst ordene højt, og de er rigtige"), required=False, widget=TickRow
    )
    agreed = forms.MultipleChoiceField(
        label=_("Det har I aftalt"),
        help_text=_("Læs linjerne højt. Sæt kun kryds ved et ja."),
        choices=ConsentRecord.Purpose.choices,
        required=False,
        widget=ChoiceRows(hints={ConsentRecord.Purpose.PRINT: _("Et trykt kort kan ikke kaldes tilbage.")}),
    )
    channel = forms.ChoiceField(
        label=_("Hvordan aftalte I det?"), choices=ConsentRecord.Channel.choices, initial="oral", widget=Chips
    )

    def __init__(self, *args: Any, places: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices, empty in (
            ("place", places, _("Hele området")),
            ("activity", activities, _("Et andet sted")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.empty_label = choices, empty

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("words", "thought", "position"):
            if find_cpr(cleaned.get(name) or ""):
                self.add_error(name, NO_CPR)
        if not ways_to_capture(cleaned.get("activity"), cleaned.get("capture_method") or "noted"):
            self.add_error(
                "capture_method", _("Her noterer ingen. Skriv kun det ned, som nogen selv har afleveret på et kort.")
            )
        return cleaned

    def told(self) -> Told:
        data = self.cleaned_data
        standing, sector = standing_and_sector(data["perspective"])
        return Told(
            words=data["words"], kind=data["kind"], thought=data["thought"], standing=standing, sector=sector,
            position=data["position"], place=data["place"], activity=data["activity"],
            capture_method=data["capture_method"], read_back=data["read_back"],
        )  # fmt: skip
