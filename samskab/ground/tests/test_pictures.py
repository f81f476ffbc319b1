"""A picture that was sent shows what was seen, and tells nothing else."""

import io
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from samskab.ground.pictures import Unreadable, clean_picture
from samskab.ground.readers.picture import look_at_picture, written_again
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.picturing import PLACE, drawn, many_pixels, picture

KINDS = ["JPEG", "PNG", "WEBP"]


def light(image):
    """The light in the middle of each quarter, from the top left."""
    gray = image.convert("L")
    width, height = gray.size
    return [gray.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_comes_out_upright_and_tells_nothing(kind):
    sent = picture(kind, orientation=6)
    clean = clean_picture(sent)
    assert b"Exif" in sent or b"eXIf" in sent or b"EXIF" in sent
    assert (clean.kind, clean.width, clean.height) == (kind.lower(), 40, 60)
    again = Image.open(io.BytesIO(clean.bytes))
    assert again.size == (40, 60) and again.format == kind and not again.getexif()
    assert light(again) == pytest.approx(light(drawn().transpose(Image.Transpose.ROTATE_270)), abs=6)
    assert not any(word in clean.bytes for word in (b"Telefon 5", b"2026:11:01", PLACE.encode(), b"Exif", b"eXIf"))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_way_of_storing_colours_is_kept(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    sent = picture(kind, orientation=3, mode="L" if mode == "I;16" else mode)
    seen, made = written_again(sent)
    before, after = Image.open(io.BytesIO(sent)), Image.open(io.BytesIO(made))
    assert before.mode == after.mode and (seen.width, seen.height) == (60, 40)
    assert light(after) == pytest.approx(light(before.rotate(180)), abs=6)


def test_what_was_written_beside_the_picture_is_told():
    assert look_at_picture(picture(place=True)).has_position
    found = look_at_picture(picture(place=False))
    assert found.has_exif and not found.has_position


def test_what_lies_after_the_picture_is_left_behind():
    assert b"hemmelig" not in clean_picture(picture() + b"hemmelig").bytes


def moving() -> bytes:
    out = io.BytesIO()
    drawn().save(out, "PNG", save_all=True, append_images=[drawn(mode="L").convert("RGB").rotate(90)])
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    drawn(mode="P").save(out, "GIF")
    return out.getvalue()


HOSTILE = {
    "200 megapixels": (many_pixels, "50 millioner billedpunkter"),
    "200 megapixels as JPEG": (lambda: many_pixels("JPEG"), "50 millioner billedpunkter"),
    "half a picture": (lambda: picture("JPEG", size=(600, 400))[:2000], "beskadiget"),
    "half a PNG": (lambda: picture("PNG", size=(600, 400))[:400], "beskadiget"),
    "only a beginning": (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(500), "beskadiget|ikke et billede"),
    "a script that is a GIF": (lambda: gif() + b"/*;alert(1)//*/", "Brug JPEG, PNG eller WebP"),
    "a picture and a document": (lambda: picture() + making.word_plan(), "to ting på én gang"),
    "a picture and a PDF": (lambda: picture()[:2] + b"\xff\xfe\0\x08%PDF-1" + picture()[2:], "to ting på én gang"),
    "a picture that moves": (moving, "bevæger sig"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(200), "Gem det som JPEG"),
    "words": (lambda: b"hej", "Brug JPEG, PNG eller WebP"),
    "nothing": (lambda: b"", "Brug JPEG, PNG eller WebP"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_picture_is_refused_in_one_clear_line(name):
    make, sentence = HOSTILE[name]
    with pytest.raises(Unreadable, match=sentence):
        clean_picture(make())


changes = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 40)), max_size=8)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(how=changes)
def test_a_damaged_picture_is_cleaned_or_refused(kind, how):
    data = picture(kind, orientation=6)
    for place, new, gone in how:
        at = int(place * len(data))
        data = data[:at] + new + data[at + gone :]
    try:
        seen, made = written_again(data)
    except Unreadable:
        return
    assert Image.open(io.BytesIO(made)).size == (seen.width, seen.height)
