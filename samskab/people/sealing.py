"""Secrets that must be read again (the seed of a one-time code) are kept sealed; a stolen table opens nothing.

The key comes from the installation's own, which is kept outside the database. The first sign says which way it was
sealed, so that there can be another.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

WAY = "1:"


class Unreadable(ValueError):
    """It was sealed with another key, or is no seal of ours."""


def seal(words: str) -> str:
    return WAY + _box().encrypt(words.encode()).decode()


def unseal(sealed: str) -> str:
    if not sealed.startswith(WAY):
        raise Unreadable
    try:
        return _box().decrypt(sealed.removeprefix(WAY).encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _box() -> MultiFernet:
    """The key of today seals; those of before still open."""
    return MultiFernet([_lock(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _lock(key: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"samskab second step 1").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
