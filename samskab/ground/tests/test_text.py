import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.text import lines, normalise, one_line, trimmed, without_control_characters

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(
    lambda text: not any(unicodedata.combining(char) for char in text)
)


@given(texts)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


@given(texts, st.integers(0, 200), st.integers(0, 200))
def test_trimming_keeps_every_word(text, one, other):
    at, to = sorted((min(one, len(text)), min(other, len(text))))
    start, end = trimmed(text, at, to)
    assert at <= start <= end <= to
    assert text[start:end] == text[at:to].strip()


@given(texts)
def test_lines_and_what_ends_them_are_the_whole_text(text):
    places = lines(text)
    assert places[0][0] == 0
    assert places[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(places):
        assert start == end + 1
        assert text[end] in "\n\f"


def test_every_line_end_becomes_a_line_feed():
    assert normalise("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_a_letter_and_its_ring_become_one():
    assert normalise("Bla\u030a") == "Blå"


def test_a_tower_of_marks_is_refused_at_once():
    with pytest.raises(ValueError):
        normalise("a" + "\u0301\u0316" * 500_000)


def test_what_cannot_be_seen_goes_and_what_is_written_stays():
    assert without_control_characters("a\0b\x07c\td\ne\ff\ud800g😀æ") == "abc\td\ne\ffg😀æ"


def test_one_line_has_single_spaces():
    assert one_line("  Projekt-\n\n beskrivelse\u00a0 nu ") == "Projekt- beskrivelse nu"
