"""What is kept in files is locked: each with a key of its own, and that key with the installation's.

The file's own key is kept apart from it, locked, in the row that names the file: where the row is gone, nothing opens the
file any more, wherever a copy of its bytes may lie. AES-GCM both times. What the file is (`picture 7f3a…`) is tied to
both, so that no file can be laid in another's place.

A text in a row is locked with the installation's key alone, as base64 of these bytes:

    1  version (1) · 8  which of our keys · 12  nonce · the rest: the text in UTF-8, AES-GCM

The version, the key's id and the place the text belongs in (table, column, row) are tied to it.
"""

import base64
import hashlib
import os
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class Locked(ValueError):
    """It was changed, is not what it is said to be, or was locked with a key we do not have."""


class NoKey(Locked):
    """It was locked with a key we do not have."""


def lock(data: bytes, what: str, keys: Iterable[str]) -> tuple[str, bytes]:
    """(its own key, locked, in hexadecimal; the file as it is kept). `keys` are of 32 bytes; the first locks."""
    ours = bytes.fromhex(next(iter(keys)))
    own, head = AESGCM.generate_key(256), _VERSION + _id(ours)
    locked_key = head + _sealed(ours, own, head + what.encode())
    return locked_key.hex(), _sealed(own, data, what.encode())


def unlock(locked: bytes, locked_key: str, what: str, keys: Iterable[str]) -> bytes:
    """The file as it was. Raises Locked."""
    try:
        return _opened(_own_key(locked_key, what, keys), locked, what.encode())
    except (ValueError, InvalidTag):
        raise Locked from None


def _own_key(locked_key: str, what: str, keys: Iterable[str]) -> bytes:
    try:
        its_key = bytes.fromhex(locked_key)
        head, rest = its_key[:9], its_key[9:]
        ours = next(key for key in map(bytes.fromhex, keys) if head == _VERSION + _id(key))
        return _opened(ours, rest, head + what.encode())
    except (StopIteration, ValueError, InvalidTag):
        raise Locked from None


def is_newest(locked_key: str, keys: Iterable[str]) -> bool:
    """Whether a file's key lies under the first of ours."""
    return locked_key[:18] == _head_of(next(iter(keys))).hex()


def relock(locked_key: str, what: str, keys: Iterable[str]) -> str:
    """A file's own key, locked again with the first of ours; its file stays as it lies. Raises Locked."""
    ours = tuple(keys)
    own = _own_key(locked_key, what, ours)
    head = _head_of(ours[0])
    return (head + _sealed(bytes.fromhex(ours[0]), own, head + what.encode())).hex()


def is_text_newest(kept: str, keys: tuple[str, ...]) -> bool:
    """Whether a text in a row lies under the first of ours; so does "", which nothing locks."""
    return not kept or kept[:12] == base64.b64encode(_head_of(keys[0])).decode()


def lock_text(text: str, place: str, keys: tuple[str, ...]) -> str:
    """A text as it is kept in a row. `keys` are of 32 bytes, in hexadecimal; the first locks."""
    head, lock = next(iter(_ring(keys).items()))
    nonce = os.urandom(_NONCE)
    return base64.b64encode(head + nonce + lock.encrypt(nonce, text.encode(), head + place.encode())).decode()


def open_text(kept: str, place: str, keys: tuple[str, ...]) -> str:
    """The text as it was. Raises Locked."""
    try:
        data = base64.b64decode(kept, validate=True)
        head, nonce, rest = data[:9], data[9 : 9 + _NONCE], data[9 + _NONCE :]
        return _ring(keys)[head].decrypt(nonce, rest, head + place.encode()).decode()
    except KeyError:
        raise NoKey(place) from None
    except (ValueError, InvalidTag):
        raise Locked(place) from None


@lru_cache(maxsize=8)
def _ring(keys: tuple[str, ...]) -> dict[bytes, AESGCM]:
    """Version and id → what opens it."""
    return {_VERSION + _id(key): AESGCM(key) for key in map(bytes.fromhex, keys)}


def _head_of(key: str) -> bytes:
    return _VERSION + _id(bytes.fromhex(key))


def _id(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:8]


def _sealed(key: bytes, data: bytes, about: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, about)


def _opened(key: bytes, data: bytes, about: bytes) -> bytes:
    return AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], about)
