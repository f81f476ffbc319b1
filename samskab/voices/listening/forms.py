from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.forms import Chips, ChoiceRows, Rows, Switch
from samskab.projects.forms import WordsForm, offer
from samskab.projects.models import Activity, Place
from samskab.projects.perspectives import PERSPECTIVES, standing_and_sector
from samskab.voices.consent.actions import Agreement
from samskab.voices.consent.forms import NOT_KNOWN
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.actions import Told, capture_rule, ways_to_capture
from samskab.voices.intake.models import Voice
from samskab.voices.sources.models import Source

WAYS = [(way, label) for way, label in Voice.Capture.choices if way != Voice.Capture.READ_IN]
READ_BACK = "read_back"
LINES = [(READ_BACK, _("Jeg har læst ordene højt, og de er rigtige")), *ConsentRecord.Purpose.choices]
# The lines that are asked only where there is a picture or sound.
WITH_WHAT_THEY_ARE_ABOUT = {
    line.value: line.label for line in (ConsentRecord.Purpose.RECORD, ConsentRecord.Purpose.PICTURE)
}
# Asked last where there is little time: nobody's words wait for them.
ASKED_LAST = {line.value: line.label for line in (ConsentRecord.Purpose.SHARE, ConsentRecord.Purpose.CONTACT)}
WHY_NOT = {
    "volunteered_only": _("Her noterer ingen. Skriv kun det ned, som nogen selv har afleveret på et kort."),
    "none": _("Til det møde skriver vi ikke ned, hvem der sagde hvad. Vælg et andet sted, hvis ordene faldt der."),
}


class VoiceForm(WordsForm):
    """A voice as it is written down, with what was agreed. Only the words must be there."""

    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=Voice.Kind.choices, initial="quote", widget=Switch)
    words = forms.CharField(
        label=_("Hvad blev sagt eller set?"),
        help_text=_("Ingen navne, adresser eller CPR-numre."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    thought = forms.CharField(
        label=_("Det, jeg tænkte"),
        help_text=_("Så kan andre skelne mellem det, du så, og det, du tænkte."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    perspective = forms.ChoiceField(
        label=_("Hvem sagde det?"), choices=PERSPECTIVES, widget=Chips(perspectives=True), required=False
    )
    place = forms.ModelChoiceField(
        label=_("Hvor?"),
        queryset=Place.objects.none(),
        required=False,
        blank=True,
        help_text=_("Hele området er valgt. Så er det sværere at genkende nogen."),
        widget=Chips,
    )
    agreed = forms.MultipleChoiceField(
        label=_("Det har I aftalt"),
        help_text=_("Læs højt. Sæt kun kryds ved ja."),
        choices=LINES,
        required=False,
        widget=ChoiceRows(hints={ConsentRecord.Purpose.PRINT: _("Et trykt kort kan ikke kaldes tilbage.")}),
    )
    channel = forms.ChoiceField(
        label=_("Hvordan aftalte I det?"), choices=ConsentRecord.Channel.choices, initial="oral", widget=Chips
    )
    position = forms.CharField(
        label=_("Hvad er personen, i ét ord?"), help_text=_("Fx sygeplejerske, nabo, datter. Aldrig et navn."),
        max_length=80, required=False,
    )  # fmt: skip
    activity = forms.ModelChoiceField(label=_("Hvornår i planen?"), queryset=Activity.objects.none(), required=False)
    capture_method = forms.ChoiceField(label=_("Hvordan fik I ordene?"), choices=WAYS, initial="noted", widget=Rows)

    folded = ("position", "activity", "capture_method")

    def __init__(
        self,
        *args: Any,
        places: Any,
        activities: Any,
        here: Activity | None = None,
        apart: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`apart` are the lines that are not among the others: each stands with what it is about, or not at all."""
        way = Voice.Capture.CARD if capture_rule(here) == "volunteered_only" else Voice.Capture.NOTED
        super().__init__(*args, initial={"activity": here, "place": "", "capture_method": way}, **kwargs)
        for name, choices, empty in (
            ("place", places, _("Hele området")),
            ("activity", activities, _("Et andet sted")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.empty_label = choices, empty
        if apart:
            offer_lines(self, [line for line in LINES if line[0] not in apart])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        activity, way = cleaned.get("activity"), cleaned.get("capture_method") or Voice.Capture.NOTED
        if not ways_to_capture(activity, way):
            self.add_error("capture_method", WHY_NOT[capture_rule(activity)])
        return cleaned

    @property
    def is_unfolded(self) -> bool:
        """Whether what is folded in has something in it that must be seen."""
        return any(name in self.errors for name in self.folded) if self.is_bound else False

    def told(self, read: Source | None = None) -> Told:
        """`read` is the document whose words these are, where somebody reads one."""
        data = self.cleaned_data
        standing, sector = standing_and_sector(data["perspective"])
        return Told(
            words=data["words"], kind=data["kind"], thought=data["thought"], standing=standing, sector=sector,
            position=data["position"], place=data["place"], activity=data["activity"],
            capture_method=Voice.Capture.READ_IN if read else data["capture_method"], source=read, read_back=READ_BACK in data["agreed"],
        )  # fmt: skip

    def texts(self) -> list[str]:
        """Everything somebody wrote with their own words."""
        return [self.cleaned_data[name] for name in ("words", "thought", "position")]

    def answers(self) -> dict[str, bool]:
        """Every line with a tick, as a yes. A line without one was not asked about."""
        return {line: True for line in self.cleaned_data["agreed"] if line != READ_BACK}

    def agreement(self) -> Agreement | None:
        if not self.answers():
            return None
        return Agreement(ConsentRecord.Basis.CONSENT, self.cleaned_data["channel"], clock.today())


class ShortVoiceForm(VoiceForm):
    """The same where there is little time: some lines stand apart, and a choice that stands there to be seen is not told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, apart=WITH_WHAT_THEY_ARE_ABOUT | ASKED_LAST, **kwargs)
        self.fields["place"].help_text = ""
        self.fields["words"].label = _("Skriv det her")


def offer_lines(form: VoiceForm, lines: list[tuple[str, Any]]) -> None:
    field = form.fields["agreed"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = lines


class WhoForm(WordsForm):
    """Who spoke, said afterwards: as coarsely as it is known, and never a name."""

    perspective = forms.ChoiceField(
        label=_("Hvem sagde det?"),
        choices=[*PERSPECTIVES, NOT_KNOWN],
        widget=Chips(perspectives=True),
        required=False,
    )
    position = forms.CharField(
        label=_("Hvad er personen, i ét ord?"), help_text=_("Fx sygeplejerske, nabo, datter. Aldrig et navn."),
        max_length=80, required=False,
    )  # fmt: skip
    place = forms.ModelChoiceField(
        label=_("Hvor?"),
        queryset=Place.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Hele området"),
        widget=Chips,
    )

    def __init__(self, *args: Any, places: Any, voice: Voice, **kwargs: Any) -> None:
        known = {"perspective": voice.perspective, "position": voice.position, "place": voice.place_id or ""}
        super().__init__(*args, initial=known, **kwargs)
        offer(self, "place", places)
