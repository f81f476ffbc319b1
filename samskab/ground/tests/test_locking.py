"""A file that is locked opens as it was, as what it is, with our key and its own; and in no other way."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.locking import Locked, lock, unlock

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
