"""One e-mail address is one person; only staff have accounts."""

import pytest
from django.test import Client

from samskab.people.actions import AlreadyHere, welcome
from samskab.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "fire-gode-ord-her"


@pytest.mark.parametrize("typed", ["DITTE@example.org", " ditte@Example.org ", "ditte@example.org"])
def test_one_address_is_one_person_however_it_is_typed(typed):
    welcome("ditte@example.org", "Ditte Dam", PASSWORD)
    with pytest.raises(AlreadyHere):
        welcome(typed, "En anden", PASSWORD)
    assert User.objects.count() == 1


def test_signing_in_with_the_address_as_one_types_it_today():
    welcome("ditte@example.org", "Ditte Dam", PASSWORD)
    client = Client()
    answer = client.post("/log-ind/", {"login": "Ditte@Example.org", "password": PASSWORD})
    assert answer.status_code == 302 and "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "wrong", [{"password": "forkert-forkert"}, {"login": "ingen@example.org"}, {"login": ""}, {"password": ""}]
)
def test_a_wrong_sign_in_is_one_clear_sentence_and_the_address_stays(wrong):
    welcome("ditte@example.org", "Ditte Dam", PASSWORD)
    client = Client()
    typed = {"login": "ditte@example.org", "password": PASSWORD} | wrong
    page = client.post("/log-ind/", typed)
    words = page.content.decode()
    assert page.status_code == 200 and "error-summary" in words and "_auth_user_id" not in client.session
    assert f'value="{typed["login"]}"' in words or not typed["login"]
    assert PASSWORD not in words


def test_whether_an_address_has_an_account_is_not_told():
    welcome("ditte@example.org", "Ditte Dam", PASSWORD)
    known, unknown = (
        Client().post("/log-ind/", {"login": f"{who}@example.org", "password": "forkert-forkert"})
        for who in ("ditte", "ingen")
    )
    assert [str(e) for e in known.context["form"].non_field_errors()] == [
        str(e) for e in unknown.context["form"].non_field_errors()
    ]


def test_the_way_on_after_signing_in_never_leads_away():
    welcome("ditte@example.org", "Ditte Dam", PASSWORD)
    typed = {"login": "ditte@example.org", "password": PASSWORD}
    assert Client().post("/log-ind/?next=https://example.com/", typed).headers["Location"] == "/"
    assert Client().post("/log-ind/?next=/p/x/", typed).headers["Location"] == "/p/x/"


def test_a_closed_account_opens_nothing():
    user = welcome("ditte@example.org", "Ditte Dam", PASSWORD)
    user.is_active = False
    user.save()
    client = Client()
    client.post("/log-ind/", {"login": "ditte@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_logging_off_is_an_act_and_not_a_link(as_amina):
    assert as_amina.get("/log-ud/").status_code == 405
    assert as_amina.post("/log-ud/").status_code == 302
    assert "_auth_user_id" not in as_amina.session


# --- The demo ---------------------------------------------------------------------------------------------------


@pytest.fixture
def cast():
    return User.objects.create_user("amina@example.org", "Amina Holm", PASSWORD, demo_key="amina")


def test_one_click_in_a_demo(cast, settings):
    settings.DEMO = True
    client = Client()
    assert "Fortsæt som Amina" in client.get("/log-ind/").content.decode()
    assert client.post("/log-ind/som/amina/").status_code == 302
    assert client.session["_auth_user_id"] == str(cast.pk)


def test_no_click_where_real_people_work(cast):
    client = Client()
    assert "Fortsæt som" not in client.get("/log-ind/").content.decode()
    assert client.post("/log-ind/som/amina/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("key", ["x", "-", "amina2"])
def test_nobody_else_is_in_the_cast(key, cast, settings):
    User.objects.create_user("real@example.org", "Rigtig", PASSWORD)
    settings.DEMO = True
    assert Client().post(f"/log-ind/som/{key}/").status_code == 404


def test_a_link_is_no_click(cast, settings):
    settings.DEMO = True
    assert Client().get("/log-ind/som/amina/").status_code == 405
