"""A telephone in Python: makes the messages the browser makes, and seals them the same way."""

import json
import os
import secrets
import uuid
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image

from samskab.ground.sealing import CURVE, VERSION, message_secret, written
from samskab.voices.field.actions import our_keys
from samskab.voices.field.message import about

FIELDS = {"kind": "quote", "channel": "oral", "capture_method": "noted", "agreed": [], "place": "", "activity": ""}


def seal(plain, key, tied, to=None):
    """An envelope."""
    ours = to or our_keys()[0]
    own = ec.generate_private_key(CURVE)
    public = written(own.public_key())
    secret = message_secret(own.exchange(ec.ECDH(), ours.private.public_key()), public + ours.public)
    nonce = os.urandom(12)
    head = bytes([VERSION]) + ours.id + key.bytes + public + nonce
    return head + AESGCM(secret).encrypt(nonce, plain, head + tied)


def plain(words, *, pictures=(), sounds=(), on="2026-03-19", salt=None, **fields):
    """What is sealed. `pictures` are (bytes, caption, alt), `sounds` bytes."""
    told = {
        "salt": salt or secrets.token_hex(16),
        "on": on,
        "fields": FIELDS | {"words": words} | fields,
        "pictures": [{"size": len(data), "caption": caption, "alt": alt} for data, caption, alt in pictures],
        "sounds": [{"size": len(data)} for data in sounds],
    }
    text = json.dumps(told).encode()
    return len(text).to_bytes(4, "big") + text + b"".join(data for data, _caption, _alt in pictures) + b"".join(sounds)


def envelope(project, words, *, key=None, **rest):
    return seal(plain(words, **rest), key or uuid.uuid4(), about(project.pk))


def jpeg(colour=(200, 120, 40), size=(64, 48)):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()
