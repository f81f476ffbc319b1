"""Cards for the press's tests: newly invented words, an ordinary fullness."""

from dataclasses import replace
from datetime import date

from samskab.ground.charts.perspectives import IN_ORDER
from samskab.ground.charts.round import Seat
from samskab.publishing.postcards.press.card import Answer, Card, Knowledge, Point, Said, TrackLine

STATES = {"practice": "mentioned", "management": "unheard"}
SEATS = tuple(Seat(one.key, STATES.get(one.key, "spoken")) for one in IN_ORDER)


def a_card(**changes):
    card = Card(
        number=1,
        edition="marts 2025",
        title="Tryg i eget hjem",
        intro=(
            "Hele vinteren har vi lyttet ved køkkenborde, i busser og på afdelingen. Her er noget af det, vi hørte.",
            "Ikke alt peger samme vej. Det er med vilje, at begge dele står her.",
        ),
        seats=SEATS,
        wording="Hvad skal der til, for at man tør være alene hjemme om aftenen?",
        round_sentence="Seks perspektiver har selv sat ord på. Ledelsen er ikke hørt, lægerne kun omtalt.",
        front_quote=Said("Om dagen går det. Det er, når lyset bliver slukket ovre hos naboen.", "U-7", "Borger"),
        quotes=(
            Said("Jeg skriver det ned på en serviet, så jeg kan huske at spørge.", "U-3", "Borger, hjemme"),
            Said("Vi ringer tre steder hen og får fire svar.", "U-9", "Hjemmesygeplejerske, feltarbejde"),
            Said("Min mor siger altid, at det går fint. Også når det ikke gør.", "U-14", "Pårørende, salon"),
        ),
        points=(Point("I-2", "Aftenen er det sværeste."),),
        tracks=(
            TrackLine("S-1", "Et forslag", "En fast hånd om aftenen", "Den samme ringer hver aften i to uger."),
            TrackLine("S-2", "Et spørgsmål", "Hvem ser den, der ikke beder?", "Det går vi rundt om i foråret."),
        ),
        disagreements=("Er et opkald omsorg – eller kontrol?",),
        knowledge=(
            Knowledge(("Hver tredje sover dårligt den første uge hjemme.",), "Søvnrapporten", "https://x.example/r"),
        ),
        answer=Answer("https://samskab.example/o/tryg", "12 34 56 78", "Amina", phone_is_inert=True),
        footer_note="Alle citater er læst højt og godkendt til tryk. Et trykt kort kan ikke kaldes tilbage.",
        lookup_url="https://samskab.example/t",
        document_date=date(2025, 3, 20),
    )
    return replace(card, **changes)
