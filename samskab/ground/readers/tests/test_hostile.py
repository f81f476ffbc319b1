"""Files that are broken, locked, of the wrong kind or made to do harm: one sentence for each, and soon."""

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground.readers import LIMIT_BYTES, LIMIT_SECONDS, Unreadable, apart, read_bytes, read_file
from samskab.ground.readers.limits import LIMIT_MEMORY
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.test_law import check

P = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def lying() -> bytes:
    """A Word file whose text fills 60 MB and says that it fills 100 bytes."""
    data = bytearray(making.word_body(f"<w:p><w:r><w:t>{'a' * 60_000_000}</w:t></w:r></w:p>"))
    for match in re.finditer(rb"word/document\.xml", bytes(data)):
        for mark, head, size in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
            at = match.start() - head
            if data[at : at + 4] == mark:
                data[at + size : at + size + 4] = struct.pack("<I", 100)
    return bytes(data)


def with_doctype(doctype: str) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'{doctype}<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    return making.word_with({"word/document.xml": text.encode()})


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("klmnopqrs", "lmnopqrsb", strict=True))
    return with_doctype(f'<!DOCTYPE a [<!ENTITY k "ha">{entities}]>')


def tables_in_tables() -> bytes:
    return making.word_body("<w:tbl><w:tr><w:tc>" * 60 + P + "</w:tc></w:tr></w:tbl>" * 60)


def wide_table() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{P}</w:tc>'
    return making.word_body(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 3000}</w:tbl>")


def long_table() -> bytes:
    row = f"<w:tr>{f'<w:tc>{P}</w:tc>' * 50}</w:tr>"
    return making.word_body(f"<w:tbl>{row * 2000}</w:tbl>")


def repeating_table() -> bytes:
    """An .odt of a few kilobytes with a thousand million filled cells."""
    table = making.odt_table([["a", "b"]])
    for row in table.getElementsByType(making.TableRow):
        row.setAttribute("numberrowsrepeated", 1_000_000_000)
    return making.odt(lambda document: document.text.addElement(table))


def locked_odt() -> bytes:
    name = "META-INF/manifest.xml"
    good = zipfile.ZipFile(io.BytesIO(making.odt_plan())).read(name)
    locked = b'<manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    return making.odt_with({name: good.replace(b"</manifest:manifest>", locked), "content.xml": os.urandom(2000)})


def locked_pdf() -> bytes:
    stream = io.BytesIO()
    pikepdf.open(io.BytesIO(making.pdf("Hej"))).save(stream, encryption=pikepdf.Encryption(user="a", owner="b"))
    return stream.getvalue()


def many_pages() -> bytes:
    document = pikepdf.new()
    for _ in range(10_000):
        document.add_blank_page()
    return making.saved(document)


def swelling_pdf() -> bytes:
    """A PDF whose one page is 400 MB of drawing, packed."""
    document = pikepdf.new()
    document.add_blank_page()
    stream = pikepdf.Stream(document, b"")
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(b"q " * 1_000_000) for _ in range(200)) + packer.flush()
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    document.pages[0].Contents = document.make_indirect(stream)
    return making.saved(document)


def heavy_pdf() -> bytes:
    """A PDF of 250 pages that are all covered with tiny words."""
    document = pikepdf.open(io.BytesIO(making.pdf("#set text(size: 3pt)\n#set page(margin: 5mm)\n#lorem(9000)", False)))
    page = document.pages[0]
    del document.pages[1:]
    for _ in range(249):
        document.pages.append(page)
    return making.saved(document)


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "låst med kodeord"
KINDS = "Filtypen kan ikke læses"

HOSTILE = {
    "tom.docx": (lambda: b"", "Filen er tom"),
    "blank.txt": (lambda: b" \n\t\r\n", "Filen er tom"),
    "nul.bin": (lambda: b"\0" * 5000, "Filen er tom"),
    "stor.txt": (lambda: b"a" * (LIMIT_BYTES + 1), "højst fylde 25 MB"),
    "billede.docx": (lambda: b"\xff\xd8\xff\xe0" + b"x" * 500, "Det er et billede"),
    "billede.png": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 500, "Det er et billede"),
    "program.exe": (lambda: b"MZ\x90\0\x03\0\0\0" + b"x" * 500, KINDS),
    "ark.xlsx": (lambda: zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "Det er et regneark"),
    "vis.pptx": (lambda: zipped({"_rels/.rels": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "Det er en præsentation"),
    "gammel.doc": (lambda: OLD_OFFICE + b"\0" * 900, "Gem den som .docx"),
    "låst.docx": (lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    "låst.odt": (locked_odt, LOCKED),
    "låst.pdf": (locked_pdf, LOCKED),
    "brev.rtf": (lambda: rb"{\rtf1 hej}", "RTF-format"),
    "side.html": (lambda: b"<!DOCTYPE html><p>hej", "Det er en hjemmeside"),
    "mappe.zip": (lambda: zipped({"a.txt": b"hej"}), "Det er en zip-mappe"),
    "zip i zip.docx": (lambda: zipped({"a.zip": making.word_plan()}), "Det er en zip-mappe"),
    "ud af mappen.docx": (lambda: making.word_with({"../../etc/x": b"x"}), "kan gøre skade"),
    "bombe.docx": (lambda: making.word_body(f"<w:p><w:r><w:t>{'a' * 300_000_000}</w:t></w:r></w:p>"), "pakkes ud"),
    "løgn.docx": (lying, "beskadiget"),
    "100000 dele.docx": (lambda: zipped({f"{n}": b"" for n in range(100_000)}, zipfile.ZIP_STORED), "kan gøre skade"),
    "afsnit.docx": (lambda: making.word_body("<w:p/>" * 3_000_000), "for stort"),
    "langt afsnit.docx": (lambda: making.word_body(P.replace("x", "ord " * 2_000_000)), "for stort"),
    "dyb.docx": (lambda: making.word_body("<w:x>" * 100_000 + "</w:x>" * 100_000), "kan gøre skade"),
    "tabel i tabel.docx": (tables_in_tables, "tabeller inden i hinanden"),
    "bred tabel.docx": (wide_table, "Tabellen i dokumentet er for stor"),
    "lang tabel.docx": (long_table, "Tabellen i dokumentet er for stor"),
    "gentaget tabel.odt": (repeating_table, "Tabellen i dokumentet er for stor"),
    "stor tabel.tsv": (lambda: b"a\tb\n" * 100_000, "Tabellen i dokumentet er for stor"),
    "latter.docx": (laughs, "kan gøre skade"),
    "kig.docx": (lambda: with_doctype('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), "kan gøre skade"),
    "latter.odt": (
        lambda: making.odt_with({"content.xml": b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'}),
        "kan gøre skade",
    ),
    "halv.docx": (lambda: making.word_plan()[:9000], "beskadiget"),
    "halv.pdf": (lambda: making.pdf_plan()[:4000], "beskadiget"),
    "tom side.pdf": (lambda: making.pdf("#rect()"), "ingen tekst"),
    "10000 sider.pdf": (many_pages, "10000 sider"),
    "svulmende.pdf": (swelling_pdf, "beskadiget|for tung"),
    "mærker.txt": (lambda: ("a" + "\u0301\u0316" * 500_000).encode(), "bogstaver kan ikke læses"),
    "nul.txt": (lambda: b"hej\0med dig", KINDS),
    "tilfældig.txt": (lambda: bytes(range(256)) * 20, KINDS),
    "linjer.txt": (lambda: b"a\n\n" * 600_000, "for stort"),
    "punkter.md": (lambda: b"- a\n" * 140_000, "for stort"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_refused_in_one_clear_line(name):
    make, sentence = HOSTILE[name]
    with pytest.raises(Unreadable, match=sentence) as refused:
        read_bytes(make(), name)
    said = str(refused.value)
    assert said[0].isupper() and said.endswith(".") and "\n" not in said and len(said) < 160


def test_what_is_no_file_is_refused_without_reading(tmp_path):
    os.mkfifo(tmp_path / "rør")
    with (tmp_path / "200 MB.docx").open("wb") as file:
        file.truncate(200_000_000)
    for path, sentence in {
        tmp_path: "mappe",
        tmp_path / "rør": "almindelig fil",
        Path("/dev/zero"): "almindelig fil",
        tmp_path / "findes ikke.docx": "findes ikke",
        tmp_path / "200 MB.docx": "højst fylde 25 MB",
        Path("\0"): "kan ikke åbnes",
    }.items():
        with pytest.raises(Unreadable, match=sentence):
            read_file(path)


MEASURED = """
import resource, sys, time
from pathlib import Path
from samskab.ground.readers import Unreadable, read_file
for path in sys.argv[1:]:
    try:
        read_file(Path(path))
        print("read", path)
    except Unreadable:
        pass
status = Path("/proc/self/status").read_text()
self = int(status.partition("VmHWM:")[2].split()[0])
print((self + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


def test_the_worst_files_take_less_than_512_mb_and_write_nothing(tmp_path):
    worst = ["bombe.docx", "afsnit.docx", "lang tabel.docx", "svulmende.pdf", "linjer.txt", "løgn.docx"]
    for name in worst:
        (tmp_path / name).write_bytes(HOSTILE[name][0]())
    (tmp_path / "tung.pdf").write_bytes(heavy_pdf())
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
    assert int(done.stdout) < 512
    assert list(room.iterdir()) == []


def test_the_limits_leave_room_for_the_process_that_asks():
    assert LIMIT_MEMORY <= 450 * 1024 * 1024
    assert LIMIT_SECONDS < 10


@pytest.mark.parametrize(
    "answer",
    [b"", b"{", b"[]", b"null", b'{"format": "docx"}', b'{"format": "docx", "pieces": [{"kind": []}]}', b"[" * 100_000,
     b'{"format": "docx", "pieces": [{"text": "uden art"}]}', b'{"format": "docx", "pieces": [{"kind": "x", "text": 7}]}',
     b'{"format": "docx", "pieces": [{"kind": "paragraph", "text": "a", "links": [[0, "x", 1]]}]}'],
)  # fmt: skip
def test_whatever_the_other_process_answers_is_either_a_document_or_a_sentence(monkeypatch, answer):
    monkeypatch.setattr(apart, "_answer", lambda data, family: answer)
    with pytest.raises(Unreadable):
        read_bytes(making.word_plan(), "a.docx")


SEEDS = {
    "docx": making.word_plan(),
    "odt": making.odt_plan(),
    "pdf": making.pdf_plan(),
    "tsv": "\n".join("\t".join(row) for row in making.PLAN).encode(),
    "md": b"# Titel\n\n- et\n\n| a | b |\n|---|---|\n| c | [d](http://e.dk) |\n",
}
changes = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 40)), max_size=8)


def changed(data: bytes, how) -> bytes:
    for place, new, gone in how:
        at = int(place * len(data))
        data = data[:at] + new + data[at + gone :]
    return data


def read_or_refuse(data: bytes, name: str) -> None:
    try:
        check(read_bytes(data, name))
    except Unreadable as refused:
        assert str(refused).endswith(".")


@pytest.mark.parametrize("kind", ["tsv", "md"])
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(how=changes)
def test_a_damaged_text_is_read_or_refused(kind, how):
    read_or_refuse(changed(SEEDS[kind], how), f"a.{kind}")


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(how=changes)
def test_a_damaged_document_is_read_or_refused(kind, how):
    read_or_refuse(changed(SEEDS[kind], how), f"a.{kind}")


def inner_parts(kind: str, part: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(SEEDS[kind])).read(part)


@pytest.mark.parametrize(
    ("kind", "part", "rebuild"),
    [("docx", "word/document.xml", making.word_with), ("odt", "content.xml", making.odt_with)],
)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(how=changes)
def test_damage_inside_a_document_is_read_or_refused(kind, part, rebuild, how):
    """The zip file is whole, so that the damage reaches the reader of the XML."""
    read_or_refuse(rebuild({part: changed(inner_parts(kind, part), how) or b"x"}), f"a.{kind}")
