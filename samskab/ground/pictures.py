"""The door for pictures that people send: what comes out shows what they saw, and tells nothing else."""

from dataclasses import dataclass

from samskab.ground.readers.apart import ask_apart
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_BYTES
from samskab.ground.readers.sniff import refuse_other_than_picture

__all__ = ["CleanPicture", "Unreadable", "clean_picture"]

TOO_HEAVY = "Billedet er for stort: det må højst fylde 25 MB."


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture written again: `kind` is jpeg, png or webp; width and height in pixels, upright."""

    bytes: bytes
    kind: str
    width: int
    height: int


def clean_picture(data: bytes) -> CleanPicture:
    """The same picture, turned upright, without EXIF, position or anything hidden in the file.

    JPEG, PNG and WebP of at most 25 MB and 50 million pixels. It is opened by a process of its own. Raises Unreadable
    only, whose text is one Danish sentence or two.
    """
    if len(data) > LIMIT_BYTES:
        raise Unreadable(TOO_HEAVY)
    refuse_other_than_picture(data)
    told, written = ask_apart(data, "clean picture")
    return CleanPicture(written, str(told["kind"]), int(told["width"]), int(told["height"]))
