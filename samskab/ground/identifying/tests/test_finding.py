import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.ground.cpr import find_cpr
from samskab.ground.identifying import KINDS, find_identifying

pieces = st.sampled_from(
    [
        "Mette",
        "Hansens",
        "Bo",
        "hedder",
        "fru",
        "van",
        "Nordby Skole",
        "Plejehjemmet",
        "Solgården",
        "Nørregade 12",
        "8000 Aarhus C",
        "2. tv.",
        "tlf. 86 12 34 56",
        "+45",
        "0101901234\n    010190-1234",
        "010190\n1234",
        "AB 12 345",
        "bil",
        "anna@ærø.dk",
        "EAN 5790001234567",
        "12",
        "\n",
        "\r\n",
        ". ",
        ", ",
        "å",
        "å",
        "\u200b",
        "😀",
        "J.P.",
        "0190",
        "-",
        "٠١٠١٩٠١٢٣٤",
        "(at)",
        "kr.",
    ]
)
texts = st.lists(pieces | st.text(max_size=4), max_size=25).map(" ".join) | st.text()


def kinds(text):
    return {hit.text: hit.kind for hit in find_identifying(text)}


def found(text, kind):
    return [hit.text for hit in find_identifying(text) if hit.kind == kind]


@settings(deadline=None)  # the first one loads the lists
@given(texts)
def test_hits_stand_in_order_apart_and_where_they_say(text):
    hits = find_identifying(text)
    assert all(one.end <= two.start for one, two in pairwise(hits))
    for hit in hits:
        assert text[hit.start : hit.end] == hit.text and hit.text.strip()
        assert hit.kind in KINDS and 0 < hit.confidence < 1


@settings(deadline=None)  # the first one loads the lists
@given(texts)
def test_no_other_finder_hides_a_cpr_number(text):
    told = {(hit.start, hit.end) for hit in find_identifying(text) if hit.kind == "cpr" and hit.confidence >= 0.5}
    assert {(hit.at, hit.to) for hit in find_cpr(text)} <= told


def test_letters_with_their_marks_apart_are_read_as_well():
    text = unicodedata.normalize("NFD", "Så mødte vi Åse Sørensen på Ågade 4, 8000 Århus.")
    assert [(hit.kind, unicodedata.normalize("NFC", hit.text)) for hit in find_identifying(text)] == [
        ("name", "Åse Sørensen"),
        ("address", "Ågade 4, 8000 Århus"),
    ]


def test_the_modulus_raises_confidence_and_a_word_before_lowers_it():
    sure, plain, glued, case = (
        find_identifying(text)[0].confidence
        for text in ("070761-4285", "070761-4286", "0707614286", "Sagsnr. 0707614286")
    )
    assert 1 > sure > plain > glued > case >= 0.5


def test_what_may_be_a_date_is_shown_with_little_confidence():
    (hit,) = find_identifying("Aftalt den 21.01.25\n2025 bliver et godt år")
    assert hit.kind == "cpr" and hit.confidence < 0.5


def test_a_town_on_the_line_after_a_date_is_a_town():
    assert kinds("21.01.25\n8000 Aarhus C") == {"8000 Aarhus C": "address"}


def test_a_replacement_number_is_found():
    assert kinds("patient 010190-1AB2 kom") == {"010190-1AB2": "cpr"}


@pytest.mark.parametrize(
    "text,name",
    [
        ("Det var Mette Sørensen, der ringede.", "Mette Sørensen"),
        ("Jeg hedder Zaynab.", "Zaynab"),
        ("Hun hedder Qwera, siger hun.", "Qwera"),
        ("Overlæge Thorvaldsen var der.", "Thorvaldsen"),
        ("Vi så Jens P. Hansen i byen.", "Jens P. Hansen"),
        ("Det er Hansens bil.", "Hansens"),
        ("Jeg var med Annes datter.", "Annes"),
        ("Så kom Anne-Marie forbi.", "Anne-Marie"),
        ("Vi hørte Ludwig van Beethoven.", "Ludwig van Beethoven"),
        ("Det sagde Charlotte af Rosenborg ikke.", "Charlotte af Rosenborg"),
        ("Og så gik Bo hjem.", "Bo"),
        ("Min svigermor Helle bor der.", "Helle"),
        ("Fadumo Abdi og Ali Hassan mødtes.", "Fadumo Abdi"),
        ("Vi mødte Ali Hassan der.", "Ali Hassan"),
        ("METTE HANSEN er indlagt", "METTE HANSEN"),
        ("i går kom mette hansen igen", "mette hansen"),
        ("Venlig hilsen\nMette", "Mette"),
        ("jeg hedder mette og min mor anna er syg", "mette"),
        ("jeg hedder mette og min mor anna er syg", "anna"),
        ("Navn: Oleksandr Shevchenko", "Oleksandr Shevchenko"),
        ("Det var J.P. Hansen.", "J.P. Hansen"),
    ],
)
def test_a_name_is_known_by_its_company(text, name):
    assert name in found(text, "name")


@pytest.mark.parametrize(
    "text",
    [
        "Bo her, så længe du kan.",
        "Helle dage kommer igen.",
        "Jul er svært for mange.",
        "Glad var hun ikke.",
        "Hans mor kom. Hans egen sagde nej.",
        "Line op til maden.",
        "min mor kan ikke gå, og hans bror er væk",
        "Tage hjem kunne de ikke.",
        "Vi holder fri i Danmark til Påske.",
        "Region Midtjylland og Aarhus Kommune er enige.",
        "Den 12. marts 2026 mødtes Kommunen og Region Midt.",
        "Det skriver Folketinget om Serviceloven.",
    ],
)
def test_a_word_that_could_be_a_name_is_no_name_without_it(text):
    assert found(text, "name") == []


@pytest.mark.parametrize(
    "address",
    [
        "Nørregade 12",
        "Nørregade 12, 2. tv.",
        "Nørregade 12B, st. th., 8000 Aarhus C",
        "Store Torv 4, 1. sal",
        "Gammel Kongevej 100A, 3. mf., 1850 Frederiksberg",
        "H.C. Andersens Boulevard 2",
        "Strandvejen 12\n3000 Helsingør",
        "8963 Auning",
        "DK-8000 Aarhus C",
        "nørregade 12",
    ],
)
def test_an_address_is_found_whole(address):
    assert found(f"Hun bor: {address} nu", "address") == [address]


@pytest.mark.parametrize(
    "number",
    [
        "86 12 34 56",
        "8612 3456",
        "86123456",
        "+45 86 12 34 56",
        "+4586123456",
        "0045 86123456",
        "45 86 12 34 56",
        "86.12.34.56",
        "86-12-34-56",
        "861 23 456",
        "86 123 456",
        "(+45) 86123456",
        "+45 12 34 56 78",
        "+46 70 123 45 67",
        "+4915112345678",
    ],
)
def test_a_telephone_is_found_whole(number):
    assert found(f"Ring {number} i dag", "phone") == [number]
    assert found(f"Det er {number}.", "phone") == [number]


def test_two_telephones_are_two():
    assert found("Tlf. 86 12 34 56 / 20 30 40 50", "phone") == ["86 12 34 56", "20 30 40 50"]


@pytest.mark.parametrize(
    "text",
    [
        "CVR 25313763",
        "CVR-nr. 25 31 37 63",
        "EAN 5790001234567",
        "Sagsnr. 26-004567",
        "P-nr. 1023456789",
        "J.nr. 20304050",
        "faktura 20304050",
        "20251231",
        "2024 2025",
        "2024-2025",
        "25.000.000 mennesker",
        "20304050 kr.",
        "kl. 09.30-15.30",
        "192.168.10.20",
    ],
)
def test_a_number_that_is_something_else_is_no_telephone(text):
    assert found(text, "phone") == []


@pytest.mark.parametrize("plate", ["AB 12 345", "AB12345", "ab 12 345", "AB-12-345"])
def test_a_plate_is_found_by_a_car(plate):
    assert found(f"Min bil {plate} er væk", "plate") == [plate]


@pytest.mark.parametrize(
    "email", ["anna.holm@example.dk", "søren.ærø@ålborg.dk", "a+b@x-y.co.uk", "anna (at) example.dk"]
)
def test_an_e_mail_address_is_found_whole(email):
    assert found(f"Skriv til {email}.", "email") == [email]


@pytest.mark.parametrize(
    "name",
    [
        "Plejehjemmet Solgården",
        "Nordby Skole",
        "Lægerne i Nordby",
        "Bostedet Lyngen",
        "Børnehaven Mælkebøtten",
        "Skovvangsskolen",
        "Plejecenter Østervang",
        "Værestedet Kilden",
        "Nordby Friskole",
    ],
)
def test_a_small_institution_is_found_by_its_name(name):
    assert found(f"Hun er på {name}.", "institution") == [name]


def test_a_school_without_a_name_is_no_institution():
    assert (
        found("Hendes skole. Folkeskolen og Sundhedscentret. Gode skoler. Min børnehave. På Sygehuset", "institution")
        == []
    )


@pytest.mark.parametrize(
    "piece",
    ["1 ", "0101\n", "A. ", "Aa ", "a", "Store ", "METTE-", "Aa-", "Aa'", "Avej 1, st ", "8000 Aa ", "(at) ", " "],
)
def test_a_text_that_says_one_thing_again_and_again_comes_to_an_end(piece):
    assert all(hit.text in piece * 3000 for hit in find_identifying(piece * 3000))
