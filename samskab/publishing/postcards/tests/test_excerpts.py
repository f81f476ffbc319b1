import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.publishing.postcards.excerpts import NotCutFromTheVoice, shortened

SAID = "Jeg står i køkkenet, og jeg ved ikke, hvem jeg skal ringe til. Så jeg ringer til alle."


def test_the_whole_quote_needs_no_excerpt():
    assert shortened(SAID, SAID) == ""
    assert shortened(SAID, "  " + SAID.replace(" ", "\n") + " ") == ""
    assert shortened(SAID, " ") == ""


def test_what_was_left_out_is_always_marked():
    assert shortened(SAID, "Jeg står i køkkenet") == "Jeg står i køkkenet …"
    assert shortened(SAID, "Så jeg ringer til alle.") == "… Så jeg ringer til alle."
    assert shortened(SAID, "Jeg står … ringer til alle.") == "Jeg står … ringer til alle."
    assert shortened(SAID, "jeg ved ikke...") == "… jeg ved ikke…"


def test_a_voice_that_paused_may_be_cut_too():
    assert shortened("Jeg ved ikke... måske… nej.", "Jeg ved ikke… måske… nej.") == ""
    assert shortened("Jeg ved ikke... måske… nej.", "måske… nej.") == "… måske… nej."


@pytest.mark.parametrize(
    "wanted",
    [
        "Jeg står i stuen",
        "Jeg står køkkenet",
        "ringer til alle … Jeg står",
        "køkken",
        "Borgeren ved ikke, hvem hun skal ringe til.",
    ],
)
def test_a_paraphrase_is_never_a_quote(wanted):
    with pytest.raises(NotCutFromTheVoice):
        shortened(SAID, wanted)


@given(st.lists(st.text("abcæøå,", min_size=1, max_size=6), min_size=1, max_size=30), st.data())
def test_any_words_cut_in_order_may_stand_and_nothing_else_is_added(words, data):
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    pieces = " ".join(word if keep else "…" for word, keep in zip(words, kept, strict=True))
    made = shortened(" ".join(words), pieces)
    expected = [word for word, keep in zip(words, kept, strict=True) if keep]
    if any(kept) and not all(kept):
        assert [word for word in made.split() if word != "…"] == expected
    else:
        assert made == ""
