"""The documents of the story can be read in."""

from datetime import date

import pytest

from samskab.frontdoor.reading.recognise import recognise
from samskab.frontdoor.story.documents import example_documents, first_description, word_file
from samskab.ground.readers import read_bytes

PLAN, CARD = "lys-i-flere-vinduer-procesplan.docx", "lys-i-flere-vinduer-postkort.docx"


@pytest.fixture(scope="module")
def readings():
    return {name: recognise(read_bytes(data, name)) for name, data in example_documents().items()}


def test_there_is_a_plan_and_a_postcard_to_try():
    assert set(example_documents()) == {PLAN, CARD}


def test_the_description_is_read_with_its_parties_principles_and_methods(readings):
    reading = readings[PLAN]
    assert (reading.kind, reading.title.text) == ("project_description", "Lys i flere vinduer")
    assert [party.name for party in reading.parties] == ["Alkeø Kommune", "Region Sundmark"]
    assert [principle.name for principle in reading.principles] == [
        "Færgen bestemmer mødetiden", "Den, der var der, fortæller", "To kander kaffe",
    ]  # fmt: skip
    assert [method.name for method in reading.methods] == ["Køkkenbordssamtaler", "Feltarbejde", "Samtalesalon"]


def test_every_line_of_the_plan_is_read_with_a_certain_date(readings):
    activities = readings[PLAN].activities
    assert len({activity.title for activity in activities}) == 11
    assert all(activity.date_certain for activity in activities)
    learning = next(activity for activity in activities if activity.title.startswith("Læringen"))
    assert (learning.start, learning.year_inferred) == (date(2026, 12, 3), True)
    weather = next(activity for activity in activities if activity.condition)
    assert (weather.tentative, weather.condition) == (True, "afhænger af vejret")


def test_the_postcard_keeps_voices_and_knowledge_apart(readings):
    reading = readings[CARD]
    assert reading.kind == "postcard"
    assert {voice.attribution for voice in reading.voices} == {
        "Udsagn fra køkkenbordssamtaler", "Udsagn fra samtalesalon i kirkeladen",
    }  # fmt: skip
    assert [found.url for found in reading.knowledge] == ["https://example.org/opdigtet/sidste-faerge"]
    assert not {voice.text for voice in reading.voices} & {found.text for found in reading.knowledge}


def test_the_postcard_has_a_track_of_each_kind(readings):
    assert {(track.title, track.kind) for track in readings[CARD].tracks} == {
        ("To telefoner om aftenen", "proposal"),
        ("Hvem har nøglen?", "question"),
    }


def test_the_first_description_tells_what_was_planned_on_the_first_day():
    name, data = first_description()
    text = read_bytes(data, name).text
    assert "Lys i vinduet" in text
    assert "26. marts 2026 kl. 15-18" in text  # moved later: not here
    assert "Stokkevig i Mågsund" not in text


def test_a_word_file_says_what_its_source_says():
    data = word_file("# Titel\n\n## Del\n\nEt afsnit.\n\n- Et punkt\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n")
    blocks = read_bytes(data, "titel.docx").blocks
    assert [block.kind for block in blocks] == ["heading", "heading", "paragraph", "list_item", "table"]
    assert [[cell.text for cell in row] for row in blocks[-1].rows] == [["A", "B"], ["1", "2"]]
