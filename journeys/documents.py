"""Two Word documents such as a coordinator has lying: a project description with its plan, and a postcard. Invented."""

from pathlib import Path

from docx import Document

TITLE = "Lyset på stien"
QUOTES = {
    "Udsagn fra køkkenbordssamtaler": [
        "Jeg tænder lyset i gangen, så dem på den anden side kan se, at jeg er kommet op.",
        "Når hjemmeplejen går igen, er der så stille, at jeg kan høre køleskabet tage stilling.",
    ],
    "Udsagn fra samtalesalon i forsamlingshuset": [
        "Vi vinker alle sammen. Der er bare ingen af os, der ved, hvad et vink betyder.",
    ],
}
PLAN = [
    ("Januar", "Køkkenbordssamtaler", "12.-16. januar 2026"),
    ("Februar", "Samtalesalon i forsamlingshuset", "5. februar 2026 kl. 19-21"),
    ("Marts", "Fællestolkning", "12. marts kl. 9.30-12"),
    ("April", "Fyraftensmøde med udvalgene", "Uge 17, 2026"),
]


def project_description(folder: Path) -> Path:
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("Et samarbejde mellem Kærlund Kommune og Region Midtsund. Alt her er opdigtet.")
    document.add_heading("Formål", 1)
    document.add_paragraph(
        "Vi vil finde ud af, hvad der sker mellem to besøg. Vi begynder med at spørge dem, der er hjemme."
    )
    document.add_heading("Bærende principper", 1)
    for words in (
        "Vi kommer, når det passer dem - Også når det er en søndag.",
        "Uenighed er arbejde - Den bliver stående, til nogen har gjort noget ved den.",
    ):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("Procesplan", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("Tid", "Handling", "Dato"), strict=True):
        cell.text = words
    for line in PLAN:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words
    return saved(document, folder / "projektbeskrivelse.docx")


def postcard(folder: Path) -> Path:
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("Vi har siddet ved fjorten køkkenborde. Her er lidt af det, vi hørte.")
    for heading, quotes in QUOTES.items():
        document.add_heading(heading, 1)
        for quote in quotes:
            document.add_paragraph(f"“{quote}”")
    document.add_heading("Viden udefra", 1)
    document.add_paragraph("Rapporten beskriver, at flere ældre i landsbyer klarer sig selv længere, end de ønsker.")
    document.add_paragraph(
        "Kilde: Stiernes Videnscenter (opdigtet), Mellem to besøg, marts 2025, https://example.org/mellem-to-besoeg"
    )
    document.add_heading("Vores to spor", 1)
    document.add_heading("Forslag: Lyskæden", 2)
    document.add_paragraph(
        "Tre naboer aftaler, hvem der ser efter lys hos hvem. Formålet er, at et vink får en betydning."
    )
    document.add_heading("Spørgsmål: Hvem banker på?", 2)
    document.add_paragraph("Hvornår er det hjælp, og hvornår er det at blande sig? Det går vi rundt om sammen.")
    return saved(document, folder / "postkort.docx")


def saved(document: "Document", path: Path) -> Path:  # type: ignore[valid-type]
    document.save(path)
    return path
