"""Files that are broken, made to do harm or not what they say: one sentence for each, within the limits."""

import io
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground.material import Unreadable, read_material, read_material_file
from samskab.ground.material.tests.test_material import PAGE, SRT, VTT, check
from samskab.ground.readers import apart
from samskab.ground.readers.child import answer
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.picturing import many_pixels, picture
from samskab.ground.readers.tests.sounding import m4a, mp3, opus, wav, webm
from samskab.ground.readers.tests.test_hostile import laughs, many_pages, with_doctype


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "hej")
    return out.getvalue()


def cues(times: str) -> bytes:
    return f"WEBVTT\n\n{times}\nhej\n".encode()


def many_cues(format: str) -> bytes:
    head = "WEBVTT\n\n" if format == "vtt" else ""
    return (head + "00:00.000 --> 00:00.001\na\n\n" * 700_000).encode()[: 25 * 1024 * 1024]


def with_payload(data: bytes) -> bytes:
    """A JPEG that is a PDF from its twentieth byte on."""
    return data[:2] + b"\xff\xfe" + struct.pack(">H", 12) + b"%PDF-1.7\n%" + data[2:]


TWO, NAME, TIME, BACK = "to ting på én gang", "rigtige navn", "linje 3 kan ikke læses", "linje 3 går baglæns"
BROKEN_SOUND = "Lydfilen er beskadiget"
ODD = "Filtypen kan ikke læses|bogstaver|UTF-16"

HOSTILE = {
    "tom.vtt": (lambda: b"", "Filen er tom"),
    "bombe.docx": (lambda: making.word_body(f"<w:p><w:r><w:t>{'a' * 200_000_000}</w:t></w:r></w:p>"), "pakkes ud"),
    "latter.docx": (laughs, "kan gøre skade"),
    "kig.docx": (lambda: with_doctype('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), "kan gøre skade"),
    "kig.html": (
        lambda: b'<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]><html>&b;</html>',
        "kan gøre skade",
    ),
    "10000 sider.pdf": (many_pages, "10000 sider"),
    "200 megapixels.png": (many_pixels, "50 millioner"),
    "200 megapixels.jpg": (lambda: many_pixels("JPEG"), "50 millioner"),
    "pdf og zip.pdf": (lambda: making.pdf("Hej") + zipped(), TWO),
    "zip og pdf.docx": (lambda: zipped()[:40] + b"%PDF-1.4\n" + zipped()[40:] + b"startxref\n9\n%%EOF", TWO),
    "gif og pdf.pdf": (lambda: b"GIF89a" + making.pdf("Hej"), TWO),
    "side og pdf.pdf": (lambda: b"<html>" + making.pdf("Hej"), TWO),
    "billede og zip.jpg": (lambda: picture() + zipped(), TWO),
    "billede og pdf.jpg": (lambda: with_payload(picture()), TWO),
    "lyd og zip.mp3": (lambda: mp3() + zipped(), TWO),
    "gif og js.gif": (lambda: b"GIF89a=1;alert(1)//" + bytes(40), "Det er et billede"),
    "side.vtt": (lambda: PAGE.encode(), NAME),
    "side i tekst.vtt": (lambda: cues("00:01.000 --> 00:02.000") + b"<script>alert(1)</script>", TWO),
    "side efter kommentar.vtt": (lambda: b"WEBVTT\n\n<!-- \n00:01.000 --> 00:02.000\n<html>", TWO),
    "side.txt": (lambda: PAGE.encode(), NAME),
    "billede.txt": (lambda: picture("PNG"), NAME),
    "lyd.txt": (mp3, NAME),
    "dokument.txt": (making.word_plan, NAME),
    "tekst.jpg": (lambda: b"hej med dig", NAME),
    "tekst.mp3": (lambda: b"hej med dig", NAME),
    "tekst.html": (lambda: VTT.encode(), NAME),
    "billede.docx": (picture, NAME),
    "svg.html": (lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "Filtypen kan ikke læses"),
    "dyb.html": (lambda: b"<div>" * 1_000_000 + b"hej", "kan gøre skade"),
    "dyb kursiv.html": (lambda: b"<p>" + b"<i>" * 1_000_000 + b"hej", "kan gøre skade"),
    "tom.html": (lambda: b"<html><script>x</script></html>", "ingen tekst"),
    "åben.html": (lambda: b"<p>a<" * 300_000 + b"<a <a <a" * 300_000, "."),
    "kommentarer.html": (lambda: b"<p>a" + b"<!--" * 2_000_000, "."),
    "en linje.txt": (lambda: b"a" * 100_000_000, "højst fylde 25 MB"),
    "en linje.vtt": (lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"a" * 24_000_000, "for stort"),
    "million.vtt": (lambda: many_cues("vtt"), "for stort"),
    "million.srt": (lambda: many_cues("srt"), "for stort"),
    "baglæns.vtt": (lambda: cues("00:09.000 --> 00:08.000"), BACK),
    "tilbage.vtt": (lambda: cues("00:09.000 --> 00:09.500") + b"\n00:01.000 --> 00:02.000\nnej", "linje 6 går baglæns"),
    "minutter.vtt": (lambda: cues("00:61:00.000 --> 00:62:00.000"), TIME),
    "timer.vtt": (lambda: cues("99999999999999999999:00:00.000 --> 99999999999999999999:00:01.000"), TIME),
    "halv.vtt": (lambda: cues("00:01.000 -->"), TIME),
    "uden tider.vtt": (lambda: b"WEBVTT\n\nhej\n", "tekst med tider"),
    "uden hoved.vtt": (lambda: b"hej\n", "begynder ikke med WEBVTT"),
    "uden tider.srt": (lambda: b"hej\n", "tekst med tider"),
    "nul.vtt": (lambda: VTT.encode().replace(b"Hej", b"H\0j"), ODD),
    "halve tegn.vtt": (lambda: VTT.encode("utf-8").replace("🙂".encode(), b"\xed\xa0\xbd"), "UTF-8"),
    "uden mærke.vtt": (lambda: VTT.encode("utf-16-le"), "UTF-16"),
    "uden mærke.txt": (lambda: "hej med dig".encode("utf-16-be"), "UTF-16"),
    "klokker.srt": (lambda: SRT.encode().replace(b"Hej", b"\x07\x1b["), ODD),
    "mærker.vtt": (
        lambda: cues("00:01.000 --> 00:02.000") + ("a" + "\u0301\u0316" * 100_000).encode(),
        "bogstaver|tegn",
    ),
    "film.mp4": (lambda: m4a(handler=b"vide"), "Det er film"),
    "film.webm": (lambda: webm(codec=b"V_VP9"), "Det er film"),
    "halv.wav": (lambda: wav()[:30], BROKEN_SOUND),
    "halv.ogg": (lambda: opus()[:60], BROKEN_SOUND),
    "halv.mp3": (lambda: b"ID3\x04\0\0\0\0\0\0hej", BROKEN_SOUND),
    "støj.webm": (lambda: b"\x1aE\xdf\xa3" + bytes(5000), BROKEN_SOUND),
    "evig.webm": (lambda: webm(1e300), "."),
    "heic.jpg": (lambda: b"\0\0\0\x18ftypheic" + bytes(200), "Det er et billede"),
    "løgn.wav": (lambda: wav().replace(struct.pack("<I", 8000), b"\1\0\0\0"), "."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_refused_in_one_clear_line(name):
    make, sentence = HOSTILE[name]
    try:
        found = read_material(make(), name)
    except Unreadable as refused:
        said = str(refused)
        assert re.search(sentence, said), said
        assert said[0].isupper() and said.endswith(".") and "\n" not in said and len(said) < 200
    else:
        assert sentence == "."
        check(found)


MEASURED = """
import resource, sys
from pathlib import Path
from samskab.ground.material import Unreadable, read_material_file
for path in sys.argv[1:]:
    try:
        read_material_file(Path(path))
    except Unreadable:
        pass
own = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
print(own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def test_the_worst_files_take_less_than_512_mb_and_write_nothing(tmp_path):
    worst = ["bombe.docx", "10000 sider.pdf", "200 megapixels.jpg", "million.vtt", "dyb.html"]
    for name in worst:
        (tmp_path / name).write_bytes(HOSTILE[name][0]())
    (tmp_path / "telefon.jpg").write_bytes(picture(size=(8000, 6000), orientation=6))
    room = tmp_path / "rum"
    room.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *(str(path) for path in sorted(tmp_path.iterdir()) if path.is_file())],
        capture_output=True,
        text=True,
        cwd=room,
        env={"PYTHONPATH": str(Path(__file__).parents[4]), "TMPDIR": str(room), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    assert max(map(int, done.stdout.split())) < 512
    assert list(room.iterdir()) == []


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.wav"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(Unreadable, match="højst fylde 200 MB"):
        read_material_file(path)


SEEDS = {
    "a.vtt": VTT.encode(), "a.srt": SRT.encode(), "a.html": PAGE.encode(), "a.wav": wav(1), "a.mp3": mp3(8),
    "a.m4a": m4a(), "a.opus": opus(), "a.webm": webm(2000.0), "a.png": picture("PNG"), "a.jpg": picture(),
    "a.webp": picture("WEBP"), "a.txt": "Amina: Hej 🙂\n\nBo: Åh\n".encode("utf-16"),
}  # fmt: skip
WORK = {"opus": "ogg", "png": "picture", "jpg": "picture", "webp": "picture"}
OFTEN = [
    b"-->",
    b"<",
    b"</v>",
    b"&#",
    b"<!--",
    b"\0",
    b"\xff" * 4,
    b"99:",
    b"<v ",
    b"]]>",
    b"\n\n",
    b"\x7f\xff\xff\xff",
]
changes = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6) | st.sampled_from(OFTEN), st.integers(0, 40)),
    max_size=8,
)


def changed(data: bytes, how) -> bytes:
    for place, new, gone in how:
        at = int(place * len(data))
        data = data[:at] + new + data[at + gone :]
    return data


def read_here(monkeypatch):
    """What the other process would answer, asked in this one: an error nobody foresaw comes out."""
    monkeypatch.setattr(apart, "_answer", lambda data, work: b"\n".join(answer(data, work)))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(how=changes)
def test_a_damaged_file_is_read_or_refused(name, how):
    with pytest.MonkeyPatch.context() as monkeypatch:
        read_here(monkeypatch)
        try:
            check(read_material(changed(SEEDS[name], how), name))
        except Unreadable as refused:
            assert str(refused).endswith(".")


def test_the_other_process_says_the_same(monkeypatch):
    for name, data in SEEDS.items():
        there = read_material(data, name)
        with pytest.MonkeyPatch.context() as here:
            read_here(here)
            assert read_material(data, name) == there
