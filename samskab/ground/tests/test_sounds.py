"""What comes out is what one hears; who made it, where and when is gone, and no other fault than one sentence comes."""

import random
import struct

import pytest

from samskab.ground.material import read_material
from samskab.ground.readers.tests.sounding import box, element, m4a, mp3, opus, wav, webm
from samskab.ground.readers.unlabelled import without_labels
from samskab.ground.sounds import Unreadable, clean_sound

WHERE = b"Nordbyvej 3, 55.6+12.5, Amina"


def labelled():
    """(format, a recording with a label in it)"""
    info = b"INFOIART" + struct.pack("<I", len(WHERE) + 1) + WHERE + b"\0"
    yield "wav", wav() + b"LIST" + struct.pack("<I", len(info)) + info
    size = bytes((len(WHERE) + 10 >> shift) & 0x7F for shift in (21, 14, 7, 0))
    yield "mp3", b"ID3\x03\0\0" + size + b"TPE1" + bytes(6) + WHERE + mp3() + b"TAG" + WHERE.ljust(125, b"\0")
    head, _, rest = m4a().partition(b"\0\0\0\x48mdat")
    yield "m4a", head + rest.join([box(b"moov", box(b"udta", box(b"\xa9xyz", WHERE))), b""])
    yield "ogg", opus().replace(b"selv", WHERE[:4])
    tags = element("1254C367", element("7373", element("4487", WHERE)))
    yield "webm", webm() + tags


@pytest.mark.parametrize(("format", "data"), list(labelled()), ids=lambda one: one if isinstance(one, str) else "")
def test_labels_are_gone_and_it_lasts_as_long(format, data):
    clean = clean_sound(data)
    assert clean.format == format and WHERE[:4] in data and WHERE[:4] not in clean.bytes
    assert clean.milliseconds == read_material(data, f"x.{format}").duration_ms
    assert clean_sound(clean.bytes) == clean, "there is nothing more to take"


@pytest.mark.parametrize("data", [wav(), opus(), webm(), mp3(), m4a()], ids=["wav", "ogg", "webm", "mp3", "m4a"])
def test_what_has_no_label_is_as_it_was(data):
    clean = clean_sound(data)
    assert len(clean.bytes) == len(data)
    if clean.format != "ogg":
        assert clean.bytes == data


def test_a_page_of_ogg_carries_its_own_sum():
    """As the format has it: the sum over the page with the sum left empty."""
    from samskab.ground.readers.unlabelled import _pages, _sum_of

    made = without_labels(opus(), "ogg")
    start, _body, end = list(_pages(made))[1]
    told = struct.unpack_from("<I", made, start + 22)[0]
    assert told == _sum_of(made[start : start + 22] + bytes(4) + made[start + 26 : end])


@pytest.mark.parametrize("data", [b"", b"ord", b"\xff\xd8\xff", m4a(handler=b"vide"), webm(codec=b"V_VP8")])
def test_what_is_no_sound_is_refused_in_words(data):
    with pytest.raises(Unreadable, match=r"[a-zæøå]"):
        clean_sound(data)


def test_sound_bent_out_of_shape_is_refused_in_words_or_stays_sound():
    dice = random.Random(7)
    for format, data in labelled():
        for _ in range(300):
            bent = bytearray(data[: dice.randrange(8, len(data))] if dice.random() < 0.4 else data)
            for _ in range(dice.randrange(0, 6)):
                bent[dice.randrange(4, len(bent))] = dice.randrange(256)
            try:
                made = without_labels(bytes(bent), format)
            except Unreadable:
                continue
            assert len(made) <= len(bent)
