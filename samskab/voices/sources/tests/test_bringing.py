"""Taking a transcript in: kept whole with who speaks and when, or one sentence and nothing stored."""

import io

import pytest

from samskab.ground.installation import Installation
from samskab.journal.models import Reading
from samskab.voices.sources.models import Revision, Source
from samskab.voices.sources.originals import opened

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Borger 1>Jeg ventede 🙂\n".encode()


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)


@pytest.fixture
def address(project):
    return f"/p/{project.slug}/kilder/ny/"


def sent(name, data, **more):
    file = io.BytesIO(data)
    file.name = name
    return {"file": file, **more}


def test_a_transcript_is_taken_in_unchanged(address, as_amina, project):
    page = as_amina.post(address, sent("samtale.vtt", VTT), follow=True).content.decode()
    source = Source.objects.get()
    assert "Jeg ventede 🙂" in page and "Borger 1" in page and "0:01" in page
    assert opened(source) == VTT
    assert "samtale.vtt" in as_amina.get(f"/p/{project.slug}/kilder/").content.decode()


def test_the_text_is_handed_back_as_it_was_read(address, as_amina, project):
    as_amina.post(address, sent("samtale.vtt", VTT))
    file = as_amina.get(f"/p/{project.slug}/kilder/1/tekst.txt")
    assert file.content.decode() == Revision.objects.get().text == "Jeg ventede 🙂"
    assert file["Content-Disposition"] == 'attachment; filename="kilde-1.txt"'
    assert Reading.objects.filter(subject="source", purpose="copy").count() == 1


def test_the_same_file_again_is_the_one_that_is_there(address, as_amina):
    for _ in range(2):
        assert as_amina.post(address, sent("samtale.vtt", VTT)).status_code == 302
    assert Source.objects.count() == Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.vtt", b"WEBVTT\n\n00:02.000 --> 00:01.000\nhej", "linje 3 går baglæns"),
        ("a.txt", b"Hun er 010190-1234.", "CPR-nummer på linje 1"),
        ("010190-1234.txt", b"hej", "CPR-nummer i filens navn"),
        ("a.jpg", b"\xff\xd8\xff\xe0kort", "beskadiget"),
        ("a.txt", b"", "Filen er tom"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence_and_nothing_is_stored(address, as_amina, tmp_path, name, data, sentence):
    answer = as_amina.post(address, sent(name, data))
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Source.objects.exists() and not list(tmp_path.rglob("sources/*/*"))


def test_old_letters_are_asked_about(address, as_amina):
    old = "Amina: Blåbær".encode("cp1252")
    asked = as_amina.post(address, sent("a.txt", old))
    assert asked.status_code == 422 and 'name="letters"' in asked.content.decode()
    assert as_amina.post(address, sent("a.txt", old, letters="cp1252")).status_code == 302
    assert Revision.objects.get().text == "Amina: Blåbær"


def test_who_may_not_take_in_may_not(address, as_bo, as_carl):
    for client in (as_bo, as_carl):
        assert client.get(address).status_code == 404
        assert client.post(address, sent("a.vtt", VTT)).status_code == 404
    assert not Source.objects.exists()


def test_a_page_without_a_file_says_so(address, as_amina):
    assert "Vælg en fil først" in as_amina.post(address, {}).content.decode()


def test_a_project_without_sources_says_what_they_are(project, as_amina):
    assert "udskrevet samtale" in as_amina.get(f"/p/{project.slug}/kilder/").content.decode()
