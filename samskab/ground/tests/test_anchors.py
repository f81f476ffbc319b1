"""A mark goes where its words went, and nowhere else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samskab.ground.anchors import Followed, anchor_at, follow, follow_along
from samskab.ground.edits import EditScript

LETTERS = "ab \n.æå🙂"
TEXT = st.text(LETTERS, min_size=1, max_size=200)


def numbered(first, count, gap=" "):
    """Words that stand nowhere else, some on lines of their own."""
    return gap.join(f"ord{number}" + ("\n" if number % 7 == 0 else "") for number in range(first, first + count))


@st.composite
def marked(draw):
    text = draw(TEXT)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(marked())
def test_in_the_same_text_an_anchor_is_exact(mark):
    text, start, end = mark
    found = follow(anchor_at(text, start, end), text, text)
    assert (found.state, found.start, found.end) == ("exact", start, end)


@given(marked(), TEXT)
@example(("ja\nx\nja", 0, 2), "ja")
def test_what_is_exact_or_moved_is_the_very_words(mark, new):
    text, start, end = mark
    found = follow(anchor_at(text, start, end), text, new)
    assert 0 <= found.start <= found.end <= len(new)
    if not found.needs_a_person:
        assert new[found.start : found.end] == text[start:end]
        assert (found.state == "exact") == (found.start == start)


@given(TEXT, TEXT)
def test_an_edit_script_only_ties_what_is_the_same_in_order(old, new):
    a = b = 0
    for at, there, size in EditScript(old, new).blocks:
        assert size > 0 and at >= a and there >= b
        assert old[at : at + size] == new[there : there + size]
        a, b = at + size, there + size
    assert a <= len(old) and b <= len(new)


@given(st.integers(1, 60), st.integers(1, 20), st.integers(0, 60), TEXT, st.booleans())
def test_words_that_stay_are_found_however_much_comes_before(before, words, after, new, is_before):
    quote = numbered(1000, words)
    old = f"{numbered(0, before)} {quote} {numbered(2000, after)}"
    changed = f"{new} {old}" if is_before else old.replace("ord0", new, 1)
    start = old.index(quote)
    found = follow(anchor_at(old, start, start + len(quote)), old, changed)
    assert found.state in ("exact", "moved")
    assert found.start == changed.index(quote)


@given(st.integers(1, 60), st.integers(1, 20), st.integers(1, 60), st.sampled_from(["", "[udeladt]", "noget andet"]))
def test_words_that_are_gone_are_lost_where_they_stood(before, words, after, instead):
    quote = numbered(1000, words)
    front, back = f"{numbered(0, before)} ", f" {numbered(2000, after)}"
    old, new = front + quote + back, front + instead + back
    found = follow(anchor_at(old, len(front), len(front) + len(quote)), old, new)
    assert found.state == "lost"
    assert new[found.start : found.end].strip() == instead


@given(st.integers(1, 60), st.integers(2, 20), st.data())
def test_words_of_which_one_is_mended_are_changed(before, words, data):
    quote = numbered(1000, words)
    mended = quote.replace(f"ord{data.draw(st.integers(1000, 999 + words))}", "rettet", 1)
    front, back = f"{numbered(0, before)} ", f" {numbered(2000, 30)}"
    found = follow(
        anchor_at(front + quote + back, len(front), len(front) + len(quote)),
        front + quote + back,
        front + mended + back,
    )
    assert found.state == "changed"
    assert (front + mended + back)[found.start : found.end].strip() == mended.strip()


def test_a_mended_letter_is_a_change():
    old, new = "Hun sagde: jeg ventede længe.", "Hun sagde: jeg ventedes længe."
    found = follow(anchor_at(old, 15, 22), old, new)
    assert found.state == "changed" and "ventede" in new[found.start : found.end]


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("Bo: ja\nAmina: nej\nCarl: ja\n", "Amina: nej\nCarl: ja\n", "ja"),
        ("ja\nx\nja", "ja", "ja"),
        ("Jeg ventede. Han ventede.", "Han ventede.", "ventede"),
    ],
)
def test_the_same_words_of_somebody_else_are_never_taken(old, new, quote):
    start = old.index(quote)
    assert follow(anchor_at(old, start, start + len(quote)), old, new).needs_a_person


def test_places_count_letters_as_people_do():
    old = "👩🏽‍⚕️ Å sagde: »jeg ventede«"
    new = "🙂🙂 " + old
    found = follow(anchor_at(old, old.index("jeg"), old.index("«")), old, new)
    assert (found.state, new[found.start : found.end]) == ("moved", "jeg ventede")


def test_an_anchor_that_does_not_stand_in_the_text_is_refused():
    with pytest.raises(ValueError, match="does not stand"):
        follow(anchor_at("jeg ventede", 0, 3), "han ventede", "han ventede")
    for start, end in ((0, 0), (3, 2), (-1, 2), (0, 99)):
        with pytest.raises(ValueError, match="one character or more"):
            anchor_at("jeg", start, end)


def test_a_long_text_that_was_mended_in_many_places_is_followed():
    old = "\n".join(numbered(number, 12) for number in range(0, 300_000, 12))
    new = old
    for number in range(0, 300_000, 5_000):
        new = new.replace(f"ord{number} ", f"rettet{number} noget nyt ", 1)
    script = EditScript(old, new)
    assert len(script.blocks) > 50
    assert sum(size for _, _, size in script.blocks) > len(old) - 60 * 20


def test_what_is_known_to_stand_is_no_look_alike_and_nothing_is_compared():
    old, new = "Karen sov. Ja. Karen sov.", "[A] sov. Ja. [A] sov."
    known = EditScript(old, new, [(5, 3, 10), (20, 16, 5)])
    assert follow_along(anchor_at(old, 6, 9), known) == Followed("moved", 4, 7)
    assert follow_along(anchor_at(old, 0, 9), known) == Followed("changed", 0, 7)
    assert known.became(15, 20).left == 0
