"""Sound and pictures as sources: locked, heard from a time, given words afterwards, and gone with the words."""

import hashlib
import io

import pytest

from samskab.ground.installation import Installation
from samskab.ground.readers.tests.picturing import picture
from samskab.ground.readers.tests.sounding import opus, wav
from samskab.journal.models import Reading
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.sources import actions, media
from samskab.voices.sources.models import Original, Revision, Source, SourceFile
from samskab.voices.sources.originals import open_names

VTT = b"WEBVTT\n\n00:01.500 --> 00:03.000\n<v Borger>Jeg sad oppe hele natten og ventede.\n"


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)
    settings.INSTALLATION.prepare()


@pytest.fixture
def bring(as_amina, project):
    def send(name, data, path="ny/"):
        file = io.BytesIO(data)
        file.name = name
        return as_amina.post(f"/p/{project.slug}/kilder/{path}", {"file": file}, follow=True)

    return send


def test_sound_is_kept_locked_and_as_it_came(bring, as_amina, as_carl, project):
    page = bring("samtale.ogg", opus()).content.decode()
    source = Source.objects.get()
    assert source.sha256 == hashlib.sha256(opus()).hexdigest() and source.kind == "sound" and "<audio" in page
    there = f"/p/{project.slug}/kilder/1/fil/"
    answer = as_amina.get(there)
    assert (answer.content, answer.headers["Content-Type"]) == (opus(), "audio/ogg")
    assert as_amina.get(there, headers={"range": "bytes=4-7"}).content == opus()[4:8]
    assert opus()[30:60] not in media.place_of(SourceFile.objects.get().name).read_bytes()
    assert Reading.objects.filter(subject="source").exists() and as_carl.get(there).status_code == 404
    assert not Original.objects.exists() and not list(open_names()), "nothing of it lies unlocked"


def test_a_picture_is_kept_without_what_the_camera_wrote(bring, as_amina, project):
    page = bring("dør.jpg", picture()).content.decode()
    shown = as_amina.get(f"/p/{project.slug}/kilder/1/fil/")
    assert "<img" in page and shown.headers["Content-Type"] == "image/jpeg" and b"Exif" not in shown.content


def test_the_same_sound_again_is_the_one_that_is_there(bring):
    bring("a.wav", wav()), bring("b.wav", wav())
    assert Source.objects.count() == SourceFile.objects.count() == 1


def test_words_are_laid_beside_once_and_lead_back_to_the_sound(bring, as_amina, project):
    bring("samtale.wav", wav())
    assert "Læg en udskrift ved" in as_amina.get(f"/p/{project.slug}/kilder/1/").content.decode()
    page = bring("samtale.vtt", VTT, "1/udskrift/").content.decode()
    assert "Jeg sad oppe hele natten" in page and "/fil/#t=1.500" in page and "Borger" in page
    assert Revision.objects.get().segments.get().from_ms == 1500
    assert bring("anden.vtt", VTT, "1/udskrift/").status_code == 404 and Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.wav", wav(), "fil med tekst"), ("a.txt", b"Det er 010190-1234.", "CPR-nummer"), ("a.txt", b"", "tom")],
)
def test_what_is_no_transcript_is_refused_in_words(bring, name, data, said):
    bring("samtale.wav", wav())
    answer = bring(name, data, "1/udskrift/")
    assert answer.status_code == 422 and said in answer.content.decode() and not Revision.objects.exists()


def test_sound_that_holds_words_goes_with_them(bring, project, by_amina, django_capture_on_commit_callbacks):
    for number, sound in enumerate((wav(), wav(3)), start=1):
        bring(f"{number}.wav", sound)
    bring("samtale.vtt", VTT, "1/udskrift/")
    told = Told("Jeg sad oppe hele natten og ventede.", source=Source.objects.get(number=1))
    voice = capture(project, told, by=by_amina)
    names = dict(SourceFile.objects.values_list("source__number", "name"))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(voice, by=by_amina)
    assert list(SourceFile.objects.values_list("source__number", flat=True)) == [2], "the other was not about it"
    assert not media.place_of(names[1]).exists() and media.place_of(names[2]).exists()
    assert "hele natten" not in Revision.objects.get().text


def test_a_voice_from_sound_without_words_takes_no_other_sound_with_it(
    bring, project, by_amina, django_capture_on_commit_callbacks
):
    for number, sound in enumerate((wav(), wav(3)), start=1):
        bring(f"{number}.wav", sound)
    voice = capture(project, Told("Hun ventede.", source=Source.objects.get(number=1)), by=by_amina)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(voice, by=by_amina)
    assert list(SourceFile.objects.values_list("source__number", flat=True)) == [2]


def test_a_lost_file_is_said_and_named(bring, as_amina, project):
    from samskab.ground.reactions import ask

    bring("samtale.wav", wav())
    kept = list(ask("which_files_are_kept", using="default"))
    assert kept == [media.LOCKER.told(SourceFile.objects.get().name)]
    media.place_of(SourceFile.objects.get().name).unlink()
    assert as_amina.get(f"/p/{project.slug}/kilder/1/fil/").status_code == 404
    assert any("K-1 i" in fault.wrong for fault in ask("what_is_wrong"))


def test_the_sweep_takes_what_no_row_points_at(bring):
    import os

    bring("samtale.wav", wav())
    held, stray = media.place_of(SourceFile.objects.get().name), media.place_of("ab" * 16)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"x")
    for path in (held, stray):
        os.utime(path, (0, 0))
    actions.sweep()
    assert held.exists() and not stray.exists()
