"""Pictures made on the spot. Nothing here knows how they are read."""

import io

from PIL import Image

ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x0110
PLACE = "Lyngvej, Fjordby"


def drawn(width=60, height=40, mode="RGB") -> Image.Image:
    """Four fields of different light, so that one sees which way up it is."""
    picture = Image.new("L", (width, height), 20)
    picture.paste(90, (width // 2, 0, width, height // 2))
    picture.paste(160, (0, height // 2, width // 2, height))
    picture.paste(230, (width // 2, height // 2, width, height))
    return picture.convert(mode)


def exif(orientation=1, place=True) -> Image.Exif:
    found = Image.Exif()
    found[ORIENTATION] = orientation
    found[CAMERA] = "Telefon 5"
    if place:
        found.get_ifd(GPS).update({1: "N", 2: (56.0, 12.0, 3.0), 3: "E", 4: (10.0, 30.0, 1.0), 29: "2026:11:01"})
    return found


def picture(kind="JPEG", orientation=1, place=True, mode="RGB", size=(60, 40), **more) -> bytes:
    out = io.BytesIO()
    comment = {"comment": PLACE.encode()} if kind == "JPEG" else {}
    drawn(*size, mode).save(out, kind, exif=exif(orientation, place), **comment, **more)
    return out.getvalue()


def many_pixels(kind="PNG", width=20_000, height=10_000) -> bytes:
    """200 megapixels in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", (width, height)).save(out, kind)
    return out.getvalue()
