"""Invented content for the gallery. Nothing here is anyone's words."""

from datetime import date
from typing import Any

from django import forms

from samskab.ground.charts.perspectives import IN_ORDER
from samskab.ground.charts.thread import Edge, Node, draw_thread, thread_steps
from samskab.ground.charts.timeline import Event, draw_timeline, timeline_items
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


OVERVIEW = [
    *(Node(code, "voice", perspective=who) for code, who in (
        ("U-12", "municipal"), ("U-18", "regional"), ("U-22", "relative"), ("U-31", "citizen"),
        ("U-35", "citizen"), ("U-40", "volunteer"), ("U-27", "politician"),
    )),
    Node("I-4", "insight"), Node("I-9", "insight"), Node("I-6", "insight"),
    Node("S-2", "track", "Linjen mellem hjemmepleje og sygehus", "#", "here", note="drøftes politisk 7. april"),
    Node("S-1", "track", "Hvem går med ind ad døren første gang?", "#", "here", note="gås rundt om i april og maj",
         loose="Spørgsmålet skal gås rundt om, før nogen foreslår noget."),
    Node("P", "trial", state="ahead", note="fra maj"), Node("L", "learning", state="ahead"),
    Node("A", "recommendation", state="ahead"), Node("Svar", "answer", state="ahead"),
]  # fmt: skip
OVERVIEW_EDGES = [
    Edge("U-12", "I-4"), Edge("U-18", "I-4"), Edge("U-22", "I-9"), Edge("U-31", "I-9"), Edge("I-4", "S-2"), Edge("I-9", "S-2"),
    Edge("S-2", "P", "ahead"), Edge("P", "L", "ahead"), Edge("L", "A", "ahead"), Edge("A", "Svar", "ahead"),
    Edge("U-35", "I-6"), Edge("U-40", "I-6"), Edge("U-27", "I-6"), Edge("I-6", "S-1"),
]  # fmt: skip
CASE = [
    Node("A-12", "recommendation", "Gør linjen fast for alle, der bor langt fra sygehuset", "#", "here", note="sendt"),
    Node("L-7", "learning", "Tryghed er at vide, hvem man kan ringe til."),
    Node("L-8", "learning"),
    Node("P-3", "trial", "Én linje til én afdeling i tolv uger.", note="udvidet"),
    Node("P-2", "trial", note="stoppet, lærte os mest"),
    Node("S-2", "track", "Linjen mellem hjemmepleje og sygehus"),
    Node("I-4", "insight"),
    Node("I-9", "insight", "Tvivlen fylder mest, når man er alene med den."),
    Node("I-11", "insight"),
    Node(
        "U-12",
        "voice",
        "Jeg står i køkkenet med telefonen i hånden og gætter på, hvilket nummer der virker",
        "#",
        perspective="municipal",
    ),
    Node("U-18", "voice", "Vi ved ikke, hvad de allerede har prøvet.", "#", perspective="regional"),
    Node(
        "U-31",
        "voice",
        "Når bilen er kørt, sidder jeg med alle de spørgsmål, jeg ikke nåede.",
        "#",
        perspective="citizen",
    ),
    Node("U-22", "voice", "Jeg vil gerne bare være datter igen.", "#", perspective="relative"),
    Node("U-44", "voice", "En telefon mere er også en afbrydelse mere.", "#", perspective="regional"),
    Node("U-39", "voice", "Det hjalp, at hun kendte afdelingen.", "#", perspective="municipal"),
    Node("U-20", "voice", "Trukket tilbage. Ordene er slettet; pladsen står tom.", "", "withdrawn"),
]
CASE_EDGES = [
    Edge("L-7", "A-12"), Edge("L-8", "A-12"), Edge("P-3", "L-7"), Edge("P-2", "L-8"), Edge("S-2", "P-3"), Edge("S-2", "P-2"),
    Edge("I-4", "S-2"), Edge("I-9", "S-2"), Edge("I-11", "S-2"), Edge("U-12", "I-4"), Edge("U-18", "I-4"), Edge("U-31", "I-9"),
    Edge("U-22", "I-9"), Edge("U-44", "I-9", "against"), Edge("U-39", "I-11"), Edge("U-20", "I-11", "withdrawn"),
]  # fmt: skip

STORY_DAY = date(2025, 3, 20)


PLAN = [
    Event("1", "Turbosprint", date(2024, 10, 10), state="held", words="10. oktober 2024"),
    Event("2", "Processen planlægges", date(2024, 11, 1), date(2024, 11, 30), "held", "month", words="November 2024"),
    Event("3", "Gå rundt i problemet", date(2024, 12, 10), state="held", words="10. december 2024"),
    Event("4", "Fyraftensmøde", date(2024, 12, 16), state="held", words="16. december 2024"),
    Event("5", "Designsprint", date(2025, 1, 16), date(2025, 1, 17), "held", words="16.-17. januar 2025"),
    Event("6", "Spørgeguide", date(2025, 1, 20), state="held", words="20. januar 2025"),
    Event("7", "Køkkenbordssamtaler", date(2025, 1, 21), state="held", precision="time", words="21. januar, før kl. 14"),
    Event("8", "Etnoraid", date(2025, 2, 17), state="held", words="17. februar, efter kl. 12"),
    Event("9", "Samtalesalon, flyttet frem", date(2025, 2, 18), state="held", moved_from=(date(2025, 3, 1), date(2025, 4, 30)),
          moved_words="stod til marts/april", words="18. februar 2025", badge_words="Flyttet frem",
          note="Rykket frem, fordi samtalerne gav så meget at tale om."),
    Event("10", "Etnoraid", date(2025, 2, 21), state="held", words="21. februar, efter kl. 12"),
    Event("11", "Fællestolkning", date(2025, 3, 13), state="held", words="13. marts 2025 kl. 15-17.30"),
    Event("12", "Billedvandring?", date(2025, 3, 25), state="maybe", words="25. marts 2025", note="Afhænger af dem, der vil være med."),
    Event("13", "Fyraftensmøde", date(2025, 4, 7), words="7. april 2025 kl. 16-17", url="#"),
    Event("14", "Havnefest?", date(2025, 5, 17), state="maybe", words="17. maj 2025"),
    Event("15", "Etnoraid eller interview", date(2025, 5, 1), date(2025, 6, 30), "agreed", "month", words="Maj/juni 2025"),
    Event("16", "Status og/eller gå rundt", date(2025, 5, 1), date(2025, 6, 30), "either", "month", words="Maj/juni 2025"),
    Event("17", "Byvandring", date(2025, 6, 12), state="dropped", words="12. juni 2025"),
    Event("18", "Udforsk muligheder", date(2025, 9, 5), words="5. september kl. 11-13"),
    Event("19", "Læring samles til anbefalinger", None, precision="undated", words="Uden dato"),
]  # fmt: skip


def drawings() -> dict[str, Any]:
    """Made for each request: the words in them follow the reader's language."""
    return {
        "thread": draw_thread(OVERVIEW, OVERVIEW_EDGES, title="Den røde tråd", sentence="To spor står på syv stemmer."),
        "thread_steps": thread_steps(
            [node for node in OVERVIEW if node.code not in {"S-1", "I-6", "U-35", "U-40", "U-27"}]
        ),
        "timeline": draw_timeline(
            PLAN, STORY_DAY, title="Tidslinje", sentence="Det næste faste er fyraftensmødet 7. april kl. 16."
        ),
        "timeline_items": timeline_items(PLAN, STORY_DAY),
        "case": draw_thread(
            CASE,
            CASE_EDGES,
            title="Hvem siger det?",
            sentence="Fem stemmer for, én imod.",
            backwards=True,
            prefix="sag",
        ),
        "case_steps": thread_steps(CASE, CASE_EDGES, backwards=True),
    }
