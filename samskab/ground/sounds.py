"""The door for sound that people send: what comes out is what one hears, and tells nothing else."""

from dataclasses import dataclass

from samskab.ground.material.kinds import media_of, sound_of
from samskab.ground.readers.apart import Work, ask_apart
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_RECORDING_BYTES

__all__ = ["CONTENT_TYPES", "CleanSound", "Unreadable", "clean_sound"]

TOO_HEAVY = "Lyden er for stor: den må højst fylde 30 MB."
NO_SOUND = "Det er ikke lyd, der kan læses. Brug mp3, m4a, ogg, wav eller webm."
CONTENT_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav", "webm": "audio/webm"}
_CLEANING: dict[str, Work] = {
    "mp3": "clean mp3", "m4a": "clean m4a", "ogg": "clean ogg", "wav": "clean wav", "webm": "clean webm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CleanSound:
    """Sound without labels: `format` is a key of CONTENT_TYPES; `milliseconds` is None where it does not say."""

    bytes: bytes
    format: str
    milliseconds: int | None


def clean_sound(data: bytes) -> CleanSound:
    """The same sound, without what is written in the file about who, where and when.

    At most 30 MB. It is taken apart by a process of its own. Raises Unreadable only, in a Danish sentence.
    """
    if len(data) > LIMIT_RECORDING_BYTES:
        raise Unreadable(TOO_HEAVY)
    if media_of(data) != "sound":
        raise Unreadable(NO_SOUND)
    format = sound_of(data)
    told, made = ask_apart(data, _CLEANING[format])
    milliseconds = told["milliseconds"]
    return CleanSound(made, format, None if milliseconds is None else int(milliseconds))
