"""What a telephone sends: one voice as it was captured, opened and read with suspicion.

Opened, a message is: four bytes with the length of what follows; that many bytes of JSON; and the pictures and the
sound, one after the other. The JSON says `salt` (16 random bytes in hexadecimal, so that nobody can guess the words from the message's
fingerprint), `on` (the day by the telephone's clock), `fields` (the form's), `pictures` (size, caption, alt) and `sounds` (size).
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samskab.ground.cpr import find_cpr, mask
from samskab.ground.sealing import NotOurs, SealKey, message_of, opened
from samskab.ground.text import normalise, without_control_characters

MOST_PICTURES = 4
MOST_SOUNDS = 1
MOST_WORDS = 200_000  # bytes of JSON
_SALT = re.compile(r"[0-9a-f]{32}")


class NotAMessage(ValueError):
    """It cannot be opened, or holds something else than a voice. Nothing is stored."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture as it was sent, with the person's own words about it."""

    bytes: bytes
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Message:
    """One captured voice. `fields` are those of the form, CPR numbers hidden; `masked` says that there was one."""

    key: UUID
    sha256: str
    on: date | None
    fields: dict[str, str | list[str]]
    pictures: tuple[Sent, ...]
    sounds: tuple[bytes, ...]
    masked: bool


def about(project_id: int) -> bytes:
    """What ties an envelope to its project."""
    return f"project {project_id}".encode()


def read(envelope: bytes, project_id: int, keys: list[SealKey]) -> Message:
    """Raises NotAMessage."""
    try:
        plain = opened(envelope, about(project_id), keys)
        told, given = _parts(plain)
        fields, masked = _without_cpr(_fields(told["fields"]))
        sounds = told.get("sounds", [])
        files = _files([*told["pictures"], *sounds], given)
        if len(told["pictures"]) > MOST_PICTURES or len(sounds) > MOST_SOUNDS:
            raise NotAMessage
        sent = tuple(_pictures(told["pictures"], files))
        heard = tuple(files[len(sent) :])
        if not _SALT.fullmatch(told["salt"]):
            raise NotAMessage
        masked = masked or any(find_cpr(text) for one in sent for text in (one.caption, one.alt))
        return Message(message_of(envelope), hashlib.sha256(plain).hexdigest(), _day(told), fields, sent, heard, masked)
    except (NotOurs, ValueError, KeyError, TypeError, RecursionError):
        raise NotAMessage from None


def _parts(plain: bytes) -> tuple[dict[str, Any], bytes]:
    length = int.from_bytes(plain[:4], "big")
    if length > MOST_WORDS:
        raise NotAMessage
    told = json.loads(plain[4 : 4 + length].decode())
    if not isinstance(told, dict):
        raise NotAMessage
    return told, plain[4 + length :]


def _fields(told: Any) -> dict[str, str | list[str]]:
    """Texts, and lists of texts."""
    fields = {}
    for name, value in told.items():
        many = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in many):
            raise NotAMessage
        fields[name] = value
    return fields


def _without_cpr(fields: dict[str, str | list[str]]) -> tuple[dict[str, str | list[str]], bool]:
    """The words are never lost for a number: its digits are hidden, and it is said."""
    plain = {name: _plain(value) if isinstance(value, str) else value for name, value in fields.items()}
    hidden = {name: mask(value) if isinstance(value, str) else value for name, value in plain.items()}
    return hidden, hidden != plain


def _plain(text: str) -> str:
    """As we keep it: a sign nobody can see hides no number."""
    return normalise(without_control_characters(text))


def _files(told: list[dict[str, Any]], data: bytes) -> list[bytes]:
    """What lies after the words, each as long as it says; nothing is missing, and nothing is left over."""
    files, at = [], 0
    for one in told:
        size = one["size"]
        if size < 1:
            raise NotAMessage
        files.append(data[at : at + size])
        at += size
    if at != len(data):
        raise NotAMessage
    return files


def _pictures(told: list[dict[str, Any]], files: list[bytes]) -> Iterator[Sent]:
    for one, data in zip(told, files, strict=False):
        caption, alt = one["caption"], one["alt"]
        if not isinstance(caption, str) or not isinstance(alt, str):
            raise NotAMessage
        yield Sent(data, _plain(caption), _plain(alt))


def _day(told: dict[str, Any]) -> date | None:
    """The telephone's day; None where its clock says nothing one can read."""
    try:
        return date.fromisoformat(told["on"])
    except ValueError:
        return None
