"""Invented documents from projects of many kinds, each with what a careful person would take from it."""

import pytest

from samskab.frontdoor.reading.tests.made import reading_of_text, when_of

# text, and what is expected: (title, when, precision, tentative) of each activity, (words, who) of each voice,
# (words, source, address) of each piece of knowledge, (title, kind) of each track.
DOCUMENTS = {
    "a_description_as_a_spread_page_with_dates_of_many_kinds": (
        """Titel  ’Flere i fællesskab’



Et samarbejdsprojekt mellem Lillebæk Kommunes socialudvalg, Frivilligcenter Lillebæk og Region Vest.



Formål Projektet skal undersøge, hvordan borgere, der bor alene, kan blive en del af

et fællesskab.



Værdi-

grundlag

Vi bygger på tre værdier.



• Tillid. Vi tror på, at mennesker kender deres eget liv bedst.



• Ro. Vi har ikke travlt, og vi

lytter længe.



• Leg – Vi prøver, før vi planlægger.



Metoder

Gåture to og to: Samtalen går lettere, når man går ved siden af hinanden.

Postkort til en ukendt: Borgere skriver et kort til en nabo, de ikke kender. Kortene

samles og læses højt.



Procesplan

Tid  Handling Dato

Uge 6  Opstart



3. februar 2026 kl. 9.00-11.30

Uge 8-9 Gåture to og to med borgere fra

Lillebæk og omegn



16.-20. februar 2026

23. februar 2026

(Afhænger af vejret)

April Postkort skrives på biblioteket



Oplæsning for politikere



7. april 2026

28. april 2026 kl. 17-18.30

Sommer Evt. sommerfest



Dato følger

2. halvår Opsamling og evaluering



Løbende
""",
        {
            "kind": "project_description",
            "title": "Flere i fællesskab",
            "parties": ["Lillebæk Kommunes socialudvalg", "Frivilligcenter Lillebæk", "Region Vest"],
            "principles": ["Tillid", "Ro", "Leg"],
            "methods": ["Gåture to og to", "Postkort til en ukendt"],
            "activities": [
                ("Opstart", "2026-02-03 09:00-11:30", "time", False),
                ("Gåture to og to med borgere fra Lillebæk og omegn", "2026-02-16/2026-02-20", "day", True),
                ("Gåture to og to med borgere fra Lillebæk og omegn", "2026-02-23", "day", True),
                ("Postkort skrives på biblioteket", "2026-04-07", "day", False),
                ("Oplæsning for politikere", "2026-04-28 17:00-18:30", "time", False),
                ("Evt. sommerfest", "2026-06-01/2026-08-31", "season", True),
                ("Opsamling og evaluering", "2026-07-01/2026-12-31", "ongoing", False),
            ],
        },
    ),
    "a_description_without_blank_lines_between_its_names": (
        """Projektbeskrivelse
"Godt hjem"
Et samarbejde mellem Sundø Kommune, Sygehus Nord og de praktiserende læger i Sundby

Formål
Vi vil gøre det trygt at komme hjem fra sygehuset. Projektet undersøger, hvad
der sker i de første tre døgn, og hvem borgeren kan ringe til.

Pejlemærker
Vi tager afsæt i fire pejlemærker:
1. Borgeren først
Det er borgerens døgn, vi ser på.
2. Nysgerrighed før løsninger
Vi spørger, før vi svarer.
3. Alle taler lige længe
Lægen og naboen har samme taletid.
4. Mod til at stoppe
Et forsøg, der ikke virker, er også et resultat.

Metoder
Skyggedag
En leder følger en borger i et døgn.
Samtalesalon
Mange mennesker, små borde og lange svar.

Procesplan 2026-2027
Tid Handling Dato
Efteråret 2026 Opstart Primo september
Skyggedage (evt. også i weekender) Uge 38-39
Vinter Samtalesalon 2. december kl. 16.30-19.00
Foråret 2027 Prøvehandling: opkald dagen efter Løbende
Juni Anbefalinger vedtages 17/6 kl. 9
Side 2 af 2
""",
        {
            "kind": "project_description",
            "title": "Godt hjem",
            "parties": ["Sundø Kommune", "Sygehus Nord", "de praktiserende læger i Sundby"],
            "principles": [
                "Borgeren først",
                "Nysgerrighed før løsninger",
                "Alle taler lige længe",
                "Mod til at stoppe",
            ],
            "methods": ["Skyggedag", "Samtalesalon"],
            "activities": [
                ("Opstart", "2026-09-01/2026-09-10", "part_of_month", False),
                ("Skyggedage (evt. også i weekender)", "2026-09-14/2026-09-27", "week", True),
                ("Samtalesalon", "2026-12-02 16:30-19:00", "time", False),
                ("Prøvehandling: opkald dagen efter", "2027-03-01/2027-05-31", "ongoing", False),
                ("Anbefalinger vedtages", "2027-06-17 09:00-", "time", False),
            ],
        },
    ),
    "a_description_with_a_running_header_in_the_middle_of_its_plan": (
        """’Vejen hjem’

- et samarbejde mellem Lundby Kommune og Region Øst

1

Vejen hjem

Projektet er et samarbejde mellem Lundby Kommune og Region Øst. Projektet Vejen hjem begyndte i 2025.

Projekt-

mål

Vi vil have færre genindlæggelser.

Principper

• Respekt: Vi banker på, før vi går ind.

• Tålmodighed: Vi venter på svaret.

’Vejen hjem’

- et samarbejde mellem Lundby Kommune og Region Øst

2

Metode-

beskrivelse

Dagbog: Borgeren skriver eller indtaler en dagbog i en uge. Den læses
sammen bagefter.

Hjemmebesøg: To medarbejdere kommer på besøg uden en dagsorden.

Tid  Handling Dato

Februar Dagbøger deles ud 2. februar 2026

Hjemmebesøg hos seks borgere 9.-13. februar 2026

Marts Fælles læsning af dagbøgerne 5. marts 2026 efter kl. 13.00

’Vejen hjem’

- et samarbejde mellem Lundby Kommune og Region Øst

3

April/maj Evt. nyt forløb

Juni Afslutningsfest 12. juni kl. 18
""",
        {
            "kind": "project_description",
            "title": "Vejen hjem",
            "parties": ["Lundby Kommune", "Region Øst"],
            "principles": ["Respekt", "Tålmodighed"],
            "methods": ["Dagbog", "Hjemmebesøg"],
            "activities": [
                ("Dagbøger deles ud", "2026-02-02", "day", False),
                ("Hjemmebesøg hos seks borgere", "2026-02-09/2026-02-13", "day", False),
                ("Fælles læsning af dagbøgerne", "2026-03-05 13:00-", "time", False),
                ("Evt. nyt forløb", "2026-04-01/2026-05-31", "month", True),
                ("Afslutningsfest", "2026-06-12 18:00-", "time", False),
            ],
        },
    ),
    "a_description_in_capitals_with_lettered_lists": (
        """PROJEKTBESKRIVELSE

Navn på projektet: Hånd i hånd
Parter: Sundø Kommune, Hospitalsenhed Øst og Patientforeningen Ø-liv
Version 3, godkendt 4. november 2025

BAGGRUND
Hvert år flytter 60 borgere fra hospital til midlertidig plads. Mange ved ikke, hvem der bestemmer.

MÅL
At borgeren kender sin næste aftale.

PRINCIPPER
a) Ét ansigt: Borgeren har én kontaktperson.
b) Korte veje: Vi ringer frem for at skrive.
c) Vi lærer sammen: Fejl deles inden for et døgn.

METODER
a) Tavlemøde: Et kvarter hver mandag.
b) Rollebytte: En sygeplejerske følger visitator en dag og omvendt.

HANDLEPLAN
1. Tavlemøder begynder 12. januar 2026
2. Rollebytte i uge 6 og 7
3. Midtvejsmøde den 24. marts kl. 14-15.30
4. Evaluering: 2. kvartal 2026
5. Anbefalinger til sundhedsrådet – ultimo juni 2026

KONTAKT
Projektleder Mia Lund, tlf. 11 22 33 44
""",
        {
            "kind": "project_description",
            "title": "Hånd i hånd",
            "parties": ["Sundø Kommune", "Hospitalsenhed Øst", "Patientforeningen Ø-liv"],
            "principles": ["Ét ansigt", "Korte veje", "Vi lærer sammen"],
            "methods": ["Tavlemøde", "Rollebytte"],
            "activities": [
                ("Tavlemøder begynder", "2026-01-12", "day", False),
                ("Rollebytte", "2026-02-02/2026-02-15", "week", False),
                ("Midtvejsmøde", "2026-03-24 14:00-15:30", "time", False),
                ("Evaluering", "2026-04-01/2026-06-30", "quarter", False),
                ("Anbefalinger til sundhedsrådet", "2026-06-21/2026-06-30", "part_of_month", False),
            ],
        },
    ),
    "a_plan_with_broken_cells_and_a_condition_in_the_action": (
        """Tid Handling Dato

Januar/ februar Nytårstaffel for frivillige og
ansatte 15. januar 2026 kl. 18.00-21.00

Besøgsrunde i fire landsbyer 2.-6. februar 2026

Marts Fælles analyse
• Hvad hørte vi?
• Hvad undrer os?

19. marts 2026, kl. 13-16 (evt. også 20. marts)

April Borgermøde i Vestby Forsamlingshus Onsdag d. 22. april 2026 kl. 19

Maj Præsentation for sundhedsudvalget
(afhænger af udvalgets mødeplan)

December-januar Rapport skrives
""",
        {
            "kind": "plan",
            "activities": [
                ("Nytårstaffel for frivillige og ansatte", "2026-01-15 18:00-21:00", "time", False),
                ("Besøgsrunde i fire landsbyer", "2026-02-02/2026-02-06", "day", False),
                ("Fælles analyse Hvad hørte vi? Hvad undrer os?", "2026-03-19 13:00-16:00", "time", False),
                ("Fælles analyse Hvad hørte vi? Hvad undrer os?", "2026-03-20", "day", True),
                ("Borgermøde i Vestby Forsamlingshus", "2026-04-22 19:00-", "time", False),
                (
                    "Præsentation for sundhedsudvalget (afhænger af udvalgets mødeplan)",
                    "2026-05-01/2026-05-31",
                    "month",
                    True,
                ),
                ("Rapport skrives", "2026-12-01/2027-01-31", "month", False),
            ],
        },
    ),
    "a_yearly_round_of_months_with_bullets": (
        """Årshjul for samarbejdet 2026

Januar
- 8. januar: Fælles opstart
- Rundspørge til alle teams
Februar-marts
- Dialogmøder i alle fire distrikter
Maj
- 5. maj kl. 14-16: Midtvejsmøde (forventet)
September
- Temadag om ensomhed, 24. september
""",
        {
            "kind": "plan",
            "title": "Årshjul for samarbejdet 2026",
            "activities": [
                ("Fælles opstart", "2026-01-08", "day", False),
                ("Rundspørge til alle teams", "2026-01-01/2026-01-31", "month", False),
                ("Dialogmøder i alle fire distrikter", "2026-02-01/2026-03-31", "month", False),
                ("Midtvejsmøde", "2026-05-05 14:00-16:00", "time", True),
                ("Temadag om ensomhed", "2026-09-24", "day", False),
            ],
        },
    ),
    "a_plan_with_tabs_and_several_days_in_a_cell": (
        """Handleplan

Dato	Handling
12., 19. og 26. januar 2026 kl. 17-19	Strikkeaften med snak
fre. 6. februar 2026, kl. 8-10 og 13-15	Åbent værksted
29. december 2026 - 3. januar 2027	Juleåbent
Forventeligt uge 9 2026	Besøg på sygehuset
primo/medio april 2026	Ny vagtplan
Dato følger	Evaluering
""",
        {
            "kind": "plan",
            "activities": [
                ("Strikkeaften med snak", "2026-01-12 17:00-19:00", "time", False),
                ("Strikkeaften med snak", "2026-01-19 17:00-19:00", "time", False),
                ("Strikkeaften med snak", "2026-01-26 17:00-19:00", "time", False),
                ("Åbent værksted", "2026-02-06 08:00-10:00", "time", False),
                ("Åbent værksted", "2026-02-06 13:00-15:00", "time", False),
                ("Juleåbent", "2026-12-29/2027-01-03", "day", False),
                ("Besøg på sygehuset", "2026-02-23/2026-03-01", "week", True),
                ("Ny vagtplan", "2026-04-01/2026-04-20", "part_of_month", False),
                ("Evaluering", "", "undated", False),
            ],
        },
    ),
    "a_postcard_with_its_columns_out_of_order": (
        """Projektet Trygt Hjem har været i gang siden januar. Vi har talt med borgere, pårørende og fagpersoner om de
første dage derhjemme.

Efter samtalesalonen i maj er det besluttet at gå videre med to spor. Sporet "Makkerordningen – en fast person de første tre døgn"
er udvalgt som løsningsforslag og drøftes i udvalget. Det andet spor skal undersøges nærmere.

På postkortet har vi samlet viden, pointer og citater.
 Trygt Hjem
Makkerordningen - en fast
person de første tre døgn

En medarbejder fra kommunen følger borgeren hjem og
ringer hver dag i tre dage. Formålet er at sikre, at ingen
bliver alene med spørgsmål.

Citater fra samtalesalonen i maj

”Jeg sad med tasken i entréen og vidste ikke, hvem jeg
skulle ringe til.”

”… og så kom hun faktisk forbi. Det havde jeg ikke
troet.”

Udsagn fra medarbejdere på sygehuset

”Vi udskriver til et hus, vi aldrig har set.”

Mange fortryder de første dage

… Hver fjerde borger over 70 år oplever at stå alene med
spørgsmål i det første døgn. Det gælder især dem, der bor
alene.

- De første døgn, Videnscenter for Overgange, juni 2025

https://eksempel.dk/de-foerste-doegn

Nabohjælp og fællesskab – det nære omkring den,
der kommer hjem

Hvordan kan naboer og foreninger være med, når nogen
kommer hjem fra sygehuset?

Et spørgsmål vi gerne vil undersøge sammen med
lokalrådet
""",
        {
            "kind": "postcard",
            "title": "Trygt Hjem",
            "voices": [
                (
                    "Jeg sad med tasken i entréen og vidste ikke, hvem jeg skulle ringe til.",
                    "Citater fra samtalesalonen i maj",
                ),
                ("… og så kom hun faktisk forbi. Det havde jeg ikke troet.", "Citater fra samtalesalonen i maj"),
                ("Vi udskriver til et hus, vi aldrig har set.", "Udsagn fra medarbejdere på sygehuset"),
            ],
            "knowledge": [
                (
                    "Mange fortryder de første dage … Hver fjerde borger over 70 år oplever at stå alene med spørgsmål i det første døgn. Det gælder især dem, der bor alene.",
                    "De første døgn, Videnscenter for Overgange, juni 2025",
                    "https://eksempel.dk/de-foerste-doegn",
                ),
            ],
            "tracks": [
                ("Makkerordningen - en fast person de første tre døgn", "proposal"),
                ("Nabohjælp og fællesskab – det nære omkring den, der kommer hjem", "question"),
            ],
        },
    ),
    "a_status_with_tracks_as_bullets_and_two_sources": (
        """Status på Fælles Bord

Siden november har vi spist sammen med 120 mennesker i Lunde og Holme.

Vi arbejder videre med to spor:
- Spor 1: Spisevenner (løsningsforslag) – frivillige værter inviterer en nabo en gang om ugen
- Spor 2: Hvem spiser alene? (undersøgelse) – vi vil forstå, hvem vi ikke når

Det sagde gæsterne
«Jeg kom for maden og blev for snakken.»
- kvinde, 79 år, Lunde
«Det er svært at gå ind ad døren første gang, når man ikke kender nogen.»
- mand, 66 år

Det sagde værterne:
"Vi troede, at det handlede om mad. Det handler om at blive savnet, når man ikke kommer."

Fra forskningen
To ud af tre ældre, der spiser alene, spiser for lidt (Måltidets betydning, Fødevareinstituttet 2022).
Ensomhed koster flere leveår end rygning.
Kilde: Ensomhed i tal, Folkesundhed Nu, 2024
www.folkesundhednu.example/ensomhed

Hvad ved vi nu?
Vi ved, at bordet skal være rundt.

Kontakt: Mette, tlf. 12 34 56 78
""",
        {
            "kind": "postcard",
            "title": "Status på Fælles Bord",
            "voices": [
                ("Jeg kom for maden og blev for snakken.", "kvinde, 79 år, Lunde · Det sagde gæsterne"),
                (
                    "Det er svært at gå ind ad døren første gang, når man ikke kender nogen.",
                    "mand, 66 år · Det sagde gæsterne",
                ),
                (
                    "Vi troede, at det handlede om mad. Det handler om at blive savnet, når man ikke kommer.",
                    "Det sagde værterne",
                ),
            ],
            "knowledge": [
                (
                    "To ud af tre ældre, der spiser alene, spiser for lidt",
                    "Måltidets betydning, Fødevareinstituttet 2022",
                    "",
                ),
                (
                    "Ensomhed koster flere leveår end rygning.",
                    "Ensomhed i tal, Folkesundhed Nu, 2024",
                    "www.folkesundhednu.example/ensomhed",
                ),
            ],
            "tracks": [
                ("Spisevenner", "proposal"),
                ("Hvem spiser alene?", "question"),
            ],
        },
    ),
    "a_letter_of_status_with_lettered_tracks": (
        """Her er hvad vi har lært siden sidst

Kære alle
Tak for jeres tid ved samtalesalonen den 12. maj. Nedenfor er det, vi hørte.

De pårørende sagde
“Jeg er datter. Jeg er ikke koordinator.”
“Hvis jeg ikke ringer, sker der ikke noget – og hvis jeg ringer,
er jeg besværlig.”
– pårørende til mand med demens

Sygeplejersken sagde: “Jeg kan se det på journalen, men jeg kan ikke gøre noget ved det.”

Hvad siger andre?
”Pårørende bruger i gennemsnit 20 timer om ugen.”
Pårørende i tal, Ældre Sagen 2024
https://eksempel.org/tal

Spor A (løsningsforslag): Én linje ind
Ét nummer, der altid bliver taget af en, der kender borgeren.

Spor B (spørgsmål): Hvornår er man pårørende nok?
Hvem bestemmer, hvor meget man kan forvente af en familie?
""",
        {
            "kind": "postcard",
            "voices": [
                ("Jeg er datter. Jeg er ikke koordinator.", "De pårørende sagde"),
                (
                    "Hvis jeg ikke ringer, sker der ikke noget – og hvis jeg ringer, er jeg besværlig.",
                    "pårørende til mand med demens · De pårørende sagde",
                ),
                (
                    "Jeg kan se det på journalen, men jeg kan ikke gøre noget ved det.",
                    "Sygeplejersken sagde · De pårørende sagde",
                ),
            ],
            "knowledge": [
                (
                    "Pårørende bruger i gennemsnit 20 timer om ugen.",
                    "Pårørende i tal, Ældre Sagen 2024",
                    "https://eksempel.org/tal",
                ),
            ],
            "tracks": [
                ("Én linje ind", "proposal"),
                ("Hvornår er man pårørende nok?", "question"),
            ],
        },
    ),
}


def found_in(text: str) -> dict:
    reading = reading_of_text(text)
    return {
        "kind": reading.kind,
        "title": reading.title.text,
        "parties": [each.name for each in reading.parties],
        "principles": [each.name for each in reading.principles],
        "methods": [each.name for each in reading.methods],
        "activities": [
            (each.title, when_of(each), each.precision.value, each.tentative) for each in reading.activities
        ],
        "voices": [(each.text, each.attribution) for each in reading.voices],
        "knowledge": [(" ".join(each.text.split()), each.source, each.url) for each in reading.knowledge],
        "tracks": [(each.title, each.kind) for each in reading.tracks],
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_a_careful_person_takes_from_it(name: str) -> None:
    text, expected = DOCUMENTS[name]
    found = found_in(text)
    assert {key: found[key] for key in expected} == expected


MINUTES = """Referat fra møde i brugerrådet

Tid: 12. marts 2026 kl. 19
Til stede: Ole, Inge og Poul

1. Valg af dirigent
Poul blev valgt.

2. Eventuelt
Inge sagde: "Lampen ved nr. 4 er gået i stykker igen." Næste møde er 9. april kl. 19.
"""


def test_the_minutes_of_a_meeting_are_neither_plan_nor_postcard() -> None:
    reading = reading_of_text(MINUTES)
    assert (reading.kind, reading.voices, reading.activities) == ("unknown", (), ())


def test_a_row_after_a_time_that_nothing_follows_is_not_certain() -> None:
    flat = "Plan\n\nTid\nHandling\nDato\n\nMarts 2026\n\nOpstart\n\n3. marts\n\nApril\n\nMaj\n\nBesøg\n\n7. april\n"
    reading = reading_of_text(flat)
    assert [(each.title, each.date_certain) for each in reading.activities] == [("Opstart", True), ("Besøg", False)]
