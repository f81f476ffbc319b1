"""What is kept in files is locked: each with a key of its own, and that key with the installation's.

The file's own key is kept apart from it, locked, in the row that names the file: where the row is gone, nothing opens the
file any more, wherever a copy of its bytes may lie. AES-GCM both times. What the file is (`picture 7f3a…`) is tied to
both, so that no file can be laid in another's place.
"""

import hashlib
import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class Locked(ValueError):
    """It was changed, is not what it is said to be, or was locked with a key we do not have."""


def lock(data: bytes, what: str, keys: Iterable[str]) -> tuple[str, bytes]:
    """(its own key, locked, in hexadecimal; the file as it is kept). `keys` are of 32 bytes; the first locks."""
    ours = bytes.fromhex(next(iter(keys)))
    own, head = AESGCM.generate_key(256), _VERSION + _id(ours)
    locked_key = head + _sealed(ours, own, head + what.encode())
    return locked_key.hex(), _sealed(own, data, what.encode())


def unlock(locked: bytes, locked_key: str, what: str, keys: Iterable[str]) -> bytes:
    """The file as it was. Raises Locked."""
    try:
        its_key = bytes.fromhex(locked_key)
        head, rest = its_key[:9], its_key[9:]
        ours = next(key for key in map(bytes.fromhex, keys) if head == _VERSION + _id(key))
        return _opened(_opened(ours, rest, head + what.encode()), locked, what.encode())
    except (StopIteration, ValueError, InvalidTag):
        raise Locked from None


def _id(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:8]


def _sealed(key: bytes, data: bytes, about: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, about)


def _opened(key: bytes, data: bytes, about: bytes) -> bytes:
    return AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], about)
