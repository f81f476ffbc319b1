"""A forgotten password, a new one, and what nobody learns about who has an account."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from samskab.journal.models import Entry
from samskab.people.actions import close, welcome
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.people.signing_in.links import reset_link
from samskab.people.tests.conftest import PASSWORD, is_in

NEW = "helt-andre-ord-nu"
FORGOT = "/glemt-adgangskode/"


@pytest.fixture
def letters(settings):
    settings.EMAIL_HOST = "post.example.org"


def forget(email="ditte@example.org", client=None):
    return (client or Client()).post(FORGOT, {"email": email})


def follow(link):
    """(a browser on the page the link opens, the address of that page)"""
    client = Client()
    path = "/" + link.split("/", 3)[3]
    answer = client.get(path)
    return client, answer.headers.get("Location", path)


def link_in(letter):
    return re.search(r"http://\S+", letter.body)[0]


def test_a_letter_with_a_link_gives_a_new_password(ditte, letters, door):
    assert forget("Ditte@Example.org ").headers["Location"] == f"{FORGOT}sendt/"
    [letter] = mail.outbox
    assert letter.to == ["ditte@example.org"] and letter.subject == "Vælg en ny adgangskode"
    client, page = follow(link_in(letter))
    assert page.endswith("/set-password/"), "the key itself leaves the address bar"
    assert client.get(page).status_code == 200
    client.post(page, {"password1": NEW})
    assert is_in(door(password=NEW)[0]) and not is_in(door()[0])
    assert Entry.objects.get(verb="password_changed").actor_id == ditte.pk


def test_the_link_opens_once(ditte, letters):
    forget()
    link = link_in(mail.outbox[0])
    client, page = follow(link)
    client.post(page, {"password1": NEW})
    late, page = follow(link)
    assert "Linket er brugt" in late.get(page).content.decode()
    late.post(page, {"password1": "en-tredje-slags-ord"})
    ditte.refresh_from_db()
    assert ditte.check_password(NEW)


def test_after_an_hour_the_link_is_shut(ditte, letters, monkeypatch):
    from datetime import timedelta

    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    link = reset_link(ditte)
    now = PasswordResetTokenGenerator()._now()
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now + timedelta(minutes=61))
    client, page = follow(link)
    assert "Linket er brugt" in client.get(page).content.decode()


@pytest.mark.parametrize("tail", ["1/x/", "zzz/abc-def/", "1/set-password/", "æ/ø/", "1/" + "a" * 400 + "/"])
def test_a_link_nobody_sent_opens_nothing(tail, ditte):
    answer = Client().get(f"{FORGOT}{tail}")
    assert answer.status_code == 404 or "Linket er brugt" in answer.content.decode()


@pytest.mark.parametrize("weak", ["kort", "password1234", ""])
def test_a_weak_password_is_refused_with_a_sentence_and_the_link_still_works(weak, ditte, letters):
    client, page = follow(reset_link(ditte))
    answer = client.post(page, {"password1": weak})
    assert answer.status_code == 200 and answer.context["form"].errors
    assert client.post(page, {"password1": NEW}).status_code == 302


def test_every_session_ends_with_the_old_password(ditte, door, letters):
    before = [door()[0] for _ in range(2)]
    ditte.refresh_from_db()
    client, page = follow(reset_link(ditte))
    client.post(page, {"password1": NEW})
    assert [one.get("/konto/").status_code for one in before] == [302, 302]


def test_who_changes_it_stays_and_everybody_else_goes(as_ditte, door):
    other = door()[0]
    answer = as_ditte.post("/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": NEW})
    assert answer.headers["Location"] == "/konto/" and as_ditte.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302
    assert is_in(door(password=NEW)[0])
    assert len(as_ditte.get("/konto/steder/").context["places"]) == 2


@pytest.mark.parametrize(
    "typed", [{"oldpassword": "forkert-forkert"}, {"oldpassword": ""}, {"password1": "kort"}, {"password1": ""}]
)
def test_a_change_that_cannot_be_changes_nothing(typed, as_ditte, ditte):
    page = as_ditte.post("/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": NEW} | typed)
    assert page.status_code == 200 and page.context["form"].errors.keys() == typed.keys()
    ditte.refresh_from_db()
    assert ditte.check_password(PASSWORD) and NEW not in page.content.decode()


def test_the_old_password_cannot_be_guessed_in_somebody_elses_window(hands, as_ditte):
    tries = [as_ditte.post("/konto/adgangskode/", {"oldpassword": "forkert", "password1": NEW}) for _ in range(6)]
    assert [one.status_code for one in tries] == [200] * 5 + [429]


# --- What nobody learns ---------------------------------------------------------------------------------------------


def test_whether_there_is_an_account_is_not_told(ditte, letters):
    known, unknown = forget(), forget("ingen@example.org")
    assert known.headers["Location"] == unknown.headers["Location"] and known.status_code == unknown.status_code
    assert [letter.to for letter in mail.outbox] == [["ditte@example.org"], ["ingen@example.org"]]
    assert "http" not in mail.outbox[1].body.replace("https://", "http://")


def test_an_unknown_address_is_as_much_work_as_a_known_one(ditte, door, monkeypatch):
    """Counted in passwords hashed, for that is what takes time."""
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append(1) or encode(self, *a, **k))

    def work(email):
        hashed.clear()
        door(email, "forkert-forkert")
        return len(hashed)

    without = welcome("uden@example.org", "Uden Adgangskode", PASSWORD)
    without.set_unusable_password()
    without.save()
    assert work("ditte@example.org") == work("ingen@example.org") == work("uden@example.org") == 1


def test_a_closed_account_gets_the_letter_of_nobody(ditte, letters):
    close(ditte, by=staff(ditte))
    forget()
    assert "ingen konto" in mail.outbox[0].body


def test_letters_are_not_sent_without_end(ditte, letters, hands):
    answers = [forget().status_code for _ in range(5)]
    assert answers == [302] * 3 + [429] * 2 and len(mail.outbox) == 3


@pytest.mark.parametrize("typed", ["", "ingen", "a@", "ditte@example.org\nBcc: alle@example.org", "x" * 400])
def test_what_is_no_address_is_a_sentence(typed, ditte, letters):
    page = forget(typed)
    assert page.status_code == 200 and page.context["form"].errors and not mail.outbox


def test_when_the_letter_cannot_be_sent_the_answer_is_the_same(ditte, letters, monkeypatch):
    def no_net(*_args, **_kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("samskab.people.signing_in.letters.send_mail", no_net)
    assert forget().headers["Location"] == f"{FORGOT}sendt/"


def test_where_no_letters_are_sent_the_page_says_who_to_call(ditte, settings):
    settings.EMAIL_HOST, settings.CONTACT_PHONE = "", "12 34 56 78"
    page = Client().get(FORGOT).content.decode()
    assert "Her sendes ingen breve. Ring, så får du et link i hånden." in page and "12 34 56 78" in page
    assert forget().headers["Location"] == FORGOT and not mail.outbox


def test_a_message_reaches_the_person_after_the_new_password(ditte):
    client, page = follow(reset_link(ditte))
    done = client.post(page, {"password1": NEW}, follow=True)
    assert "Din adgangskode er ny. Log ind med den." in done.content.decode()


# --- What is closed -------------------------------------------------------------------------------------------------


def test_nobody_signs_up_by_themselves(ditte):
    page = Client().get("/konto/ny/")
    assert "En konto får du af en tovholder" in page.content.decode()
    assert Client().post("/konto/ny/", {"email": "ny@example.org", "password1": PASSWORD}).status_code == 405
    assert User.objects.count() == 1
