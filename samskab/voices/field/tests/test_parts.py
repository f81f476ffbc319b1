"""A long message in parts: nothing is taken in before all of it is on the disk, and what came is not asked for again."""

import hashlib
import os
import random
import uuid

import pytest

from samskab.voices.consent.actions import withdraw
from samskab.voices.field import parts
from samskab.voices.field.models import SetAside
from samskab.voices.intake.models import Voice
from samskab.voices.recordings.models import Recording
from tests.phone import envelope

KEY = uuid.UUID(int=7)
WORDS = "En lang samtale, og vinduet stod åbent."


def long_sound(seconds=70):
    """So many samples of noise that it is sent in three parts."""
    import io
    import wave

    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(random.Random(3).randbytes(16_000 * seconds))
    return out.getvalue()


@pytest.fixture
def sent(project):
    return envelope(project, WORDS, key=KEY, agreed=["record"], sounds=[long_sound()])


class Telephone:
    """Sends one message in parts, as sending.js does."""

    def __init__(self, browser, project, sealed, key=KEY):
        self.browser, self.sealed = browser, sealed
        told = f"{len(sealed)}-{hashlib.sha256(sealed).hexdigest()}"
        self.whole = f"/p/{project.slug}/felt/dele/{key}/{told}/"
        self.many = -(-len(sealed) // parts.PART)

    def part(self, index, data=None):
        data = self.sealed[index * parts.PART : (index + 1) * parts.PART] if data is None else data
        return self.browser.post(f"{self.whole}{index}/", data, content_type="application/octet-stream").status_code

    def has(self):
        return self.browser.get(self.whole).json()["has"]

    def close(self):
        return self.browser.post(self.whole)


@pytest.fixture
def phone(as_bo, project, sent):
    return Telephone(as_bo, project, sent)


def test_all_the_parts_are_the_message(phone):
    assert phone.many == 3 and [phone.part(index) for index in range(3)] == [204] * 3
    answer = phone.close()
    assert (answer.status_code, answer.json()["code"]) == (201, "U-1") and Recording.objects.count() == 1
    assert phone.has() == [], "what was taken in is not kept twice"


def test_what_came_before_the_line_broke_is_not_asked_for_again(phone):
    phone.part(1)
    assert phone.has() == [1] and phone.close().status_code == 412 and not Voice.objects.exists()
    assert [phone.part(index) for index in (0, 2, 2)] == [204] * 3
    assert phone.close().status_code == 201 and Voice.objects.count() == 1


def test_sent_whole_again_after_the_answer_was_lost_it_counts_once(phone):
    for _ in range(2):
        for index in range(3):
            phone.part(index)
        status = phone.close().status_code
    assert status == 200 and Voice.objects.count() == 1


def test_a_part_cut_short_is_not_kept(phone, sent):
    assert phone.part(0, sent[: parts.PART - 1]) == 412 and phone.part(3) == 412 and phone.part(0, b"") == 412
    assert phone.has() == []


def test_parts_that_are_other_than_they_were_said_to_be_are_let_go_of(phone, sent):
    phone.part(0, bytes(parts.PART))
    phone.part(1), phone.part(2)
    assert phone.close().status_code == 412 and phone.has() == [] and not Voice.objects.exists()
    for index in range(3):
        phone.part(index)
    assert phone.close().status_code == 201


def test_other_content_under_the_same_key_lies_apart_and_waits_for_a_person(as_bo, project, phone, sent):
    other = Telephone(
        as_bo,
        project,
        envelope(project, "Noget andet.", key=KEY, agreed=["record"], sounds=[long_sound(80)]),
    )
    for index in range(3):
        phone.part(index), other.part(index)
    assert phone.close().status_code == 201 and other.close().status_code == 409
    assert Voice.objects.get().words == WORDS and SetAside.objects.count() == 1


def test_what_has_come_under_a_key_that_is_taken_back_is_gone(
    as_bo, project, phone, by_amina, django_capture_on_commit_callbacks
):
    for index in range(3):
        phone.part(index)
    phone.close()
    phone.part(0)
    assert phone.has() == [0]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(Voice.objects.get(), by=by_amina)
    assert phone.has() == []
    for index in range(3):
        phone.part(index)
    assert phone.close().status_code == 410 and phone.has() == []


@pytest.mark.parametrize("told", ["0-" + "a" * 64, "12-kort", f"{parts.MOST + 1}-" + "a" * 64, "1-" + "A" * 64])
def test_an_address_that_promises_nothing_we_take_is_refused(as_bo, project, told):
    there = f"/p/{project.slug}/felt/dele/{KEY}/{told}/"
    assert as_bo.get(there).status_code == 422
    assert as_bo.post(f"{there}0/", b"x", content_type="application/octet-stream").status_code == 412


def test_what_cannot_be_opened_is_refused_and_not_kept(as_bo, project):
    phone = Telephone(as_bo, project, b"noget andet" * 9)
    phone.part(0)
    assert phone.close().status_code == 422 and phone.has() == []


def test_carl_sends_no_parts(as_carl, project, sent):
    phone = Telephone(as_carl, project, sent)
    assert phone.part(0) == phone.close().status_code == 404


def test_a_disk_with_no_room_keeps_no_half_part(phone, monkeypatch, as_bo):
    import errno

    def full(_path, _data):
        raise OSError(errno.ENOSPC, "full")

    as_bo.raise_request_exception = False
    with monkeypatch.context() as without_room:
        without_room.setattr(parts, "write_whole", full)
        assert phone.part(0) >= 500, "the telephone keeps it, and tries again"
    assert phone.has() == [] and phone.part(0) == 204


def test_what_nobody_has_sent_more_of_for_a_week_is_let_go_of(phone, project):
    phone.part(0)
    parts.sweep()
    assert phone.has() == [0]
    place = next(parts._folder().glob("*/*"))
    for path in (place, *place.rglob("*")):
        os.utime(path, (0, 0))
    parts.sweep()
    assert phone.has() == []
