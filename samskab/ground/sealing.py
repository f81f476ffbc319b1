"""What a telephone sealed while it had no network, and only this installation opens.

The browser makes a key pair for one message, agrees on a secret with our public key (ECDH on P-256), and seals with
AES-GCM under what HKDF-SHA256 makes of it. An envelope is bytes, and all of it but the sealed words is tied to them:

    1  version (1) · 8  which of our keys · 16  the message's own key, a UUID · 65  the public key made for this message
    12 nonce · the rest: sealed words

What the message is about (which project) is tied to it too, and stands nowhere in it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

VERSION = 1
CURVE = ec.SECP256R1()
PURPOSE = b"samskab capture 1"
_OUR_KEY, _MESSAGE, _THEIRS, _NONCE = slice(1, 9), slice(9, 25), slice(25, 90), slice(90, 102)
HEAD = 102


class NotOurs(ValueError):
    """Not an envelope, one that was changed on its way, about something else, or sealed to a key we do not have."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """One of our key pairs: telephones get `public` (65 bytes, a point written whole) and name it by `id` (8 bytes)."""

    private: ec.EllipticCurvePrivateKey
    public: bytes
    id: bytes


def seal_keys(lines: Iterable[str]) -> list[SealKey]:
    """Every key of the file, each a number in hexadecimal; the first is the one to seal with."""
    return [_key(int(line, 16)) for line in lines]


def _key(number: int) -> SealKey:
    private = ec.derive_private_key(number, CURVE)
    public = written(private.public_key())
    return SealKey(private, public, hashlib.sha256(public).digest()[:8])


def written(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as both ends write it."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def message_of(envelope: bytes) -> UUID:
    """The message's own key, readable without opening it. Raises NotOurs for what is no envelope."""
    if len(envelope) <= HEAD or envelope[0] != VERSION:
        raise NotOurs
    return UUID(bytes=envelope[_MESSAGE])


def opened(envelope: bytes, about: bytes, keys: Iterable[SealKey]) -> bytes:
    """The words as they were sealed. Raises NotOurs."""
    message_of(envelope)
    ours = next((key for key in keys if key.id == envelope[_OUR_KEY]), None)
    if ours is None:
        raise NotOurs
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, envelope[_THEIRS])
        secret = message_secret(ours.private.exchange(ec.ECDH(), theirs), envelope[_THEIRS] + ours.public)
        return AESGCM(secret).decrypt(envelope[_NONCE], envelope[HEAD:], envelope[:HEAD] + about)
    except (ValueError, InvalidTag):
        raise NotOurs from None


def message_secret(agreed: bytes, publics: bytes) -> bytes:
    """The key of one message, from what the two agreed on and both public keys."""
    return HKDF(SHA256(), 32, salt=publics, info=PURPOSE).derive(agreed)
