"""Pictures: opened with suspicion, turned upright, and written again with nothing in them but what one sees."""

import io
import struct
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_PIXELS
from samskab.ground.readers.sniff import NOT_A_PICTURE

BROKEN_PICTURE = "Billedet er beskadiget og kan ikke læses. Tag det igen, eller gem det igen, og prøv så igen."
TOO_MANY_PIXELS = "Billedet er for stort: det må højst have 50 millioner billedpunkter. Gør det mindre, og prøv igen."
MOVING = "Billedet bevæger sig. Gem det øjeblik, der skal ses, som et almindeligt billede, og prøv igen."

FORMATS = ("JPEG", "PNG", "WEBP")
KINDS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}
_GPS = 0x8825
_LONG_PROFILE = 64 * 1024  # what says how colours look is far shorter; what is longer may be anything
_TIFF_FAULTS = (ValueError, KeyError, TypeError, OSError, struct.error, SyntaxError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in a picture file: its size in pixels as one sees it, upright, and what else was written into it."""

    kind: str
    width: int
    height: int
    has_exif: bool
    has_position: bool


def look_at_picture(data: bytes) -> Seen:
    """What the picture is. It is opened all the way, so that a broken one is not found later. Raises Unreadable."""
    picture, has_exif, has_position = _opened(data)
    upright = _upright(picture)
    return Seen(KINDS[str(picture.format)], *upright.size, has_exif, has_position)


def written_again(data: bytes) -> tuple[Seen, bytes]:
    """The picture upright in the same format, without EXIF, position, comments or anything after its end.

    Raises Unreadable.
    """
    picture, has_exif, has_position = _opened(data)
    kind = KINDS[str(picture.format)]
    profile = _as_bytes(picture.info.get("icc_profile"))
    upright = _upright(picture)
    upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    out = io.BytesIO()
    try:
        upright.save(
            out,
            format=kind.upper(),
            icc_profile=profile if len(profile) < _LONG_PROFILE else None,
            **_how(kind, upright),
        )
    except _TIFF_FAULTS:
        raise Unreadable(BROKEN_PICTURE) from None
    return Seen(kind, *upright.size, has_exif, has_position), out.getvalue()


def _opened(data: bytes) -> tuple[Image.Image, bool, bool]:
    """The picture with all its pixels, whether it has EXIF, and whether that tells where it was taken."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit is the smaller one, and is asked before any pixel is unpacked
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            _refuse_what_is_too_much(picture)
            found = _told_beside(picture)
            picture.load()
    except UnidentifiedImageError:
        raise Unreadable(NOT_A_PICTURE) from None
    except (*_TIFF_FAULTS, EOFError, AttributeError, NotImplementedError, RuntimeError, Image.DecompressionBombError):
        raise Unreadable(BROKEN_PICTURE) from None
    return picture, *found


def _refuse_what_is_too_much(picture: Image.Image) -> None:
    if picture.width * picture.height > LIMIT_PIXELS:
        raise Unreadable(TOO_MANY_PIXELS)
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise Unreadable(MOVING)


def _told_beside(picture: Image.Image) -> tuple[bool, bool]:
    """Whether there is EXIF, and whether there is a position in it or in the XMP beside it."""
    packet = b"".join(_as_bytes(picture.info.get(name)) for name in ("xmp", "XML:com.adobe.xmp", "comment"))
    try:
        exif = picture.getexif()
        return bool(exif) or bool(picture.info.get("exif")), bool(exif.get_ifd(_GPS)) or b"GPSL" in packet
    except _TIFF_FAULTS:  # EXIF that is broken is still EXIF; nobody knows what it tells
        return True, True


def _as_bytes(value: Any) -> bytes:
    return value.encode("utf-8", "replace") if isinstance(value, str) else value if isinstance(value, bytes) else b""


def _upright(picture: Image.Image) -> Image.Image:
    """As the photographer saw it. EXIF that cannot be understood turns nothing."""
    try:
        return ImageOps.exif_transpose(picture)
    except (*_TIFF_FAULTS, AttributeError):
        return picture


def _how(kind: str, picture: Image.Image) -> dict[str, Any]:
    if kind == "jpeg":
        return {"quality": 92, "subsampling": "4:2:0" if picture.mode in ("RGB", "YCbCr") else -1, "exif": b""}
    return {"quality": 90, "method": 2, "exif": b""} if kind == "webp" else {"compress_level": 6}
