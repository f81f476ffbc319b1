"""Every way we know of writing a date in a plan, and what it says."""

import re
from datetime import date
from pathlib import Path

import pytest

from samskab.ground.dates import Found, find, find_in_cell

PHRASES = [
    tuple(line.rsplit(" => ", 1))
    for line in (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def in_short(found: Found) -> str:
    """A finding in the notation of phrases.txt."""
    when = found.when
    days = [when.start, when.end] if when.start != when.end else [when.start]
    times = [t.strftime("%H:%M") if t else "" for t in (when.start_time, when.end_time)]
    words = [
        "/".join(d.isoformat() if d else "" for d in days),
        "-".join(times) if any(times) else "",
        when.precision.value,
        "?" * when.tentative,
        "~" * when.year_inferred,
        "!" * bool(found.doubt),
        f"{{{when.condition}}}" if when.condition else "",
    ]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_says_what_people_mean_by_it(phrase: str, expected: str) -> None:
    after = re.match(r"@(\S+) ", phrase)
    text = phrase[after.end() :] if after else phrase
    found = find_in_cell(text, after=date.fromisoformat(after[1]) if after else None)
    assert " ; ".join(map(in_short, found)) == expected
    assert all(text[each.at : each.to] == each.text for each in found)


def test_the_table_is_long() -> None:
    assert len(PHRASES) == len(set(PHRASES)) >= 250


PROSE_WITHOUT_DATES = """
der er 3.5 km til skolen
den 3.5 km lange rute
tlf. 12 34 56 78
Ring på 86 12 10 25 eller 12-34-56-78
§ 42 i loven
kl. er mange
1-2 personer
70-80 år
3/4 af borgerne sagde ja
1/2 time
1/2
en 1/2 liter
24/7
blodtryk 120/80
2025 kr.
det kostede 2025 kroner
der kom 2025 borgere
side 12
version 1.2.10
v. 3.10.15
afsnit 2.1.12 om metoder
1.2 Baggrund
kl. 20.25
kl. 9-12
3. parts rettigheder
1.-3. klasse
1., 2. og 3. prioritet
1. del
2. halvleg
de 17 deltagere
grupper på 5-7
fra 3 til 5 personer
om sommeren sidder vi ude
en vinter med kulde
forårsrengøring
Maj-Britt kom
det var Maj Hansen
vi spurgte August Krogh
man 3 gange om ugen
3 uger
en gang om ugen
i næste uge
på mandag
i dag og i morgen
det løbende arbejde
løsninger implementeres løbende, når fagpersoner
hver dag oplever borgere det
projektet følger op
vitamin K2 og Q10
B12
CVR 12345678
8900 Randers
010203-1234
192.168.10.25
temperaturen var 12.5
ca. 5-6 km
punkt 3. Mål
10 % af 20.000
kl. 25
0-100
A/S 3/9
resultatet blev 3-2
stk. 2, nr. 3
www.plan2025.dk
Plan2025
majs og tomater
oktoberfest
""".strip().splitlines()


@pytest.mark.parametrize("prose", PROSE_WITHOUT_DATES)
def test_prose_without_dates_has_none(prose: str) -> None:
    assert find(prose, after=date(2025, 1, 1)) == []


PROSE = [
    ("Vi mødes den 17. maj 2025 i Kulturhuset kl. 16-18, og alle er velkomne.", ["2025-05-17 16:00-18:00 time"]),
    ("Rapporten kom i november 2024. I marts fulgte vi op.", ["2024-11-01/2024-11-30 month", "2025-03-01/2025-03-31 month ~"]),
    ("Sundhedsrådene begynder 1. januar 2027.", ["2027-01-01 day"]),
    ("Vi mødes hver tirsdag kl. 9-11 i kælderen.", ["09:00-11:00 ongoing"]),
    ("Siden 2019 har vi lyttet, og i løbet af 2025 samler vi op.", ["2019-01-01/2019-12-31 year", "2025-01-01/2025-12-31 year"]),
    ("Tid\tHandling\tDato\nMaj\tMøde\tLøbende\n", ["undated !", "ongoing"]),
    ("Mødet er 30. februar 2025, og det næste 3. marts 2025.", ["undated !", "2025-03-03 day"]),
    ("16.\n-17. januar\u00a02025", ["2025-01-16/2025-01-17 day"]),
    ("d. 3. sep\u00adtember 2025  kl.  9 – 12", ["2025-09-03 09:00-12:00 time"]),
    ("Oktober\tMøde\t11. oktober 2024\nJanuar\tSprint\t16. januar", ["2024-10-01/2024-10-31 month ~", "2024-10-11 day", "2025-01-01/2025-01-31 month ~", "2025-01-16 day ~"]),
    ("Fristen er 17/2.", ["undated !"]),
    ("Kan vi nå det til 1. maj 2025?", ["2025-05-01 day"]),
    ("Dato: 5/9", ["undated !"]),
]  # fmt: skip


@pytest.mark.parametrize(("prose", "expected"), PROSE)
def test_dates_are_found_in_prose(prose: str, expected: list[str]) -> None:
    found = find(prose)
    assert [in_short(each) for each in found] == expected
    assert all(prose[each.at : each.to] == each.text for each in found)
