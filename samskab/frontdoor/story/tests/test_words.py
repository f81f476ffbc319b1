"""The story's words, as they lie in the package."""

import re
from datetime import date
from itertools import chain

import pytest

from samskab.frontdoor.story.book import folder, page
from samskab.frontdoor.story.planning import when_of
from samskab.ground.cpr import find_cpr
from samskab.ground.dates import read_one
from samskab.projects.perspectives import PERSPECTIVE_NAMES

PAGES = ["story", "description", "plan", "voices", "meaning", "tracks", "postcards", "neighbour"]
# A person is never any of these; the story does without the words altogether.
NEVER = re.compile(r"\b(ressource|informant|bruger(?!huset)|målgruppe|patientforløb)\w*", re.IGNORECASE)
# Real places and bodies that the product's story must not put words in the mouth of.
REAL = re.compile(
    r"norddjurs|allingåbro|vivild|ørsted|auning|randers|grenaa|glesborg|midtjylland|sjælland|nordjylland|hovedstaden"
    r"|syddanmark|østdanmark|aarhus|viborg|horsens|silkeborg|kronjylland",
    re.IGNORECASE,
)


def texts_of(value):
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return list(chain.from_iterable(texts_of(each) for each in inside))


def everything():
    documents = [file.read_text(encoding="utf-8") for file in (folder() / "dokumenter").iterdir()]
    return [text for name in PAGES for text in texts_of(page(name))] + documents


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_empty(name):
    assert texts_of(page(name))


def test_every_voice_has_words_of_its_own():
    words = [voice["words"].casefold() for voice in page("voices")["voice"]]
    assert len(words) == len(set(words)) > 20


def test_no_sentence_stands_in_two_voices():
    sentences = [
        sentence.strip().casefold()
        for voice in page("voices")["voice"]
        for sentence in re.split(r"[.?!]", voice["words"])
        if len(sentence.split()) > 3
    ]
    assert len(sentences) == len(set(sentences))


def test_there_is_no_cpr_number_in_the_story():
    assert [text for text in everything() if find_cpr(text)] == []


def test_nobody_is_called_by_a_word_that_makes_them_a_thing():
    assert [text for text in everything() if NEVER.search(text)] == []


def test_no_real_place_is_named():
    assert [text for text in everything() if REAL.search(text)] == []


def test_every_telephone_number_is_one_that_cannot_be_dialled():
    numbers = re.findall(r"\b\d\d \d\d \d\d \d\d\b", "\n".join(everything()))
    assert numbers
    assert all(number.startswith("00 00") for number in numbers)


def test_every_address_on_the_net_leads_nowhere():
    for address in re.findall(r"https?://[^\s\"]+|[\w.-]+@[\w.-]+", "\n".join(everything())):
        assert "example.org" in address


def test_every_piece_of_knowledge_says_that_it_is_invented():
    assert all("(opdigtet)" in found["publisher"] for found in page("voices")["knowledge"])


def dated():
    for activity in page("plan")["activity"]:
        yield activity["as_written"], activity
        for moved in activity.get("moved", []):
            yield moved["as_written"], activity | {"tentative": False, "condition": ""} | moved


@pytest.mark.parametrize(("written", "entry"), list(dated()))
def test_every_date_of_the_plan_is_the_one_that_is_written(written, entry):
    after = entry["at"].date() if entry.get("year_inferred") else date(2025, 10, 1)
    assert read_one(written, after=after) == when_of(entry)


def test_every_kind_of_date_is_in_the_plan():
    assert {when_of(entry).precision for _, entry in dated()} >= {
        "time", "day", "week", "part_of_month", "month", "ongoing", "undated",
    }  # fmt: skip


def test_every_perspective_named_is_one_we_know():
    expected = chain.from_iterable(activity["expects"] for activity in page("plan")["activity"])
    seats = (seat["perspective"] for seat in page("meaning")["seat"])
    spoken = (voice["perspective"] for voice in page("voices")["voice"])
    assert {*expected, *seats, *spoken} <= set(PERSPECTIVE_NAMES)
