"""One postcard and a hundred different ones: ours beside WeasyPrint, the same words in one run.

    python -m bench.postcards

Each measurement is the least of a few runs in this process. Times on a shared machine are noisy; the ratio of two
taken side by side is what counts.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
django.setup()

from samskab.ground.charts.perspectives import IN_ORDER  # noqa: E402
from samskab.ground.charts.round import Seat  # noqa: E402
from samskab.ground.documents.typesetting import FONTS  # noqa: E402
from samskab.publishing.postcards.press.card import Answer, Card, Knowledge, Said, TrackLine  # noqa: E402
from samskab.publishing.postcards.press.page import card_html  # noqa: E402
from samskab.publishing.postcards.press.press import print_card  # noqa: E402

MANY = 100
PRINT_STYLE = """
@font-face { font-family: "IBM Plex Sans"; font-weight: 400; src: url(IBMPlexSans-Regular.ttf); }
@font-face { font-family: "IBM Plex Sans"; font-weight: 500; src: url(IBMPlexSans-Medium.ttf); }
@font-face { font-family: "IBM Plex Sans"; font-weight: 600; src: url(IBMPlexSans-SemiBold.ttf); }
@page { size: 210mm 148mm; margin: 11mm 11mm 17mm; bleed: 3mm;
        @bottom-right { content: "side " counter(page) " af " counter(pages); font-size: 8.5pt; } }
:root { font-size: 10pt; line-height: 1.3; }
main { padding: 0; max-width: none; }
h1 { font-size: 27pt; margin: 6mm 0 4mm; } h2 { font-size: 13pt; margin: 0 0 2mm; } h3 { font-size: 11pt; }
.document-lead { font-size: 11.5pt; } .document-small { font-size: 8.5pt; }
.document blockquote { font-size: 11pt; } .document-voice blockquote { font-size: 17pt; }
.document figure { margin: 0 0 3mm; }
.document-front { break-after: page; border: 0; padding: 0; }
.document-back { display: grid; grid-template-columns: 1fr 1fr 1fr; column-gap: 9mm; }
.document-round { width: 72mm; float: right; } .document-qr { width: 20mm; }
"""


def a_card() -> Card:
    """An ordinary card: three quotes, two tracks, one piece of knowledge."""
    seats = tuple(Seat(one.key, "unheard" if one.key == "management" else "spoken") for one in IN_ORDER)
    return Card(
        number=1,
        edition="marts 2025",
        title="Tryg i eget hjem",
        intro=(
            "Hele vinteren har vi lyttet ved køkkenborde, i busser og på afdelingen. Her er noget af det, vi hørte.",
            "Ikke alt peger samme vej. Det er med vilje, at begge dele står her.",
        ),
        seats=seats,
        wording="Hvad skal der til, for at man tør være alene hjemme om aftenen?",
        round_sentence="Syv perspektiver har selv sat ord på. Ledelsen er ikke hørt endnu.",
        front_quote=Said("Om dagen går det. Det er, når lyset bliver slukket ovre hos naboen.", "U-7", "Borger"),
        quotes=(
            Said("Jeg skriver det ned på en serviet, så jeg kan huske at spørge næste gang.", "U-3", "Borger, hjemme"),
            Said("Vi ringer tre steder hen og får fire svar.", "U-9", "Hjemmesygeplejerske"),
            Said("Min mor siger altid, at det går fint. Det siger hun også, når det ikke gør.", "U-14", "Pårørende"),
        ),
        points=(),
        tracks=(
            TrackLine("S-1", "Et forslag", "En fast hånd om aftenen", "Den samme ringer hver aften i to uger."),
            TrackLine(
                "S-2", "Et spørgsmål", "Hvem ser den, der ikke beder om noget?", "Det går vi rundt om i foråret."
            ),
        ),
        disagreements=("Er et opkald omsorg – eller kontrol?",),
        knowledge=(
            Knowledge(("Hver tredje sover dårligt efter en udskrivelse.",), "Søvnrapporten", "https://x.example/r"),
        ),
        answer=Answer("https://samskab.example/o/tryg", "12 34 56 78", "Amina", phone_is_inert=True),
        footer_note="Alle citater er læst højt og godkendt til tryk.",
        lookup_url="https://samskab.example/t",
        document_date=date(2025, 3, 20),
    )


def different(card: Card, number: int) -> Card:
    """The card again with other words, so that nothing set before can be used again whole; ten cards a project."""
    return replace(
        card,
        number=number,
        title=f"{card.title} {number}",
        quotes=tuple(one._replace(text=f"{one.text} Aften {number + place}.") for place, one in enumerate(card.quotes)),
        answer=card.answer._replace(public_url=f"https://samskab.example/o/tryg-{number // 10}"),
    )


def by_weasyprint() -> Callable[[Card], bytes]:
    """WeasyPrint printing the card's own HTML as tagged PDF/UA-1, with its fonts read once for all cards."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=PRINT_STYLE, base_url=f"{FONTS}/", font_config=fonts)

    def printed(card: Card) -> bytes:
        page = HTML(string=card_html(card))
        made = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        return bytes(made or b"")

    return printed


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of doing it once."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> int:
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    card = a_card()
    printers = {"samskab": print_card, "weasyprint": by_weasyprint()}
    cards = [different(card, number) for number in range(MANY)]
    rows: dict[str, dict[str, tuple[float, float]]] = {"first": {}, "next": {}, f"{MANY} different": {}}
    for name, printer in printers.items():
        rows["first"][name] = cost(lambda printer=printer: printer(card))
        again = [different(card, 1000 + number) for number in range(3)]
        rows["next"][name] = min(cost(lambda printer=printer, one=one: printer(one)) for one in again)
        rows[f"{MANY} different"][name] = cost(lambda printer=printer: [printer(one) for one in cards])
    report(rows)
    return 0


def report(rows: dict[str, dict[str, tuple[float, float]]]) -> None:
    sys.stdout.write("postcards              samskab cpu / wall    weasyprint cpu / wall   times cpu / wall\n")
    for what, taken in rows.items():
        ours, theirs = taken["samskab"], taken["weasyprint"]
        sys.stdout.write(
            f"{what:<20} {ours[0]:9.3f} / {ours[1]:.3f} s {theirs[0]:12.3f} / {theirs[1]:.3f} s "
            f"{theirs[0] / ours[0]:12.1f} / {theirs[1] / ours[1]:.1f}\n"
        )


if __name__ == "__main__":
    sys.exit(main())
