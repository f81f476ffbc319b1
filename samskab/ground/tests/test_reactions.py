"""Later stages answer earlier ones, in the same act; a stamp says when to look again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground import reactions
from samskab.ground.stamps import stamp

TEXT = st.text("abcæøå \n\t.é", max_size=30)


@pytest.fixture
def quiet(monkeypatch):
    """Nobody answers yet."""
    from collections import defaultdict

    monkeypatch.setattr(reactions, "_reactions", defaultdict(list))
    monkeypatch.setattr(reactions, "_answers", defaultdict(list))


def test_everyone_who_asked_for_it_is_told_in_order(quiet):
    heard = []
    reactions.reacts_to("song")(lambda bird: heard.append(("first", bird)))
    reactions.reacts_to("song")(lambda bird: heard.append(("second", bird)))
    reactions.tell("song", bird="lærke")
    reactions.tell("silence")
    assert heard == [("first", "lærke"), ("second", "lærke")]


def test_one_that_fails_stops_the_whole_act(quiet):
    heard = []

    def fails(bird):
        raise ZeroDivisionError

    reactions.reacts_to("song")(fails)
    reactions.reacts_to("song")(lambda bird: heard.append(bird))
    with pytest.raises(ZeroDivisionError):
        reactions.tell("song", bird="lærke")
    assert heard == []


def test_answers_come_in_the_order_of_the_stages(quiet):
    reactions.answers("who")(lambda: ["a", "b"])
    reactions.answers("who")(lambda: iter(["c"]))
    assert reactions.ask("who") == ["a", "b", "c"] and reactions.ask("nobody") == []


@given(TEXT, st.sampled_from([" ", "\n", "\t \r\n"]))
def test_another_line_break_is_the_same_words(text, gap):
    assert stamp(text) == stamp(gap.join(text.split())) == stamp(f"{gap}{text}{gap}")


@given(st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=3))
def test_other_words_are_other_words_wherever_they_are_parted(some, others):
    def folded(words):
        return [" ".join(text.split()) for text in words]

    assert (stamp(*some) == stamp(*others)) == (folded(some) == folded(others)) or not some or not others


def test_the_same_letter_written_in_two_ways_is_one():
    assert stamp("caf\u00e9") == stamp("cafe\u0301")
