"""Invented documents of the kinds Samskab reads, with other headings, orders, bullets and quotation marks."""

from samskab.frontdoor.reading.tests.made import plan_of, reading_of, reading_of_text, write_docx

MARKDOWN = """# Naboskab på recept

Et partnerskab mellem Fjordby Kommune, Region Sundø og Almen Praksis Fjordby om mennesker, der står alene.

## 1. Baggrund

I Fjordby bor mange langt fra deres nærmeste.

## 2. Vores principper

- **Åbenhed** Vi siger højt, hvad vi ikke ved.
- **Lige stemmer:** Alle taler lige længe.
- **Små skridt** – Vi prøver af, før vi beslutter.

## 3. Metoder

**Køkkenbordssamtale:** En til tre mennesker ved et bord.

**Feltarbejde:** Vi kører med hjemmeplejen en dag.

## 4. Tidsplan

| Hvornår | Hvad | Hvem |
|---|---|---|
| Uge 36, 2026 | Opstart | Styregruppen |
| 14.9.2026 kl. 9-12 | Designsprint | Alle |
| Forår 2027 | Opsamling | Tovholder |
"""

PLAIN = """PROJEKTBESKRIVELSE

Titel: Fælles fodslag på øen

Parter: Sundø Kommune, Hospitalet i Sundby og Foreningen Ø-liv

Formål:
Vi vil finde ud af, hvordan mennesker på øen kan blive boende hjemme,
også når de bliver syge.

Værdier

1. Nærvær: Vi møder op.
2. Mod: Vi tør stoppe det, der ikke virker,
og sige det højt.

Metode-

beskrivelse

- Etnoraid: Vi er til stede en eftermiddag, hvor folk alligevel er.
- Fyraftensmøde: En time sidst på dagen.

Procesplan

Dato
Aktivitet
Ansvarlig

3. marts 2026
Opstartsmøde
Anna

12.-13. april 2026
Etnoraid på havnen
Bo
"""

BOLD_HEADINGS = [
    ("p", "Sammen om hverdagen"),
    ("p", "Et projekt mellem Nordhavn Kommune og Hospitalet i Sundby"),
    ("p", "Formål"),
    ("p", "At gøre det lettere at få svar, når man er blevet udskrevet."),
    ("p", "Vores værdier"),
    ("p", "Samskabelse"),
    ("p", "Vi skaber løsninger sammen med dem, det handler om."),
    ("p", "Nysgerrighed"),
    ("p", "Vi spørger, før vi svarer."),
    ("p", "Anvendte metoder"),
    ("li", "Feltarbejde. Vi går med på arbejde."),
    ("li", "Workshops. Vi mødes tre gange."),
    ("p", "Aktiviteter"),
    ("li", "6. maj 2026: Opstart"),
    ("li", "Workshop 1 den 20. maj 2026 kl. 13-16"),
    ("li", "Opfølgning i uge 40 (forventet)"),
]

POSTCARD = """Fælles vej hjem

Vi har i et halvt år lyttet til mennesker, der er blevet udskrevet.

Vi går videre med to spor. Sporet "Ring hjem – en fast kontakt de første tre dage" er et forslag, som byrådet skal
drøfte. Sporet "Naboen – hvem banker på?" er et spørgsmål, vi vil undersøge.

”Jeg stod med posen i hånden og vidste ikke, hvem jeg skulle ringe til.”
- Borger, 62 år

»Min nabo kom hver dag. Uden hende var jeg endt på hospitalet igen.«
– sagt af pårørende ved køkkenbordet

En sygeplejerske ringer hver dag i tre dage.

Ring hjem – en fast kontakt de første tre dage

’Vi klarer os, til vi ikke gør det mere.’
(borger, 80 år)

Naboen – hvem banker på?

Hvordan kan vi støtte dem, der gerne vil banke på hos en nabo?

Hver femte føler sig alene efter en udskrivelse.

Kilde: Hjem fra hospitalet, Sundhedsinstituttet, 2025, https://eksempel.dk/hjem
"""

CROWDED_POSTCARD = """Postkort: Sammen om de svære overgange

Udsagn fra fagpersoner på fyraftensmødet:
• "Vi ringer rundt i tre kvarter, før vi får fat i den rigtige."

Citater fra borgere og pårørende
“Det er som om, ingen taler sammen.”
Borger, 71 år
„Jeg er hendes mand. Jeg er ikke hendes journal.“
(pårørende)
En hjemmesygeplejerske fortæller: »Man står alene i køkkenet med ansvaret.«

FORSLAG: Én indgang
Et fast telefonnummer hele døgnet, så ingen skal lede.

SPØRGSMÅL: Hvem følger med hjem?
Vi er nysgerrige på, hvad der sker de første timer.

Fakta
I 2024 blev 214 borgere genindlagt inden for en uge (Sundhedsanalyse Nord, 2025).
"Genindlæggelser kan ofte forebygges." - Rapport om overgange, Institut for Pleje, 2023, www.eksempel.dk/rapport
"""

QUOTED_POSTCARD = """# Fælles ansvar – postkort nr. 2

> »Jeg savner en, der siger godmorgen.«
>
> — Borger i Nordby

> "Vi har tiden, men ikke lov."

— Hjemmehjælper, 31 år

## Viden fra forskningen

- Ensomhed øger risikoen for sygdom. [Ensomhed og helbred](https://eksempel.dk/ensom), 2022

## To spor

### Godmorgen-opkaldet

Et løsningsforslag: frivillige ringer hver morgen.

### Hvor blev bænken af?

Hvad betyder små steder at mødes?
"""

FLAT_PLAN = """Tid Handling Dato

August Opstartsmøde 18. august 2026

Besøg hos lægehuset 25. august 2026 kl. 13.00-14.30

September Interview med borgere Uge 37-38

Oktober
Fælles tolkning
Fyraftensmøde
8. oktober 2026
29. oktober 2026 kl. 16
(Lokalet afhænger af antallet)

November-december Opsamling
"""

LISTED_PLAN = """Procesplan 2026

Januar
- Opstartsmøde, 12. januar kl. 9-12
- Samtaler med få
Februar
- 3. februar: Etnoraid på torvet
- Evt. fotoelicitering
"""

LETTER = """Kære Bente

Tak for sidst. Det var den 3. maj, og jeg tænker stadig på det.

"Vi ses igen," sagde du, og det håber jeg.

Mange hilsner
Karen

PS. Se www.eksempel.dk
"""


def names(items) -> list[str]:
    return [each.name for each in items]


def test_a_description_in_markdown():
    reading = reading_of_text(MARKDOWN, "projekt.md")
    assert (reading.kind, reading.title.text) == ("project_description", "Naboskab på recept")
    assert names(reading.parties) == ["Fjordby Kommune", "Region Sundø", "Almen Praksis Fjordby"]
    assert [(each.name, each.text) for each in reading.principles] == [
        ("Åbenhed", "Vi siger højt, hvad vi ikke ved."),
        ("Lige stemmer", "Alle taler lige længe."),
        ("Små skridt", "Vi prøver af, før vi beslutter."),
    ]
    assert names(reading.methods) == ["Køkkenbordssamtale", "Feltarbejde"]
    assert plan_of(reading) == [
        ("Opstart", "2026-08-31/2026-09-06"),
        ("Designsprint", "2026-09-14 09:00-12:00"),
        ("Opsamling", "2027-03-01/2027-05-31"),
    ]


def test_a_description_in_plain_text_with_numbers_labels_and_a_table_that_lost_its_columns():
    reading = reading_of_text(PLAIN)
    assert (reading.kind, reading.title.text) == ("project_description", "Fælles fodslag på øen")
    assert names(reading.parties) == ["Sundø Kommune", "Hospitalet i Sundby", "Foreningen Ø-liv"]
    assert [(each.name, each.text) for each in reading.principles] == [
        ("Nærvær", "Vi møder op."),
        ("Mod", "Vi tør stoppe det, der ikke virker, og sige det højt."),
    ]
    assert names(reading.methods) == ["Etnoraid", "Fyraftensmøde"]
    assert plan_of(reading) == [("Opstartsmøde", "2026-03-03"), ("Etnoraid på havnen", "2026-04-12/2026-04-13")]
    assert all(each.date_certain for each in reading.activities)
    assert "Metodebeskrivelse" in [section.heading for section in reading.sections]


def test_a_description_whose_headings_nobody_marked_as_headings(tmp_path):
    reading = reading_of(write_docx(tmp_path / "projekt.docx", BOLD_HEADINGS))
    assert (reading.kind, reading.title.text) == ("project_description", "Sammen om hverdagen")
    assert names(reading.parties) == ["Nordhavn Kommune", "Hospitalet i Sundby"]
    assert names(reading.principles) == ["Samskabelse", "Nysgerrighed"]
    assert names(reading.methods) == ["Feltarbejde", "Workshops"]
    assert plan_of(reading) == [
        ("Opstart", "2026-05-06"),
        ("Workshop 1", "2026-05-20 13:00-16:00"),
        ("Opfølgning", "2026-09-28/2026-10-04"),
    ]
    assert [each.tentative for each in reading.activities] == [False, False, True]


def test_a_postcard_whose_text_stands_before_the_name_of_its_track():
    reading = reading_of_text(POSTCARD)
    assert (reading.kind, reading.title.text) == ("postcard", "Fælles vej hjem")
    assert [each.attribution for each in reading.voices] == [
        "Borger, 62 år",
        "sagt af pårørende ved køkkenbordet",
        "borger, 80 år",
    ]
    assert [(each.title, each.text, each.kind) for each in reading.tracks] == [
        (
            "Ring hjem – en fast kontakt de første tre dage",
            "En sygeplejerske ringer hver dag i tre dage.",
            "proposal",
        ),
        (
            "Naboen – hvem banker på?",
            "Hvordan kan vi støtte dem, der gerne vil banke på hos en nabo?",
            "question",
        ),
    ]
    (known,) = reading.knowledge
    assert (known.source, known.url) == ("Hjem fra hospitalet, Sundhedsinstituttet, 2025", "https://eksempel.dk/hjem")


def test_a_postcard_without_blank_lines_between_its_quotations():
    reading = reading_of_text(CROWDED_POSTCARD)
    assert reading.kind == "postcard"
    assert [(each.text.split()[0], each.attribution.split(" · ")) for each in reading.voices] == [
        ("Vi", ["Udsagn fra fagpersoner på fyraftensmødet"]),
        ("Det", ["Borger, 71 år", "Citater fra borgere og pårørende"]),
        ("Jeg", ["pårørende", "Citater fra borgere og pårørende"]),
        ("Man", ["En hjemmesygeplejerske fortæller", "Citater fra borgere og pårørende"]),
    ]
    assert [(each.title, each.kind) for each in reading.tracks] == [
        ("Én indgang", "proposal"),
        ("Hvem følger med hjem?", "question"),
    ]
    assert [each.source for each in reading.knowledge] == [
        "Sundhedsanalyse Nord, 2025",
        "Rapport om overgange, Institut for Pleje, 2023",
    ]


def test_a_postcard_in_markdown_with_block_quotes_and_links():
    reading = reading_of_text(QUOTED_POSTCARD, "postkort.md")
    assert [(each.text, each.attribution) for each in reading.voices] == [
        ("Jeg savner en, der siger godmorgen.", "Borger i Nordby"),
        ("Vi har tiden, men ikke lov.", "Hjemmehjælper, 31 år"),
    ]
    (known,) = reading.knowledge
    assert (known.text, known.url) == ("Ensomhed øger risikoen for sygdom.", "https://eksempel.dk/ensom")
    assert [(each.title, each.kind) for each in reading.tracks] == [
        ("Godmorgen-opkaldet", "proposal"),
        ("Hvor blev bænken af?", "question"),
    ]


def test_a_flat_plan_knows_which_of_its_rows_leave_something_open():
    reading = reading_of_text(FLAT_PLAN)
    assert reading.kind == "plan"
    assert plan_of(reading) == [
        ("Opstartsmøde", "2026-08-18"),
        ("Besøg hos lægehuset", "2026-08-25 13:00-14:30"),
        ("Interview med borgere", "2026-09-07/2026-09-20"),
        ("Fælles tolkning", "2026-10-08"),
        ("Fyraftensmøde", "2026-10-29 16:00-"),
        ("Opsamling", "2026-11-01/2026-12-31"),
    ]
    assert [each.date_certain for each in reading.activities] == [True, True, True, False, False, True]
    assert [each.tentative for each in reading.activities] == [False, False, False, True, True, False]


def test_a_plan_as_a_list_under_months_takes_its_year_from_the_heading():
    reading = reading_of_text(LISTED_PLAN)
    assert (reading.kind, reading.title.text) == ("plan", "Procesplan 2026")
    assert plan_of(reading) == [
        ("Opstartsmøde", "2026-01-12 09:00-12:00"),
        ("Samtaler med få", "2026-01-01/2026-01-31"),
        ("Etnoraid på torvet", "2026-02-03"),
        ("Evt. fotoelicitering", "2026-02-01/2026-02-28"),
    ]
    assert all(each.year_inferred for each in reading.activities)
    assert reading.activities[-1].tentative


def test_a_letter_is_unknown_and_nothing_of_it_is_taken_for_anything():
    reading = reading_of_text(LETTER)
    assert reading.kind == "unknown"
    found = reading.as_json()
    assert not any(
        found[key] for key in ("activities", "voices", "knowledge", "tracks", "principles", "methods", "parties")
    )
    assert " ".join(" ".join(found["unread"]).split()) == " ".join(LETTER.split())


def test_running_headers_on_every_page_are_left_out_of_the_text():
    page = "Projekt Bro – udkast\n\nFormål\n\nVi vil bygge bro mellem dem, der er alene, og\n\nSide {} af 3\n\f"
    text = "".join(page.format(n) for n in (1, 2, 3))
    reading = reading_of_text(text)
    assert not any("Side" in section.text or "udkast" in section.text for section in reading.sections)
    assert sum(piece.text.count("Side") for piece in reading.unread) == 3


def test_a_plan_without_any_heading_is_told_by_its_dates():
    text = "3. marts 2026: Opstart\n\n12. marts 2026 kl. 9-12: Designsprint\n\nUge 14: Etnoraid\n"
    reading = reading_of_text(text)
    assert reading.kind == "plan"
    assert plan_of(reading) == [
        ("Opstart", "2026-03-03"),
        ("Designsprint", "2026-03-12 09:00-12:00"),
        ("Etnoraid", "2026-03-30/2026-04-05"),
    ]


def test_what_follows_a_flat_plan_is_no_activity():
    text = FLAT_PLAN.rstrip() + "\nKontakt\nRing til tovholder Anna Lind, når du vil være med.\n"
    reading = reading_of_text(text)
    assert len(reading.activities) == 6
    assert [(each.heading, each.text[:4]) for each in reading.sections] == [("Kontakt", "Ring")]


def test_a_general_heading_over_quotations_is_nobodys_name():
    text = """POSTKORT

CITATER

”Jeg ringer ikke, for jeg vil ikke være til besvær.”
Borger, samtale ved køkkenbordet

”Vi taler forbi hinanden.” (Sygeplejerske, fyraftensmøde marts 2026)

- "Jeg har tre telefonnumre, og ingen svarer."

VIDEN

45 % svarer, at de sjældent taler med nogen (Ældreprofilen 2025, https://eksempel.dk/profil).

SPOR

1. Én dør ind (løsningsforslag): Et sted, hvor man altid kan ringe.
2. Nabohjælp (spørgsmål): Hvordan finder vi dem, der gerne vil?

Læs mere på www.eksempel.dk
"""
    reading = reading_of_text(text)
    assert [each.attribution for each in reading.voices] == [
        "Borger, samtale ved køkkenbordet",
        "Sygeplejerske, fyraftensmøde marts 2026",
        "",
    ]
    assert [(each.source, each.url) for each in reading.knowledge] == [
        ("Ældreprofilen 2025", "https://eksempel.dk/profil")
    ]
    assert [each.kind for each in reading.tracks] == ["proposal", "question"]
    assert "Læs mere på www.eksempel.dk" in [section.text for section in reading.sections]
