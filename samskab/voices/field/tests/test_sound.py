"""Sound that came with a voice: kept where somebody said yes to it, heard by who may, and gone when it is taken back."""

import pytest

from samskab.ground.readers.tests.sounding import opus, webm
from samskab.ground.sounds import clean_sound
from samskab.journal.models import Entry, Reading
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.consent.verifying import verify
from samskab.voices.field.actions import receive
from samskab.voices.recordings.actions import keep, place_of, sweep
from samskab.voices.recordings.models import Recording
from samskab.voices.recordings.queries import heard
from tests.phone import envelope

WORDS = "Hun sagde det langsomt, og så græd hun lidt."


@pytest.fixture
def recorded(project, by_bo):
    return receive(project, envelope(project, WORDS, agreed=["record"], sounds=[opus()]), by=by_bo).voice


def test_sound_is_kept_as_it_was_without_its_labels(recorded):
    sound = Recording.objects.get(voice=recorded)
    assert heard(sound) == clean_sound(opus()).bytes and (sound.format, sound.milliseconds) == ("ogg", 4000)
    assert heard(sound)[60:100] not in place_of(sound.name).read_bytes(), "locked"


def test_no_sound_is_kept_without_a_yes_to_it_and_the_words_are(project, by_bo):
    answer = receive(project, envelope(project, WORDS, agreed=["print"], sounds=[opus()]), by=by_bo)
    assert (answer.status, answer.submission.left_out, Recording.objects.count()) == (201, 1, 0)
    assert answer.voice.words == WORDS


def test_no_sound_is_kept_from_a_salon(project, by_bo, salon):
    sent = envelope(
        project, WORDS, activity=str(salon.pk), capture_method="card", agreed=["record"], sounds=[opus()]
    )  # fmt: skip
    answer = receive(project, sent, by=by_bo)
    assert (answer.status, answer.submission.left_out, Recording.objects.count()) == (201, 1, 0)


@pytest.mark.parametrize("sent", [b"ikke lyd", webm(codec=b"V_VP8"), opus()[:20]])
def test_sound_nobody_can_open_costs_no_words(project, by_bo, sent):
    answer = receive(project, envelope(project, WORDS, agreed=["record"], sounds=[sent]), by=by_bo)
    assert (answer.status, answer.submission.left_out, Recording.objects.count()) == (201, 1, 0)


def test_sound_goes_with_the_words(recorded, by_amina, django_capture_on_commit_callbacks):
    name = Recording.objects.get().name
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(recorded, by=by_amina)
    assert not Recording.objects.exists() and not place_of(name).exists()
    assert not verify(recorded.code).left


def test_a_no_to_recording_takes_the_sound_and_leaves_the_words(
    recorded, by_amina, story_day, django_capture_on_commit_callbacks
):
    name = Recording.objects.get().name
    told = Agreement("consent", "oral", story_day)
    record(recorded, {"print": True}, told, by=by_amina)
    assert Recording.objects.count() == 1, "another answer changes nothing about the sound"
    with django_capture_on_commit_callbacks(execute=True):
        record(recorded, {"record": False}, told, by=by_amina)
    recorded.refresh_from_db()
    assert not place_of(name).exists() and recorded.words == WORDS
    assert Entry.objects.filter(verb="recording_erased").count() == 1


def test_it_is_heard_by_who_may_see_the_voice_and_noted(project, recorded, as_amina, as_carl):
    there = f"/p/{project.slug}/stemmer/{recorded.code}/lyd/{Recording.objects.get().pk}/"
    assert as_carl.get(there).status_code == 404
    answer = as_amina.get(there)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "audio/ogg")
    assert Reading.objects.filter(subject="voice").count() == 1
    assert there in as_amina.get(f"/p/{project.slug}/stemmer/{recorded.code}/").content.decode()
    whole = answer.content
    part = as_amina.get(there, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert as_amina.get(there, headers={"range": "bytes=-5"}).content == whole[-5:]
    assert as_amina.get(there, headers={"range": "bytes=999999-"}).status_code == 416


def test_the_microphone_is_for_the_page_in_the_field_alone(project, as_bo):
    for path, may in (("felt/", True), ("stemmer/ny/", False)):
        answer = as_bo.get(f"/p/{project.slug}/{path}")
        assert ("microphone=(self)" in answer.headers["Permissions-Policy"]) is may
        assert ("blob:" in answer.headers["Content-Security-Policy"]) is may
        assert "camera=()" in answer.headers["Permissions-Policy"]


def test_the_sweep_takes_sound_no_row_points_at_and_is_an_hour_old(recorded):
    import os

    held, stray = place_of(Recording.objects.get().name), place_of("ab" * 16)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"x")
    sweep()
    assert stray.exists()
    for path in (held, stray):
        os.utime(path, (0, 0))
    sweep()
    assert held.exists() and not stray.exists()


def test_carl_keeps_no_sound(recorded, by_carl):
    from samskab.projects.permission import NotAllowed

    with pytest.raises(NotAllowed):
        keep(recorded, clean_sound(opus()), by=by_carl)
