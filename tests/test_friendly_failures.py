"""When it does not go well, a person is told what happened, whether anything is stored, and what to do; words are not lost."""

import re
import urllib.error
from html import unescape

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from samskab.config import failing
from samskab.config.standstill import Standstill, standstill
from samskab.voices.intake.models import Voice
from tests.databases import POSTGRES
from tests.houses import Browser, House

WORDS = "Jeg ringede tre gange, og ingen tog den."
TOLD = {"kind": "quote", "words": WORDS, "channel": "oral", "capture_method": "noted"}
OURS = {"origin": "http://testserver"}


def hidden(page):
    """The fields of the form that sends it all again."""
    form = page.rpartition("Send det igen")[0].rpartition("<form")[2]
    found = re.findall(r'name="([^"]*)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path / "data")
    made.start()
    yield made
    made.kill()


@pytest.fixture
def new_voice(project):
    return reverse("voice-new", args=[project.slug])


@pytest.fixture
def amina_in_trouble(as_amina):
    """Amina's browser, which shows her a fault as she would see it."""
    as_amina.raise_request_exception = False
    return as_amina


# --- The disk and the database --------------------------------------------------------------------------------------


@pytest.mark.skipif(bool(POSTGRES), reason="the limit is on our own process, and PostgreSQL writes in another")
def test_on_a_full_disk_nothing_is_half_stored_and_what_was_typed_is_sent_again_when_there_is_room(house):
    amina = Browser(house.url)
    amina.opener.addheaders = [("Origin", house.url)]
    amina.begin()
    house.kill()
    house.largest_file = (house.folder / "samskab.sqlite3").stat().st_size + 64 * 1024
    house.start()
    page, stored = "", 0
    for number in range(40):
        status, _address, page = amina.post(
            "/p/tryg-hjemme/stemmer/ny/", **TOLD | {"words": f"{number} " + "ord " * 1000}
        )
        if status != 200:
            break
        stored += 1
    assert status == 503 and "Der er ikke mere plads" in page and "Intet er gemt, heller ikke en del af det." in page
    assert f"<p>{stored} ord ord" in page, "what was typed stands on the page"
    house.kill()
    house.largest_file = None
    house.start()
    assert house.asks("SELECT count(*) FROM voices_voice") == [(stored,)]
    again = hidden(page)
    again.pop("csrfmiddlewaretoken")
    assert amina.post("/p/tryg-hjemme/stemmer/ny/", **again)[0] == 200
    assert house.asks("SELECT count(*) FROM voices_voice") == [(stored + 1,)]


@pytest.mark.skipif(bool(POSTGRES), reason="the file is SQLite's")
def test_a_database_that_is_away_is_said_in_words_and_comes_back(house):
    amina = Browser(house.url)
    amina.begin()
    # Who reads is noted, or nothing is shown.
    code = amina.say("Når ingen må se ordene, uden at det står nogen steder.")
    away = house.folder.with_name("away")
    away.mkdir()
    there = sorted(house.folder.glob("samskab.sqlite3*"))
    for path in there:
        path.rename(away / path.name)
    with pytest.raises(urllib.error.HTTPError) as refused:
        amina.get(f"/p/tryg-hjemme/stemmer/{code}/")
    page = refused.value.read().decode()
    assert refused.value.code == 503 and refused.value.headers["Retry-After"] == "30"
    assert "Vi kan ikke få fat i det, der er gemt" in page and "Det, der er gemt, er i sikkerhed." in page
    house.kill()
    for path in [*house.folder.glob("samskab.sqlite3*")]:
        path.unlink()
    for path in there:
        (away / path.name).rename(path)
    house.start()
    assert "Tryg hjemme" in amina.get("/p/tryg-hjemme/")


READ_ONLY = {
    "sqlite": ("PRAGMA query_only=1", "PRAGMA query_only=0"),
    "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
}


@pytest.fixture
def read_only(db):
    """A database that can only be read, as its own engine says it."""
    on, off = READ_ONLY[connection.vendor]

    def execute(words):
        with connection.cursor() as cursor:
            cursor.execute(words)

    yield lambda: execute(on)
    execute(off)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_can_only_be_read_keeps_nothing_and_says_so(amina_in_trouble, new_voice, read_only):
    read_only()
    answer = amina_in_trouble.post(new_voice, TOLD, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 503 and "Der kan ikke gemmes noget lige nu" in page and WORDS in page
    assert answer.headers["Retry-After"] == "30" and answer.headers["Cache-Control"] == "no-store"
    assert not Voice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_was_stored_before_the_page_failed_is_not_asked_for_again(amina_in_trouble, new_voice, monkeypatch):
    """The voice is in safety, and then the session cannot be kept: to send it again would be to say it twice."""
    from django.contrib.sessions.backends.db import SessionStore

    def full(self, *args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", full)
    answer = amina_in_trouble.post(new_voice, TOLD, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 503 and "er gemt. Send det ikke igen." in page and not hidden(page)
    assert Voice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_so_it_is_when_the_view_itself_fails_after_the_act(amina_in_trouble, project, monkeypatch):
    """The invitation is made, and then its page cannot be shown."""
    from samskab.projects.team import queries
    from samskab.projects.team.models import Invitation

    monkeypatch.setattr(
        queries, "open_invitations", lambda *_: (_ for _ in ()).throw(OperationalError("disk I/O error"))
    )
    sent = {"name": "Ditte", "email": "", "role": "reader"}
    answer = amina_in_trouble.post(reverse("team", args=[project.slug]), sent, headers=OURS)
    assert Invitation.objects.count() == 1
    assert answer.status_code == 503 and "er gemt. Send det ikke igen." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_was_taken_back_whole_is_not_said_to_be_stored(amina_in_trouble, new_voice, monkeypatch):
    from samskab.voices.listening import actions

    def full(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(actions, "record", full)
    sent = TOLD | {"agreed": ["print"]}
    answer = amina_in_trouble.post(new_voice, sent, headers=OURS)
    assert answer.status_code == 503 and "Intet er gemt" in answer.content.decode() and not Voice.objects.exists()


@pytest.mark.parametrize(
    "error,why",
    [
        (OperationalError("database or disk is full"), Standstill.FULL),
        (OperationalError("disk I/O error"), Standstill.FULL),
        (OperationalError('could not extend file "base/1/2": No space left on device'), Standstill.FULL),
        (OSError(28, "No space left on device"), Standstill.FULL),
        (OSError(27, "File too large"), Standstill.FULL),
        (OperationalError("database is locked"), Standstill.BUSY),
        (OperationalError("sorry, too many clients already"), Standstill.BUSY),
        (OperationalError("attempt to write a readonly database"), Standstill.LOCKED),
        (OSError(30, "Read-only file system"), Standstill.LOCKED),
        (OperationalError("unable to open database file"), Standstill.AWAY),
        (OperationalError("connection to server failed: Connection refused"), Standstill.AWAY),
        (ValueError("database is locked"), None),
        (FileNotFoundError(2, "No such file"), None),
        (None, None),
    ],
)
def test_a_standstill_is_told_from_a_fault_of_ours(error, why):
    assert standstill(error) is why


# --- The session and the form ---------------------------------------------------------------------------------------


@pytest.fixture
def careful(amina):
    """A browser whose forms are asked for their proof, as real ones are."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amina)
    return browser


def proof(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def test_what_was_typed_when_the_session_ran_out_waits_until_one_is_in_again(careful, amina, new_voice):
    page = careful.get(new_voice).content.decode()
    careful.session.flush()
    out = careful.post(new_voice, TOLD | {"csrfmiddlewaretoken": proof(page)}, headers=OURS)
    page = out.content.decode()
    assert out.status_code == 403 and "Du er logget af" in page and WORDS in page and "/log-ind/?next=" in page
    careful.force_login(amina)
    careful.cookies["csrf"] = "x" * 32  # signing in gives forms a new proof
    old = careful.post(new_voice, hidden(page), headers=OURS)
    page = old.content.decode()
    assert old.status_code == 403 and "Siden har stået åben for længe" in page and WORDS in page
    assert careful.post(new_voice, hidden(page), headers=OURS).status_code == 302
    assert Voice.objects.get().words == WORDS


@pytest.mark.parametrize("said", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {}])
def test_words_sent_from_another_site_are_not_shown_as_one_s_own(careful, new_voice, said):
    careful.get(new_voice)
    answer = careful.post(new_voice, TOLD, headers=said)
    assert answer.status_code == 403 and WORDS not in answer.content.decode()


def test_a_password_is_never_shown_or_sent_again(db, client):
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/log-ind/", {"login": "amina@example.org", "password": "tre gode ord"}, headers=OURS)
    assert answer.status_code == 403 and "tre gode ord" not in answer.content.decode()


def test_a_file_cannot_be_sent_again_so_only_the_words_are_shown(careful, project):
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = reverse("reading", args=[project.slug])
    careful.get(page)
    sent = {"file": SimpleUploadedFile("kort.txt", b"Et kort."), "note": WORDS}
    answer = careful.post(page, sent, headers=OURS).content.decode()
    assert WORDS in answer and not hidden(answer)


def test_part_of_a_page_is_not_swapped_for_the_door(client, project):
    page = reverse("plan-date", args=[project.slug])
    assert client.get(page, headers={"hx-request": "true"}).status_code == 403
    assert client.get(page).headers["Location"].startswith("/log-ind/?next=")


# --- Too much, and the wrong way ------------------------------------------------------------------------------------


def test_too_much_at_once_is_said_with_how_much_there_is_room_for(as_amina, new_voice, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    answer = as_amina.post(new_voice, TOLD | {"thought": "x" * 1024**2})
    assert (
        answer.status_code == 413 and "Vi kan højst tage imod 1 MB ad gangen. Intet er gemt." in answer.content.decode()
    )
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = as_amina.post(new_voice, TOLD)
    assert answer.status_code == 413 and "Der er for mange felter i formularen." in answer.content.decode()
    assert not Voice.objects.exists()


def test_a_button_s_address_opened_as_a_page_says_what_to_do(as_amina, project):
    answer = as_amina.get(f"/p/{project.slug}/plan/1/igen/")
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert "Det gør man med en knap" in answer.content.decode()
    answer = as_amina.post(f"/p/{project.slug}/plan/")
    assert answer.status_code == 405 and f'href="/p/{project.slug}/plan/"' in answer.content.decode()


# --- Our own faults -------------------------------------------------------------------------------------------------


def test_a_fault_of_ours_shows_nobody_s_words_and_nothing_from_inside(amina_in_trouble, new_voice, monkeypatch, caplog):
    from samskab.voices.listening import actions

    def break_down(*args, **kwargs):
        raise ValueError(f"Failing row contains ({WORDS})")

    monkeypatch.setattr(actions, "write_down", break_down)
    answer = amina_in_trouble.post(new_voice, TOLD, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 500 and "Noget gik galt hos os" in page
    assert WORDS not in page and "ValueError" not in page and "Traceback" not in page


@pytest.mark.parametrize("language,lead", [("da", "Det er ikke din skyld."), ("en", "It is not your fault.")])
def test_every_page_of_failure_stands_without_a_database(language, lead):
    """No database is given to this test: one that asked would fail."""
    request = RequestFactory().post("/p/lys/stemmer/ny/", TOLD)
    with override(language):
        answers = [
            failing.something_broke(request),
            *(failing.not_now(request, why) for why in Standstill),
            failing.not_understood(request),
            failing.not_understood(request, RequestDataTooBig()),
            failing.not_understood(request, TooManyFieldsSent()),
            failing.page_too_old(request),
            failing.signed_out(request),
            failing.not_this_way(request, can_be_opened=True),
            failing.not_over_https(request),
        ]
    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code >= 400 and page.count("<h1>") == 1 and f'<html lang="{language}">' in page
    assert lead in answers[0].content.decode()
