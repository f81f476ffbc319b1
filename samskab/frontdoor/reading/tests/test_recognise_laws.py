"""Laws that hold for every document: nothing is dropped, nothing is invented, everything can be told again."""

import json
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.frontdoor.reading.recognise import Reading, recognise
from samskab.frontdoor.reading.tests import test_recognise_documents as documents
from samskab.ground.readers import Unreadable, read_bytes

PIECES = [
    *documents.PLAIN.split("\n\n"),
    *documents.POSTCARD.split("\n\n"),
    *documents.CROWDED_POSTCARD.split("\n"),
    *documents.FLAT_PLAN.split("\n\n"),
    *documents.LISTED_PLAN.split("\n"),
    *documents.LETTER.split("\n\n"),
    "- Rapport om alting, 2024",
    "https://eksempel.dk/a-b",
    "Side 3 af 9",
    "Tid\tHandling\tDato\nMaj\tOpstart\t3. maj 2026\n\tSalon\t",
    "Udsagn fra borgere",
    "”Et åbent citat",
    "’",
    "(måske",
    "•",
    "12.",
    "\f",
]
GAPS = ["\n", "\n\n", "\n \n\n", " ", "\n\n\n\n"]

composed = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), min_size=1, max_size=14).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
words_of_any_kind = st.text(st.sampled_from("abÆø1. \n-–•:\"”»«'’()?|*#>\t\f/2026maj"), min_size=1, max_size=120)


def words(text: str) -> Counter:
    """The words of a text; the number before an item is no word."""
    return Counter(word for word in re.findall(r"\w+", text) if not word.isdigit())


def is_told(word: str, told: Counter) -> bool:
    """Whether the word is told, whole or as one half of a word that a hyphen had cut at a line's end."""
    return word in told or any(each.startswith(word) or each.endswith(word) for each in told)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def read(text: str, name: str) -> tuple[str, Reading] | None:
    try:
        document = read_bytes(text.encode(), name)
    except Unreadable:
        return None
    return document.text, recognise(document)


@settings(max_examples=150, deadline=None)
@given(composed, st.sampled_from(["a.txt", "a.md"]))
def test_every_word_of_the_document_is_in_a_finding_or_unread(text, name):
    found = read(text, name)
    if found:
        document, reading = found
        told = words(" ".join(strings(reading.as_json())))
        assert not [word for word in words(document) if not is_told(word, told)]


@settings(max_examples=100, deadline=None)
@given(st.one_of(composed, words_of_any_kind), st.sampled_from(["a.txt", "a.md", "a.tsv"]))
def test_every_character_that_says_something_lies_in_a_span(text, name):
    found = read(text, name)
    if found:
        document, reading = found
        lists = (reading.parties, reading.sections, reading.principles, reading.methods, reading.activities)
        lists += (reading.voices, reading.knowledge, reading.tracks, reading.unread, (reading.title,))
        covered = {n for each in lists for finding in each for at, to in finding.spans for n in range(at, to)}
        assert not [document[n] for n in range(len(document)) if n not in covered and document[n].isalpha()]


@settings(max_examples=80, deadline=None)
@given(st.one_of(composed, words_of_any_kind))
def test_a_reading_can_be_kept_and_had_back(text):
    found = read(text, "a.txt")
    if found:
        reading = found[1]
        assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading


@settings(max_examples=80, deadline=None)
@given(composed)
def test_no_quotation_is_both_a_voice_and_knowledge(text):
    found = read(text, "a.txt")
    if found:
        known = {span for each in found[1].knowledge for span in each.spans}
        assert not any(span in known for each in found[1].voices for span in each.spans)


def test_all_six_kinds_of_document_keep_all_their_words():
    for text in (
        documents.MARKDOWN,
        documents.PLAIN,
        documents.POSTCARD,
        documents.QUOTED_POSTCARD,
        documents.FLAT_PLAN,
    ):
        document, reading = read(text, "a.md" if text.startswith("#") else "a.txt")
        whole = re.sub(r"(\w)-\s+(?=[a-zæøåé])", r"\1", document)
        assert not words(whole) - words(" ".join(strings(reading.as_json())))
