"""A file that is locked opens as it was, as what it is, with our key and its own; and in no other way."""

import base64
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.locking import Locked, NoKey, lock, lock_text, open_text, unlock

OURS, OLD, ANOTHER = (secrets.token_hex(32) for _ in range(3))


@given(st.binary(max_size=300))
def test_what_is_locked_opens_as_it_was_also_when_there_is_a_newer_key(data):
    key, locked = lock(data, "picture a", [OLD])
    assert unlock(locked, key, "picture a", [OURS, OLD]) == data
    assert len(data) < 8 or data not in locked


def test_the_same_file_is_never_locked_the_same_way():
    (one_key, one), (other_key, other) = (lock(b"lys", "picture a", [OURS]) for _ in range(2))
    assert one_key != other_key and one != other
    with pytest.raises(Locked):
        unlock(one, other_key, "picture a", [OURS])


@given(st.data())
def test_nothing_opens_that_was_changed(data):
    key, locked = lock(b"lys i alle vinduer", "picture a", [OURS])
    changed = [bytearray(bytes.fromhex(key)), bytearray(locked)]
    which = data.draw(st.sampled_from(changed))
    which[data.draw(st.integers(0, len(which) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Locked):
        unlock(bytes(changed[1]), changed[0].hex(), "picture a", [OURS])


@given(st.binary(max_size=120), st.text(max_size=40))
def test_what_is_no_locked_file_says_so(data, key):
    with pytest.raises(Locked):
        unlock(data, key, "picture a", [OURS])


def test_a_file_does_not_open_as_another_nor_with_another_key():
    key, locked = lock(b"lys", "picture a", [OURS])
    for what, keys in (("picture b", [OURS]), ("picture a", [ANOTHER]), ("picture a", [])):
        with pytest.raises(Locked):
            unlock(locked, key, what, keys)


PLACE = "voices_voice:words:1/31"


@given(st.text(), st.text(max_size=20))
def test_any_text_comes_back_also_when_there_is_a_newer_key(text, place):
    assert open_text(lock_text(text, place, (OLD,)), place, (OURS, OLD)) == text


def test_a_long_text_comes_back_and_combined_letters_stay_as_they_were_written():
    for text in ("å", "a\u030a", "👩🏽‍⚕️ ser på 🏡", "æøå " * 250_000):
        assert open_text(lock_text(text, PLACE, (OURS,)), PLACE, (OURS,)) == text


@given(st.data())
def test_no_text_opens_with_one_bit_turned(data):
    kept = bytearray(base64.b64decode(lock_text("lys i alle vinduer", PLACE, (OURS,))))
    kept[data.draw(st.integers(0, len(kept) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Locked):
        open_text(base64.b64encode(kept).decode(), PLACE, (OURS,))


@given(st.text(), st.text(max_size=30))
def test_what_is_no_locked_text_says_so(kept, place):
    with pytest.raises(Locked):
        open_text(kept, place, (OURS,))


@pytest.mark.parametrize(
    "place",
    ["voices_voice:words:1/32", "voices_voice:words:11/31", "voices_voice:thought:1/31", "voices_source:words:1/31"],
)
def test_a_text_opens_in_no_other_place(place):
    with pytest.raises(Locked):
        open_text(lock_text("lys", PLACE, (OURS,)), place, (OURS,))


def test_without_its_key_a_text_says_that_it_is_the_key():
    with pytest.raises(NoKey):
        open_text(lock_text("lys", PLACE, (OLD,)), PLACE, (OURS,))


def test_the_same_text_is_never_locked_the_same_way():
    assert len({lock_text("ja", PLACE, (OURS,)) for _ in range(100)}) == 100
