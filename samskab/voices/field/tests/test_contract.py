"""A key counts once. Other words under it wait for a person, and what was taken back never comes again."""

import uuid

import pytest

from samskab.ground.pictures import clean_picture
from samskab.journal.models import Entry
from samskab.projects.permission import NotAllowed
from samskab.projects.plan.arranging import set_method
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.queries import answer_to
from samskab.voices.consent.verifying import verify
from samskab.voices.field.actions import forget, place_of, receive, settle, sweep
from samskab.voices.field.message import NotAMessage
from samskab.voices.field.models import SetAside, Submission
from samskab.voices.intake.models import Voice
from samskab.voices.pictures import actions as pictures
from samskab.voices.pictures.models import Picture
from samskab.voices.pictures.queries import shown
from tests.phone import envelope, jpeg, plain, seal

WORDS = "Når hun kører igen, sidder jeg med alle de spørgsmål."


def on_disk():
    return list(place_of("00").parent.parent.glob("*/*"))


def kept():
    return sorted(voice.words for voice in Voice.objects.filter(state="kept"))


def test_a_new_key_is_a_voice_with_what_was_agreed(project, by_bo):
    sent = envelope(
        project, WORDS, agreed=["read_back", "print"], perspective="relative", thought="", on="2026-03-17",
        pictures=[(jpeg(), "Min køkkendør", "En dør, der står åben")],
    )  # fmt: skip
    answer = receive(project, sent, by=by_bo)
    voice = answer.voice
    assert answer.status == 201 and (voice.words, voice.perspective, voice.read_back) == (WORDS, "relative", True)
    assert voice.captured_on.isoformat() == "2026-03-17" and answer_to(voice, "print") is True
    assert answer_to(voice, "web") is None
    picture = Picture.objects.get(voice=voice)
    assert (picture.caption, picture.alt) == ("Min køkkendør", "En dør, der står åben")
    assert shown(picture) == clean_picture(jpeg()).bytes


def test_the_same_again_is_known_and_counts_once(project, by_bo):
    sent = envelope(project, WORDS, pictures=[(jpeg(), "", "")])
    first, again = (receive(project, sent, by=by_bo) for _ in range(2))
    assert (first.status, again.status) == (201, 200) and first.voice == again.voice
    assert kept() == [WORDS] and Picture.objects.count() == 1


def test_the_same_words_sealed_anew_are_the_same(project, by_bo):
    """An outbox that was taken out as a file, or a key of ours that was changed."""
    key, told = uuid.uuid4(), plain(WORDS)
    tied = f"project {project.pk}".encode()
    assert [receive(project, seal(told, key, tied), by=by_bo).status for _ in range(2)] == [201, 200]


def test_other_words_under_a_known_key_wait_for_a_person_once(project, by_amina, by_bo):
    key = uuid.uuid4()
    receive(project, envelope(project, WORDS, key=key), by=by_bo)
    other = envelope(project, "Noget andet.", key=key)
    assert [receive(project, other, by=by_bo).status for _ in range(2)] == [409, 409]
    aside = SetAside.objects.get()
    assert kept() == [WORDS] and place_of(aside.name).read_bytes() == other
    assert "Noget andet" not in str(list(SetAside.objects.values()))
    settle(aside, by=by_amina, keep=True)
    settle(aside, by=by_amina, keep=True)
    assert kept() == sorted([WORDS, "Noget andet."]) and receive(project, other, by=by_bo).status == 200
    assert Entry.objects.filter(verb="message_settled").count() == 1


def test_what_a_person_lays_away_is_gone_and_the_telephone_may_let_go(
    project, by_amina, by_bo, django_capture_on_commit_callbacks
):
    key = uuid.uuid4()
    receive(project, envelope(project, WORDS, key=key), by=by_bo)
    other = envelope(project, "Noget andet.", key=key)
    receive(project, other, by=by_bo)
    before = len(on_disk())
    with django_capture_on_commit_callbacks(execute=True):
        settle(SetAside.objects.get(), by=by_amina, keep=False)
    assert len(on_disk()) == before - 1 and kept() == [WORDS]
    assert receive(project, other, by=by_bo).status == 200 and kept() == [WORDS]


def test_only_who_may_take_words_away_settles(project, by_bo, by_carl):
    key = uuid.uuid4()
    for words in (WORDS, "Noget andet."):
        receive(project, envelope(project, words, key=key), by=by_bo)
    with pytest.raises(NotAllowed):
        settle(SetAside.objects.get(), by=by_bo, keep=True)
    with pytest.raises(NotAllowed):
        receive(project, envelope(project, WORDS), by=by_carl)
    assert kept() == [WORDS]


def test_what_was_taken_back_never_comes_again_whatever_is_sent(
    project, by_amina, by_bo, django_capture_on_commit_callbacks
):
    key = uuid.uuid4()
    sent, other = (envelope(project, words, key=key, pictures=[(jpeg(), "", "")]) for words in (WORDS, "Noget andet."))
    voice = receive(project, sent, by=by_bo).voice
    receive(project, other, by=by_bo)
    picture = Picture.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(voice, by=by_amina)
    assert not Picture.objects.exists() and not pictures.place_of(picture.name).exists()
    assert not SetAside.objects.exclude(sha256="", name="").exists()
    for one in (sent, other, envelope(project, WORDS, key=key), envelope(project, "Et tredje.", key=key)):
        assert receive(project, one, by=by_bo).status == 410
    assert kept() == [] and Submission.objects.get().sha256 == ""
    assert not verify(voice.code).left, "nothing of it is left, in rows or in files"


def test_words_a_person_kept_can_be_taken_back_too(project, by_amina, by_bo):
    key = uuid.uuid4()
    other = envelope(project, "Noget andet.", key=key)
    first = receive(project, envelope(project, WORDS, key=key), by=by_bo).voice
    receive(project, other, by=by_bo)
    withdraw(settle(SetAside.objects.get(), by=by_amina, keep=True), by=by_amina)
    assert receive(project, other, by=by_bo).status == 410
    assert kept() == [WORDS] and Submission.objects.get().voice == first


@pytest.mark.parametrize("where", ["words", "thought", "position"])
def test_a_cpr_number_that_slipped_through_is_hidden_and_the_words_are_kept(project, by_bo, where):
    fields = {"words": "Jeg ringede.", "kind": "observation"} | {where: "Nummeret er 010203-1234, sagde hun."}
    answer = receive(project, envelope(project, **fields), by=by_bo)
    voice = Voice.objects.get()
    assert answer.status == 201 and answer.submission.masked
    assert getattr(voice, where) == "Nummeret er xxxxxx-xxxx, sagde hun."


def test_a_number_broken_by_a_sign_nobody_sees_is_hidden_too(project, by_bo):
    receive(project, envelope(project, "Det er 0102\x0003-12\x0034."), by=by_bo)
    assert "1234" not in Voice.objects.get().words.replace("\x00", "")


def test_a_number_under_a_picture_is_hidden(project, by_bo):
    answer = receive(project, envelope(project, WORDS, pictures=[(jpeg(), "010203-1234", "010203 1234")]), by=by_bo)
    assert answer.submission.masked
    assert {Picture.objects.get().caption, Picture.objects.get().alt} == {"xxxxxx-xxxx", "xxxxxx xxxx"}


def test_a_picture_nobody_can_open_costs_no_words(project, by_bo):
    answer = receive(
        project, envelope(project, WORDS, pictures=[(b"ikke et billede", "", ""), (jpeg(), "", "")]), by=by_bo
    )
    assert answer.status == 201 and answer.submission.left_out == 1 and Picture.objects.count() == 1


def test_what_has_gone_from_the_project_meanwhile_costs_no_words(project, by_bo):
    answer = receive(project, envelope(project, WORDS, place="999", activity="999", perspective="king"), by=by_bo)
    assert answer.status == 201 and (answer.voice.place, answer.voice.activity) == (None, None)


def test_the_telephones_clock_is_not_believed_about_the_future(project, by_bo, story_day):
    for day in ("2031-01-01", "i går"):
        voice = receive(project, envelope(project, WORDS, on=day, agreed=["print"]), by=by_bo).voice
        assert voice.captured_on == story_day and voice.consents.get().given_on == story_day


def test_words_noted_where_nobody_may_note_wait_for_a_person(project, by_amina, by_bo, salon):
    sent = envelope(project, WORDS, activity=str(salon.pk))
    assert [receive(project, sent, by=by_bo).status for _ in range(2)] == [409, 409] and kept() == []
    assert SetAside.objects.get().reason == "not_this_way"
    card = envelope(project, WORDS, activity=str(salon.pk), capture_method="card")
    assert receive(project, card, by=by_bo).status == 201 and kept() == [WORDS]


def test_what_waited_and_was_kept_and_taken_back_does_not_come_again(project, by_amina, by_bo, salon):
    sent = envelope(project, WORDS, activity=str(salon.pk))
    receive(project, sent, by=by_bo)
    set_method(salon, "", by=by_amina)
    withdraw(settle(SetAside.objects.get(), by=by_amina, keep=True), by=by_amina)
    assert receive(project, sent, by=by_bo).status == 410 and kept() == []


@pytest.mark.parametrize("sent", [b"", b"\x01", b"\x02" * 300, b"\x01" * 300])
def test_what_is_no_envelope_is_told_so_and_nothing_is_stored(project, by_bo, sent):
    with pytest.raises(NotAMessage):
        receive(project, sent, by=by_bo)
    assert not Submission.objects.exists()


def test_an_envelope_opens_in_its_own_project_alone(project, amina, by_amina, by_bo):
    from samskab.projects.actions import begin_project

    other = begin_project("Et andet", coordinator=amina)
    with pytest.raises(NotAMessage):
        receive(other, envelope(project, WORDS), by=by_amina)


def test_a_message_with_no_salt_is_refused(project, by_bo):
    """Its fingerprint could be guessed from the words."""
    with pytest.raises(NotAMessage):
        receive(project, envelope(project, WORDS, salt="0" * 8), by=by_bo)


def test_the_sweep_takes_what_no_row_points_at_and_is_an_hour_old(project, by_bo):
    import os

    key = uuid.uuid4()
    for words in (WORDS, "Noget andet."):
        receive(project, envelope(project, words, key=key, pictures=[(jpeg(), "", "")]), by=by_bo)
    stray = [place("ab" * 16) for place in (place_of, pictures.place_of)]
    for path in stray:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    held = [place_of(SetAside.objects.get().name), pictures.place_of(Picture.objects.get().name)]
    sweep(), pictures.sweep()
    assert all(path.exists() for path in stray)
    for path in [*stray, *held]:
        os.utime(path, (0, 0))
    sweep(), pictures.sweep()
    assert not any(path.exists() for path in stray) and all(path.exists() for path in held)


def test_a_key_stays_shut_when_an_older_copy_comes_back_that_never_heard_of_it(project, by_amina, by_bo):
    sent = envelope(project, WORDS)
    withdraw(receive(project, sent, by=by_bo).voice, by=by_amina)
    Submission.objects.all().delete()
    assert [receive(project, sent, by=by_bo).status for _ in range(2)] == [410, 410] and kept() == []
    assert receive(project, envelope(project, WORDS), by=by_bo).status == 201, "the same words under another key"


def test_forgetting_twice_changes_nothing(project, by_bo):
    voice = receive(project, envelope(project, WORDS), by=by_bo).voice
    forget(voice, by=by_bo), forget(voice, by=by_bo)
    assert Submission.objects.get().erased_at
