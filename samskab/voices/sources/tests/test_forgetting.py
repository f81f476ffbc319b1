"""Words that are taken back leave the text they stood in."""

import re

from hypothesis import given
from hypothesis import strategies as st

from samskab.voices.sources.cutting import TAKEN_BACK, without

WORD = st.text("abcdeæøå", min_size=1, max_size=6)
GAP = st.sampled_from([" ", "\n", "  \n", ", ", " – ", "\u00a0", ".\r\n"])


@given(st.lists(WORD, min_size=1, max_size=8), st.data())
def test_words_go_however_they_are_set(words, data):
    set_otherwise = "".join(word + data.draw(GAP) for word in words)
    text = f"FØR. »{set_otherwise}« EFTER."
    left = without(text, " ".join(words))
    assert not re.search(r"\b" + r"[\W_]+".join(words) + r"\b", left.replace(TAKEN_BACK, "#"))
    assert "FØR" in left and "EFTER" in left


@given(st.text(max_size=60), st.text(max_size=20))
def test_forgetting_never_fails(text, words):
    assert isinstance(without(text, words), str)


def test_signs_and_capitals_hide_nothing():
    assert (
        without("Hun sagde: »jeg VENTER, og venter!« igen", "Jeg venter og venter.")
        == f"Hun sagde: »{TAKEN_BACK}!« igen"
    )


def test_part_of_a_word_is_not_the_word():
    assert without("Nej og jaja", "ja") == TAKEN_BACK, "it stands nowhere, so all of it goes"


def test_words_a_person_mended_take_the_whole_text_with_them():
    assert without("Hun ventede i to timer.", "Hun ventede i 2 timer.") == TAKEN_BACK
