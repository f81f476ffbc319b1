"""How long somebody is signed in, and where."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samskab.people.devices import device_of
from samskab.people.signing_in.sessions import BEGAN, SEEN, is_over
from samskab.people.tests.conftest import PASSWORD, is_in

HALF_AN_HOUR, A_DAY_AT_WORK = 30 * 60, 8 * 60 * 60


def test_half_an_hour_without_a_sign_of_life_and_one_is_out(hands, as_ditte):
    hands.pass_(minutes=29)
    assert as_ditte.get("/konto/").status_code == 200
    hands.pass_(minutes=29)
    assert as_ditte.get("/konto/").status_code == 200, "each look is a sign of life"
    hands.pass_(minutes=31)
    answer = as_ditte.get("/konto/", follow=True)
    assert not is_in(as_ditte) and "Du er logget af, fordi der er gået tid." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/log-ind/?next=/konto/"


def test_eight_hours_and_one_is_out_however_busy(hands, as_ditte):
    for _ in range(8 * 3):
        assert as_ditte.get("/konto/").status_code == 200
        hands.pass_(minutes=20)
    assert as_ditte.get("/konto/").status_code == 200
    hands.pass_(minutes=1)
    assert as_ditte.get("/konto/").status_code == 302 and not is_in(as_ditte)


def test_who_writes_a_long_text_is_here(hands, as_ditte):
    for _ in range(10):
        hands.pass_(minutes=5)
        assert as_ditte.post("/konto/her/").status_code == 204
    assert as_ditte.get("/konto/").status_code == 200


def test_the_times_are_settings(hands, as_ditte, settings):
    settings.SESSION_IDLE_SECONDS = 60 * 60
    hands.pass_(minutes=59)
    assert as_ditte.get("/konto/").status_code == 200


@given(st.integers(0, 20 * 60 * 60), st.integers(0, 20 * 60 * 60))
def test_a_session_is_over_when_either_time_is_and_only_then(began, seen):
    now = 1_000_000
    over = is_over({BEGAN: now - began, SEEN: now - seen}, now)
    assert over == (seen > HALF_AN_HOUR or began > A_DAY_AT_WORK)


def test_a_page_is_no_reason_to_write(hands, as_ditte):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    as_ditte.get("/konto/")
    hands.pass_(seconds=30)
    with CaptureQueriesContext(connection) as asked:
        as_ditte.get("/konto/")
    assert not {"INSERT", "UPDATE", "DELETE"} & {one["sql"].split(" ")[0] for one in asked}
    hands.pass_(seconds=31)
    with CaptureQueriesContext(connection) as asked:
        as_ditte.get("/konto/")
    assert "UPDATE" in {one["sql"].split(" ")[0] for one in asked}, "once a minute it is noted"


def test_a_full_disk_signs_nobody_out_and_shuts_no_page(hands, as_ditte, monkeypatch):
    def refuse(key):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("samskab.people.actions.note_session", refuse)
    hands.pass_(minutes=5)
    assert as_ditte.get("/konto/").status_code == 200


def test_the_cookie_ends_with_the_browser_and_is_kept_from_scripts(ditte, door):
    _client, answer = door()
    cookie = answer.cookies["session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]


def test_the_key_of_the_session_is_another_after_signing_in(ditte, door):
    client = Client()
    client.get("/log-ind/noegle/", headers={"Accept": "application/json"})
    before = client.session.session_key
    door(client=client)
    assert before and client.session.session_key != before


def test_where_one_is_signed_in_and_signing_out_there(as_ditte, ditte):
    telephone = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit Safari/605.1")
    telephone.post("/log-ind/", {"login": "ditte@example.org", "password": PASSWORD})
    page = as_ditte.get("/konto/steder/")
    here, there = page.context["places"]
    assert here.is_here and "Safari på iPhone" in page.content.decode()
    as_ditte.post("/konto/steder/", {"sted": there.row.pk})
    assert telephone.get("/konto/").status_code == 302 and as_ditte.get("/konto/").status_code == 200


def test_signing_out_everywhere_else(as_ditte, door):
    others = [door()[0] for _ in range(3)]
    as_ditte.post("/konto/steder/", {"sted": "alle"})
    assert [one.get("/konto/").status_code for one in others] == [302] * 3
    assert len(as_ditte.get("/konto/steder/").context["places"]) == 1


def test_nobody_signs_others_out(as_ditte, door, carl):
    carls = door("carl@example.org", "ti-gode-traade")[0]
    row = carls.get("/konto/steder/").context["places"][0].row
    as_ditte.post("/konto/steder/", {"sted": row.pk})
    assert carls.get("/konto/").status_code == 200


@pytest.mark.parametrize("forged", ["", "x", "999999", "-1"])
def test_a_forged_place_is_none(forged, as_ditte, door):
    other = door()[0]
    as_ditte.post("/konto/steder/", {"sted": forged})
    assert other.get("/konto/").status_code == 200


def test_what_is_over_is_swept_away(hands, ditte, door):
    from allauth.usersessions.models import UserSession

    for _ in range(3):
        door()
    hands.pass_(hours=9)
    door()
    assert Session.objects.count() == UserSession.objects.count() == 1


def test_a_signed_in_page_is_kept_nowhere(as_ditte):
    for address in ("/konto/", "/konto/app/", "/konto/steder/"):
        assert as_ditte.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "said,words",
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit Chrome/140 Safari/537 Edg/140", "Edge på Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/19 Safari/605", "Safari på Mac"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit Chrome/140 Mobile Safari/537", "Chrome på Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140) Gecko Firefox/140", "Firefox på Linux"),
        ("curl/8", "Et andet program"), ("", "Et andet program"), ("Windows", "Windows"),
    ],
)  # fmt: skip
def test_a_place_is_told_in_words(said, words):
    assert device_of(said) == words


# --- Two steps demanded ---------------------------------------------------------------------------------------------


@pytest.fixture
def demanded(settings):
    settings.TWO_FACTOR_DEMANDED = True


def test_who_has_none_is_led_to_set_it_up_before_anything_else(demanded, as_ditte):
    for address in ("/", "/konto/", "/konto/steder/", "/nyt-projekt/", "/konto/luk/"):
        assert as_ditte.get(address).headers["Location"] == "/konto/to-trin/"
    page = as_ditte.get("/konto/to-trin/")
    assert page.status_code == 200 and "Her skal alle logge ind i to trin." in page.content.decode()
    for address in ("/konto/app/", "/konto/noegler/ny/", "/was/", "/oplysninger/", "/hjaelp/"):
        assert as_ditte.get(address).status_code == 200, address
    assert as_ditte.post("/konto/her/").status_code == 204
    assert as_ditte.get("/findes-ikke/").status_code == 404
    assert as_ditte.post("/log-ud/").status_code == 302 and not is_in(as_ditte)


def test_who_has_set_it_up_goes_on_at_once(demanded, as_ditte, ditte):
    from samskab.people.tests.conftest import code_of

    secret = as_ditte.get("/konto/app/").context["form"].secret
    as_ditte.post("/konto/app/", {"code": code_of(secret)})
    assert as_ditte.get("/konto/noedkoder/").status_code == 200
    assert as_ditte.get("/konto/").status_code == 200
    assert as_ditte.get("/konto/to-trin/").headers["Location"] == "/konto/"


def test_the_last_second_step_stays_while_it_is_demanded(demanded, ditte, app, door):
    from allauth.mfa.models import Authenticator

    from samskab.people.tests.conftest import code_of

    client, _answer = door()
    client.post("/log-ind/trin-to/", {"code": code_of(app[0])})
    page = client.post("/konto/app/fjern/")
    assert "Her skal man logge ind i to trin." in page.content.decode()
    assert Authenticator.objects.filter(user=ditte, type="totp").exists()


def test_nothing_is_demanded_in_a_demo(demanded, as_ditte, settings):
    settings.DEMO = True
    assert as_ditte.get("/konto/").status_code == 200


def test_nothing_is_asked_of_who_is_not_signed_in(demanded, ditte):
    assert Client().get("/was/").status_code == 200
