"""After the password: a code from an app, a code on paper, or a passkey. And what each of them may not do."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from samskab.journal.models import Entry
from samskab.people import sealing
from samskab.people.actions import forget_second_step
from samskab.people.actors import SYSTEM
from samskab.people.tests.conftest import PASSWORD, code_of, is_in

SECOND = "/log-ind/trin-to/"


def test_the_password_alone_no_longer_opens(ditte, app, door):
    client, answer = door()
    assert answer.headers["Location"] == SECOND and not is_in(client)
    assert client.get("/konto/").status_code == 302
    assert client.post(SECOND, {"code": code_of(app[0])}).status_code == 302
    assert is_in(client)


def test_the_way_on_is_remembered_across_the_second_step(ditte, app):
    client = Client()
    client.post("/log-ind/?next=/konto/steder/", {"login": "ditte@example.org", "password": PASSWORD})
    assert client.post(SECOND, {"code": code_of(app[0])}).headers["Location"] == "/konto/steder/"


def test_the_second_step_is_nothing_without_the_first(ditte, app):
    client = Client()
    assert client.get(SECOND).headers["Location"] == "/log-ind/"
    client.post(SECOND, {"code": code_of(app[0])})
    assert not is_in(client)


@pytest.mark.parametrize("code", ["000000", "", "abc", "æøå", "1" * 20, "1" * 500, "0\x000"])
def test_a_wrong_code_is_a_sentence_and_nobody_is_let_in(code, ditte, app, door):
    client, _answer = door()
    page = client.post(SECOND, {"code": code})
    assert page.status_code == 200 and page.context["form"].errors and not is_in(client)


def test_a_code_is_good_once_however_it_is_typed(ditte, app, door, hands):
    code = code_of(app[0])
    assert is_in(_through(door, code))
    for again in (code, f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}", f" {code} "):
        assert not is_in(_through(door, again)), again
    assert is_in(_through(door, code_of(app[0], 1)))


def test_a_code_on_paper_is_good_once(ditte, app, door):
    first, second = app[1][:2]
    assert is_in(_through(door, first))
    assert not is_in(_through(door, first))
    assert is_in(_through(door, second))


def _through(door, code):
    client, _answer = door()
    client.post(SECOND, {"code": code})
    return client


def test_codes_cannot_be_guessed_one_after_the_other(ditte, app, door, hands):
    client, _answer = door()
    answers = [client.post(SECOND, {"code": f"{number:06}"}).status_code for number in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert client.post(SECOND, {"code": code_of(app[0])}).status_code == 429, "a right guess is a guess"
    hands.pass_(minutes=2)
    client, _answer = door()
    client.post(SECOND, {"code": code_of(app[0])})
    assert is_in(client)


def test_guessing_on_one_account_costs_another_nothing(ditte, app, door, hands, carl):
    client, _answer = door()
    for number in range(6):
        client.post(SECOND, {"code": f"{number:06}"})
    assert is_in(door("carl@example.org", "ti-gode-traade")[0])


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_what_is_kept_of_an_app_and_of_codes_opens_nothing_by_itself(ditte, app):
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert app[0] not in kept and not any(code in kept for code in app[1])


def test_what_was_sealed_with_another_key_lets_nobody_in_and_breaks_nothing(ditte, app, door, settings):
    client, _answer = door()
    Authenticator.objects.filter(type="totp").update(data={"secret": "1:" + "x" * 40})
    page = client.post(SECOND, {"code": "123456"})
    assert page.status_code == 200 and not is_in(client)


def test_a_key_of_before_still_opens_what_it_sealed(settings):
    sealed = sealing.seal("et frø")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "en ny"
    assert sealing.unseal(sealed) == "et frø"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed)


@pytest.mark.parametrize("text", ["", "et frø", "2:abc", "1:", "1:æøå", "gAAAA"])
def test_what_is_no_seal_of_ours_is_not_opened(text):
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(text)


# --- Setting up, and taking away ------------------------------------------------------------------------------------


def test_setting_up_an_app_needs_a_code_from_it(as_ditte, ditte):
    secret = as_ditte.get("/konto/app/").context["form"].secret
    assert as_ditte.post("/konto/app/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
    assert as_ditte.post("/konto/app/", {"code": code_of(secret)}).headers["Location"] == "/konto/noedkoder/"
    assert len(as_ditte.get("/konto/noedkoder/").context["unused_codes"]) == 10
    assert Entry.objects.get(verb="second_step_added").facts == {"kind": "totp"}


def test_the_picture_for_the_app_is_our_own_and_holds_the_key(as_ditte):
    page = as_ditte.get("/konto/app/")
    assert page.context["totp_svg"].startswith("<svg xmlns=") and "data:image/svg+xml;base64," in page.content.decode()
    assert page.context["form"].secret in page.context["totp_url"] and "issuer=Samskab" in page.context["totp_url"]


def test_somebody_who_finds_an_open_window_later_is_asked_for_the_password(hands, as_ditte):
    hands.pass_(minutes=6)
    for address in ("/konto/app/", "/konto/noegler/ny/", "/konto/noedkoder/nye/"):
        assert as_ditte.get(address).headers["Location"].startswith("/konto/igen/?next=")
    as_ditte.post("/konto/igen/?next=/konto/app/", {"password": "forkert-forkert"})
    assert as_ditte.get("/konto/app/").status_code == 302
    answer = as_ditte.post("/konto/igen/?next=/konto/app/", {"password": PASSWORD})
    assert answer.headers["Location"] == "/konto/app/" and as_ditte.get("/konto/app/").status_code == 200


def test_taking_the_app_away_takes_its_codes_along(ditte, app, door):
    client = _through(door, code_of(app[0]))
    assert client.post("/konto/app/fjern/").headers["Location"] == "/konto/"
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="second_step_removed").exists()


def test_new_codes_end_the_old_ones(ditte, app, door):
    client = _through(door, code_of(app[0]))
    assert client.post("/konto/noedkoder/nye/").headers["Location"] == "/konto/noedkoder/"
    fresh = client.get("/konto/noedkoder/").context["unused_codes"]
    assert not set(fresh) & set(app[1])
    assert not is_in(_through(door, app[1][0])) and is_in(_through(door, fresh[0]))
    text = client.get("/konto/noedkoder/hent/")
    assert text.headers["Content-Disposition"].startswith("attachment") and fresh[3] in text.content.decode()


def test_each_change_is_told_in_a_letter(as_ditte, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST = "post.example.org"
    secret = as_ditte.get("/konto/app/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        as_ditte.post("/konto/app/", {"code": code_of(secret)})
    assert "En app med engangskoder er sat til din konto." in mail.outbox[0].body
    assert mail.outbox[0].to == ["ditte@example.org"] and secret not in mail.outbox[0].body


def test_without_a_letter_box_no_letter_is_tried(as_ditte, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST = ""
    secret = as_ditte.get("/konto/app/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        as_ditte.post("/konto/app/", {"code": code_of(secret)})
    assert not mail.outbox


def test_one_who_has_lost_everything_is_helped_by_the_one_who_runs_the_server(ditte, app, door):
    client = _through(door, code_of(app[0]))
    forget_second_step(ditte, by=SYSTEM)
    assert client.get("/konto/").status_code == 302, "whoever was signed in is not any more"
    assert is_in(door()[0])
    assert Entry.objects.get(verb="second_step_forgotten").actor_kind == "system"


# --- Passkeys: what a browser might send ----------------------------------------------------------------------------

JUNK = [
    "", "null", "[]", "{}", "1", '"x"', "{", '{"id": 1}', '{"response": null}', '{"response": {"userHandle": "MQ"}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AA",'
    '"signature":"AA","userHandle":"MQ"},"clientExtensionResults":{}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"!!","attestationObject":"AA"}}',
    '{"id":[],"rawId":{},"type":7,"response":[1,2]}', "æøå", "9" * 5000, "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("said", JUNK)
def test_what_is_no_key_lets_nobody_in_and_breaks_nothing(said, ditte):
    client = Client()
    client.get("/log-ind/noegle/", headers={"Accept": "application/json"})
    answer = client.post("/log-ind/noegle/", {"credential": said})
    assert answer.status_code == 302 and answer.headers["Location"] == "/log-ind/" and not is_in(client)


@pytest.mark.parametrize("said", JUNK)
def test_what_is_no_key_is_not_set_up(said, as_ditte):
    as_ditte.get("/konto/noegler/ny/")
    answer = as_ditte.post("/konto/noegler/ny/", {"name": "x", "credential": said})
    assert answer.status_code == 200 and not Authenticator.objects.exists()


@pytest.mark.parametrize("said", JUNK)
def test_what_is_no_key_is_no_second_step(said, ditte, app, door):
    client, _answer = door()
    client.get(SECOND)
    assert client.post(SECOND, {"credential": said}).status_code in {200, 429} and not is_in(client)


def test_the_question_for_a_key_tells_nobody_who_has_one(ditte):
    asked = Client().get("/log-ind/noegle/", headers={"Accept": "application/json"}).json()["request_options"]
    assert asked["publicKey"]["userVerification"] == "required"
    assert not asked["publicKey"].get("allowCredentials")
