"""What cannot be read in is refused in one sentence, and what is hostile is only words."""

import base64
import io
import zipfile

import docx as word
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samskab.frontdoor.reading.finds import LIMIT_FINDS
from samskab.frontdoor.reading.tests.browsing import (
    Form,
    address,
    files_under,
    keep,
    open_file,
    read_in,
    rows_of_everything,
)
from samskab.projects.access import Role
from samskab.projects.models import Section
from samskab.projects.team.actions import add_member
from samskab.voices.intake.models import Voice


@pytest.fixture
def nothing_kept(as_amina, as_bo, as_carl, project, files):
    """Of what is refused, no row and no file is left."""
    before = rows_of_everything()
    yield
    assert rows_of_everything() == before
    assert files_under(files) == []


def refused(answer) -> str:
    """The one sentence the page says. Back at the first step, with 422."""
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'type="file"' in page
    assert page.count('role="alert"') == 1
    return page.split('class="alert-text">')[1].split("</p>")[0]


def locked_pdf() -> bytes:
    import pikepdf

    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(user="kode", owner="kode"))
    return out.getvalue()


def scanned_pdf() -> bytes:
    import pikepdf

    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "about"),
    [
        (lambda: b"", "tom.docx", "tom"),
        (lambda: b" \n \n", "tom.txt", "tom"),
        (locked_pdf, "plan.pdf", "kode"),
        (scanned_pdf, "skannet.pdf", "tekst"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "billede.docx", "."),
        (lambda: b"PK\x03\x04itu", "gaaet-i-stykker.docx", "."),
        (zip_bomb, "bombe.docx", "."),
        (lambda: b"Hun er 010203-1234", "note.txt", "CPR-nummer på side 1. Filen er ikke gemt."),
    ],
)
@pytest.mark.usefixtures("nothing_kept")
def test_a_file_we_cannot_take_refuses_in_one_sentence(as_amina, project, make, name, about):
    sentence = refused(open_file(as_amina, project, make(), name))
    assert about in sentence
    assert 8 < len(sentence) < 120


@pytest.mark.usefixtures("nothing_kept")
def test_a_cpr_number_in_the_files_name_refuses(as_amina, project):
    sentence = refused(open_file(as_amina, project, b"Et notat.", "sag 010203-1234.txt"))
    assert sentence == "Der står et CPR-nummer i filens navn. Filen er ikke gemt."


@pytest.mark.usefixtures("nothing_kept")
def test_the_cpr_number_itself_is_not_shown_where_the_page_refuses(as_amina, project):
    for data, name in ((b"Hun er 010203-1234", "note.txt"), (b"Et notat.", "010203-1234.txt")):
        assert "010203" not in open_file(as_amina, project, data, name).content.decode()


@pytest.mark.usefixtures("nothing_kept")
def test_a_file_that_is_too_big_refuses(as_amina, project, settings):
    assert "højst fylde 25 MB" in refused(open_file(as_amina, project, b"a" * (25 * 1024**2 + 1), "stor.txt"))


@pytest.mark.usefixtures("nothing_kept")
def test_a_file_so_big_that_it_never_arrives_refuses_with_the_same_words(as_amina, project, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert "højst fylde 25 MB" in refused(open_file(as_amina, project, b"a" * 5_000, "stor.txt"))


@pytest.mark.usefixtures("nothing_kept")
def test_more_than_a_person_can_go_through_refuses(as_amina, project):
    plan = "# Plan\n\n| Tid | Handling | Dato |\n|---|---|---|\n"
    rows = "".join(f"| Maj | Møde {n} | {1 + n % 28}. maj 2026 |\n" for n in range(LIMIT_FINDS))
    assert "Del det i flere" in refused(open_file(as_amina, project, (plan + rows).encode(), "plan.md"))


@pytest.mark.parametrize("data", ["", "***", "AAAA=", "æ", "QUJD\x00"])
@pytest.mark.usefixtures("nothing_kept")
def test_a_forged_file_refuses(as_amina, project, data):
    refused(as_amina.post(address(project), {"data": data, "name": "x.txt", "keep": "1"}))


@pytest.mark.usefixtures("nothing_kept")
def test_forged_bytes_are_read_as_any_file_and_refuses_what_it_holds(as_amina, project):
    data = base64.b64encode(b"Hun er 010203-1234").decode()
    assert "CPR" in refused(as_amina.post(address(project), {"data": data, "name": "x.txt", "keep": "1"}))


def test_a_name_with_folders_in_it_is_only_a_name(as_amina, project, postcard, files):
    page = open_file(as_amina, project, postcard, "postkort.txt")
    assert keep(as_amina, project, page, name="../../../etc/passwd.txt").status_code == 302
    from samskab.voices.sources.models import Source

    assert Source.objects.get().name == "passwd.txt"
    assert len(files_under(files)) == 1


def test_a_very_long_name_is_cut_before_its_ending(as_amina, project, postcard):
    keep(as_amina, project, open_file(as_amina, project, postcard, "postkort.txt"), **{"name": "æ" * 3_000 + ".txt"})
    from samskab.voices.sources.models import Source

    name = Source.objects.get().name
    assert len(name) <= 160
    assert name.endswith(".txt")


# Who may


@pytest.mark.usefixtures("nothing_kept")
def test_a_stranger_refuses_as_if_nothing_were_there(as_carl, as_amina, project, description):
    assert as_carl.get(address(project)).status_code == 404
    assert open_file(as_carl, project, description).status_code == 404


@pytest.mark.usefixtures("nothing_kept")
def test_a_reader_and_an_interpreter_refuses_too(as_amina, as_bo, as_carl, carl, project, by_amina, description):
    page = open_file(as_amina, project, description)
    assert as_bo.get(address(project)).status_code == 404
    assert keep(as_bo, project, page).status_code == 404


def test_somebody_who_only_reads_cannot_read_in(as_carl, carl, project, by_amina, description):
    add_member(project, carl, Role.READER, by=by_amina)
    assert as_carl.get(address(project)).status_code == 404
    assert open_file(as_carl, project, description).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, project, description):
    asked = client.get(address(project))
    assert asked.status_code == 302 and "/log-ind/" in asked["Location"]
    sent = open_file(client, project, description)  # the session was over: it is said on the page, with a way in
    assert sent.status_code == 403 and "/log-ind/" in sent.content.decode()


def test_an_example_exists_in_the_demo_only(as_amina, project, settings):
    assert as_amina.post(address(project), {"example": "lys-i-flere-vinduer-postkort.docx"}).status_code == 404
    settings.DEMO = True
    assert as_amina.post(address(project), {"example": "lys-i-flere-vinduer-postkort.docx"}).status_code == 200
    assert as_amina.post(address(project), {"example": "../../settings.py"}).status_code == 404


# Hostile words

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7|add:7 }}{% now %}"


def test_hostile_words_in_a_document_are_shown_and_stored_as_words(as_amina, project, docx):
    page = open_file(
        as_amina,
        project,
        docx(
            [
                ("h", 1, f"Lys {HOSTILE}"),
                ("h", 2, f"Formål {HOSTILE}"),
                ("p", f"Vi vil {HOSTILE} forstå."),
                ("t", [["Tid", "Handling", "Dato"], ["Maj", f"Møde {HOSTILE}", "4. maj 2026"]]),
            ]
        ),
        '"><script>alert(3)</script>.docx',
    )
    html = page.content.decode()
    for tag in ("<script>alert", "<img src=x", "{{ 7"):
        assert tag not in html.replace("&#x27;", "") or tag == "{{ 7"
    assert html.count("<script") == as_amina.get(address(project)).content.decode().count("<script") + 1
    keep(as_amina, project, page)
    text = Section.objects.get(project=project, heading__startswith="Formål").versions.last().text
    assert text == f"Vi vil {HOSTILE} forstå."


def test_hostile_words_a_person_types_come_back_as_words(as_amina, project, postcard):
    page = read_in(as_amina, project, postcard, "x.txt", voice_1_text=f"</textarea>{HOSTILE}", knowledge_1_url="x")
    assert page.status_code == 422
    assert "</textarea><script>" not in page.content.decode()
    assert Form(page.content.decode()).fields["voice-1-text"] == f"</textarea>{HOSTILE}"


def test_signs_nobody_can_see_are_not_kept(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "x.txt", voice_1_text="Lys\x07 i\x1b vinduet")
    assert "Lys i vinduet" in [voice.words for voice in Voice.objects.all()]


def test_a_word_document_with_nothing_we_know_can_still_be_kept(as_amina, project):
    out = io.BytesIO()
    document = word.Document()
    document.add_paragraph("…")
    document.save(out)
    page = open_file(as_amina, project, out.getvalue())
    assert page.status_code == 200
    assert keep(as_amina, project, page).status_code == 302


def test_two_files_at_once_is_one_file(as_amina, project, postcard):
    files = [SimpleUploadedFile("a.txt", postcard), SimpleUploadedFile("b.txt", b"Et notat.")]
    assert as_amina.post(address(project), {"file": files}).status_code == 200
