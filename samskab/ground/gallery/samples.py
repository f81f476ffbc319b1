"""Invented content for the gallery. Nothing here is anyone's words."""

from datetime import date
from typing import Any

from django import forms

from samskab.ground.charts.perspectives import IN_ORDER
from samskab.ground.forms import Cards, Chips, ChoiceRows, DanishDateField, DkfdsForm, Rows, Switch, TickRow
from samskab.ground.page import Door, Place

MENU = ("Overblik", "Plan", "Stemmer", "Forståelse", "Spor", "Anbefalinger", "Udgivelser")


def sample_place(url: str) -> Place:
    return Place(
        name="Vejen hjem fra sygehuset",
        home=url,
        authorities="Fjordby Kommune og Region Sund",
        role="tovholder",
        menu=[Door(label, url, active=label == "Overblik") for label in MENU],
        search=url,
    )


class SampleForm(DkfdsForm):
    kind = forms.ChoiceField(
        label="Hvad skriver du ned?",
        choices=[("said", "Det, nogen sagde"), ("seen", "Det, jeg så")],
        widget=Switch,
        initial="said",
    )
    words = forms.CharField(
        label="Ordene, som de blev sagt", help_text="Ingen navne, adresser eller CPR-numre.", widget=forms.Textarea
    )
    who = forms.ChoiceField(
        label="Hvem sagde det?",
        choices=[(one.key, one.name) for one in IN_ORDER],
        widget=Chips(perspectives=True),
        initial="citizen",
    )
    title = forms.CharField(label="Titel")
    place = forms.CharField(label="Sted", help_text="Kun så groft, at ingen kan genkendes.", required=False)
    day = DanishDateField(label="Dato", help_text="Fx 7. april 2025")
    how = forms.ChoiceField(
        label="Hvilken handling hører datoen til?",
        choices=[("a", "Samtalerne"), ("b", "Spørgeguiden"), ("unknown", "Det ved jeg ikke. Lad den stå uden dato.")],
        widget=Rows(hints={"a": "Så står guiden uden dato."}),
    )
    where = forms.ChoiceField(label="Sektor", choices=[("m", "Kommune"), ("r", "Region")], widget=forms.Select)
    agreed = forms.MultipleChoiceField(
        label="Det har I aftalt",
        help_text="Læs linjerne højt. Sæt kun kryds ved et ja.",
        choices=[
            ("read", "Jeg har læst ordene højt, og de er rigtige"),
            ("print", "De må stå på tryk, fx på postkortet"),
            ("web", "De må stå på nettet"),
        ],
        widget=ChoiceRows(hints={"print": "Et trykt kort kan ikke kaldes tilbage."}),
    )
    call = forms.BooleanField(label="Projektet må ringe og fortælle, hvad der skete", widget=TickRow, required=False)
    file = forms.FileField(label="Dokument", help_text="Word, PDF eller ren tekst.", required=False)
    then = forms.ChoiceField(
        label="Hvad skal der så ske?",
        choices=[("keep", "Behold"), ("adapt", "Justér"), ("expand", "Udvid"), ("stop", "Stop")],
        widget=Cards(
            hints={
                "keep": "Det virker. Gør det til en vane, hvor vi er.",
                "adapt": "Ret én ting, og prøv igen i det små.",
                "expand": "Prøv samme sted til flere, eller et nyt sted.",
                "stop": "Bind enden, og skriv, hvad vi ved nu.",
            },
            drawings={"keep": "keep", "adapt": "adapt", "expand": "expand", "stop": "stop"},
        ),
    )


LISTS: dict[str, Any] = {
    "thread_items": [
        ("U-31", "#", ""),
        ("I-9", "#", ""),
        ("S-2", "#", "here"),
        ("P", "", "ahead"),
        ("L", "", "ahead"),
        ("A", "", "ahead"),
    ],
    "perspectives": IN_ORDER,
    "states": ("held", "agreed", "maybe", "circa", "either", "moved", "dropped", "undated", "doubt"),
    "icons": ("print", "plus", "search", "calendar-month", "arrow-forward", "lock", "call", "mic"),
    "story_dates": [
        (date(2025, 3, 25), "Billedvandring i Nørreby", "Evt. – afhænger af dem, der vil være med", "maybe"),
        (date(2025, 4, 7), "Fyraftensmøde med politikere", "kl. 16-17, region og kommune", ""),
    ],
}
