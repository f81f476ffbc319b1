"""Pictures from a person's own telephone: nobody else's, once each, and no voice before they are chosen together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from samskab.ground.dates import read_one
from samskab.ground.installation import Installation
from samskab.ground.keeping import erased
from samskab.ground.pictures import clean_picture
from samskab.ground.reactions import ask, tell
from samskab.people.actors import SYSTEM
from samskab.projects.permission import NotAllowed
from samskab.projects.plan.actions import plan_activity
from samskab.projects.words import ContainsCpr
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.queries import answer_to, voices_on
from samskab.voices.consent.receipts import holder
from samskab.voices.consent.verifying import verify
from samskab.voices.intake.actions import NotGivenThisWay
from samskab.voices.intake.models import Voice
from samskab.voices.photos import actions
from samskab.voices.photos.models import PhotoTask, SentPhoto
from samskab.voices.pictures.models import Picture
from tests.phone import jpeg

WORDS = "Her sidder jeg og venter på bilen."


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)


@pytest.fixture
def activity(project, by_amina, story_day):
    return plan_activity(project, "Billeder", read_one("10. april 2026"), by=by_amina, method_key="photo_elicitation")


@pytest.fixture
def handed(activity, by_bo):
    return actions.hand_out(activity, 2, by=by_bo)


@pytest.fixture
def task(handed):
    return handed[0].task


@pytest.fixture
def phone(handed):
    """The person's own telephone, with the page open."""
    browser = Client()
    assert browser.post(reverse("photos"), {"kode": handed[0].code}).headers["Location"] == reverse("photos")
    return browser


def photo(data=None, **typed):
    """What the form sends."""
    return {"key": str(uuid4()), "caption": WORDS, "photo": SimpleUploadedFile("IMG.jpg", data or jpeg())} | typed


def send(task, **more):
    kept = {"key": uuid4(), "clean": clean_picture(jpeg()), "caption": WORDS, "uses": {"internal": True}} | more
    return actions.send(task, by=holder(task.receipt), **kept)


def there(task, name="photos-choose"):
    return reverse(
        name, args=[task.project.slug, task.activity.number, *([task.number] if name != "photo-tasks" else [])]
    )


# --- The task on paper ----------------------------------------------------------------------------------------------


def test_each_gets_a_sheet_of_their_own_and_the_code_is_kept_nowhere(as_bo, activity):
    there = reverse("photo-tasks", args=[activity.project.slug, activity.number])
    assert there in as_bo.get(reverse("activity", args=[activity.project.slug, activity.number])).content.decode()
    printed = as_bo.post(there, {"people": 2})
    assert printed.content.startswith(b"%PDF") and printed.headers["Cache-Control"].startswith("no-store")
    assert [task.number for task in PhotoTask.objects.all()] == [1, 2]
    as_bo.post(there, {"people": 1})
    assert [task.number for task in PhotoTask.objects.all()] == [1, 2, 3]


def test_only_where_people_take_pictures(project, by_bo, by_carl, by_amina, activity):
    other = plan_activity(project, "Salon", read_one("10. april 2026"), by=by_amina, method_key="conversation_salon")
    with pytest.raises(NotGivenThisWay):
        actions.hand_out(other, 1, by=by_bo)
    with pytest.raises(NotAllowed):
        actions.hand_out(activity, 1, by=by_carl)
    assert not PhotoTask.objects.exists()


# --- The person's own page ------------------------------------------------------------------------------------------


def test_without_the_code_there_is_one_field_and_no_picture(task, handed, client):
    sent = send(task)
    page = client.get(reverse("photos")).content.decode()
    assert "Skriv koden fra dit ark" in page
    for answer in (
        client.get(reverse("photos-shown", args=[sent.pk])),
        client.post(reverse("photos-take-away", args=[sent.pk])),
    ):
        assert answer.status_code == 302 and answer.headers["Location"] == reverse("photos")
    assert SentPhoto.objects.exists()
    wrong = client.post(reverse("photos"), {"kode": handed[0].code[:-1] + ("2" if handed[0].code[-1] != "2" else "3")})
    assert "slåfejl" in wrong.content.decode()


def test_a_picture_is_sent_with_words_and_answers_seen_and_deleted(phone, task):
    sent = phone.post(reverse("photos-send"), photo(uses=["internal", "web"]), follow=True).content.decode()
    one = SentPhoto.objects.get()
    assert "Billedet er modtaget." in sent and WORDS in sent
    assert (one.caption, one.internal, one.print, one.web) == (WORDS, True, False, True)
    assert phone.get(reverse("photos-shown", args=[one.pk])).headers["Content-Type"] == "image/jpeg"
    place = actions.LOCKER.place_of(one.name)
    assert place.exists() and jpeg() not in place.read_bytes()
    assert not Voice.objects.exists() and not Picture.objects.exists(), "it is no voice yet"


@pytest.mark.django_db(transaction=True)
def test_deleted_it_is_gone_also_from_the_disk(phone, task):
    one = send(task)
    place = actions.LOCKER.place_of(one.name)
    assert actions.LOCKER.told(one.name) in ask("which_files_are_kept", using="default")
    for _again in range(2):
        phone.post(reverse("photos-take-away", args=[one.pk]))
    assert not SentPhoto.objects.exists() and not place.exists()


def test_nobody_sees_or_deletes_anothers(phone, handed):
    other = send(handed[1].task)
    assert phone.get(reverse("photos-shown", args=[other.pk])).status_code == 404
    phone.post(reverse("photos-take-away", args=[other.pk]))
    assert SentPhoto.objects.exists()
    with pytest.raises(NotAllowed):
        actions.send(handed[0].task, uuid4(), clean_picture(jpeg()), "", {}, by=holder(handed[1].task.receipt))


def test_an_answer_that_was_lost_and_the_same_sent_again_is_one_picture(phone):
    again = photo()
    for _once_more in range(2):
        again["photo"].seek(0)
        assert phone.post(reverse("photos-send"), again).status_code == 302
    assert SentPhoto.objects.count() == 1


def test_what_is_hidden_in_a_file_is_not_kept(phone):
    out = BytesIO()
    image, exif = Image.new("RGB", (40, 30)), Image.Exif()
    exif[0x010E] = "Hjemme hos Karen"
    image.save(out, "JPEG", exif=exif)
    phone.post(reverse("photos-send"), photo(out.getvalue()))
    kept = actions.LOCKER.open(*SentPhoto.objects.values_list("name", "locked_key").get())
    assert b"Karen" in out.getvalue() and b"Karen" not in kept


@pytest.mark.parametrize("data", [b"x", b"%PDF-1.7", b"GIF89a" + b"\0" * 40, jpeg()[:200], b"PK\x03\x04" + b"\0" * 90])
def test_a_hostile_file_is_refused_in_words_and_nothing_is_stored(phone, data):
    answer = phone.post(reverse("photos-send"), photo(data))
    assert answer.status_code == 422 and WORDS in answer.content.decode() and not SentPhoto.objects.exists()


def test_a_cpr_number_is_refused_before_anything_is_kept(phone, task):
    page = phone.post(reverse("photos-send"), photo(caption="Hun hedder 010203-1234.")).content.decode()
    assert "Her står et CPR-nummer." in page and not SentPhoto.objects.exists()
    with pytest.raises(ContainsCpr):
        send(task, caption="010203-1234")


def test_ten_are_enough(task):
    for _one in range(actions.MOST_PHOTOS):
        send(task)
    with pytest.raises(actions.Enough):
        send(task)


def test_when_the_time_has_passed_nothing_is_taken_in_and_the_night_deletes_what_is_left(
    phone, task, settings, activity
):
    assert task.open_until == activity.starts_on + actions.OPEN_FOR
    one = send(task)
    settings.STORY_DAY = task.open_until
    actions.let_go_of_what_is_left(by=SYSTEM)
    assert SentPhoto.objects.exists(), "the last day is a day, too"
    settings.STORY_DAY = task.open_until + timedelta(days=1)
    with pytest.raises(actions.Closed):
        send(task)
    assert send(task, key=one.key) == one, "but what came before is answered as it was"
    assert "Tiden er gået" in phone.get(reverse("photos")).content.decode()
    for _again in range(2):
        actions.let_go_of_what_is_left(by=SYSTEM)
    assert not SentPhoto.objects.exists()


# --- Choosing together ----------------------------------------------------------------------------------------------


def test_what_is_chosen_becomes_a_voice_and_the_rest_is_deleted_after_one_look_more(as_bo, phone, task, handed):
    first = send(task, uses={"internal": True, "print": True})
    for uses in ({"internal": True}, {}):
        send(task, uses=uses)
    page = as_bo.get(there(task)).content.decode()
    assert page.count("Denne skal med") == 2 and "Det bliver slettet." in page
    assert as_bo.get(f"{there(task)}{first.pk}/").headers["Content-Type"] == "image/jpeg"
    chosen = {f"with-{first.pk}": "on", "perspective": "citizen"}
    sure = as_bo.post(there(task), chosen).content.decode()
    assert "Ét billede bliver en stemme." in sure and "To bliver slettet nu." in sure and not Voice.objects.exists()
    for _again in range(2):
        as_bo.post(there(task), chosen | {"sikker": "ja"})
    voice = Voice.objects.get()
    assert (voice.words, voice.kind, voice.perspective) == (WORDS, "observation", "citizen")
    assert [answer_to(voice, use) for use in ("internal", "print", "web", "picture")] == [True, True, False, True]
    assert {one.channel for one in voice.consents.all()} == {"digital"}
    assert Picture.objects.get().voice == voice and not SentPhoto.objects.exists()
    assert list(voices_on(task.receipt)) == [voice], "the code on the sheet is the receipt"
    assert (
        WORDS in phone.get("/k/").content.decode()
        and "Koden på arket er nu din kvittering" in phone.get(reverse("photos")).content.decode()
    )
    with pytest.raises(actions.Closed):
        send(task)


def test_a_picture_without_words_gets_them_when_they_sit_together(as_bo, task):
    one = send(task, caption="")
    page = as_bo.post(there(task), {f"with-{one.pk}": "on"}).content.decode()
    assert "Skriv personens ord." in page and not Voice.objects.exists()
    as_bo.post(there(task), {f"with-{one.pk}": "on", f"words-{one.pk}": "Min dør."})
    assert Voice.objects.get().words == "Min dør."


def test_nobody_may_be_talked_into_what_they_said_no_to(task, by_bo):
    one = send(task, uses={"web": True})
    with pytest.raises(actions.NotAsked):
        actions.choose_together(task, {one.pk: ""}, by=by_bo)
    assert SentPhoto.objects.exists() and not Voice.objects.exists()


def test_a_stranger_chooses_nothing(as_carl, task, by_carl):
    one = send(task)
    for path in (there(task), there(task, "photo-tasks"), f"{there(task)}{one.pk}/"):
        assert as_carl.get(path).status_code == 404
    with pytest.raises(NotAllowed):
        actions.choose_together(task, {one.pk: ""}, by=by_carl)


@pytest.mark.django_db(transaction=True)
def test_taken_back_by_the_same_code_nothing_is_left(task, handed, by_bo):
    [voice] = actions.choose_together(task, {send(task).pk: ""}, by=by_bo)
    assert [one.kind for one in verify(handed[0].code).left] == ["row"]
    withdraw(voice, by=holder(task.receipt))
    assert not Picture.objects.exists() and verify(handed[0].code).is_clean


def test_an_older_copy_does_not_bring_back_what_was_deleted(task, settings):
    one = send(task)
    actions.take_away(task, one.pk, by=holder(task.receipt))
    one.save(force_insert=True)
    tell("restored", erasures=erased.erasures(erased.lines_of(settings.INSTALLATION.erased_file)))
    assert not SentPhoto.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one_picture(handed, task):
    from django.db import connection

    key, clean = uuid4(), clean_picture(jpeg())

    def once(_number):
        try:
            return send(task, key=key, clean=clean).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as many:
        assert len(set(many.map(once, range(8)))) == 1
    assert SentPhoto.objects.count() == 1


def test_a_disk_that_is_full_keeps_nothing_half(phone, monkeypatch):
    def full(*_anything, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("samskab.ground.locker.write_whole", full)
    phone.raise_request_exception = False
    assert phone.post(reverse("photos-send"), photo()).status_code >= 500
    assert not SentPhoto.objects.exists()


def test_the_persons_pages_are_plain(phone, task):
    from tests.plain_words import lix, read_aloud

    send(task)
    for page in (phone.get(reverse("photos")), Client().get(reverse("photos"))):
        assert lix(*read_aloud(page.content.decode())) < 35
