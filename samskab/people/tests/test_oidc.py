"""Signing in with the municipality and with the region, each with a real OpenID provider of its own, both at once."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread

from samskab.journal.models import Entry
from samskab.people import providers
from samskab.people.actions import welcome
from samskab.people.models import User
from samskab.people.tests.conftest import PASSWORD, code_of, is_in

# The provider is somebody else's program; what it complains of is not about us.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CPR = "0101700009"
PEOPLE = [
    Known(
        sub="ditte", claims={"email": "ditte@fjordby.example", "email_verified": True, "name": "Ditte Dam", "cpr": CPR}
    ),
    Known(sub="uden-ord", claims={"email": "uffe@fjordby.example", "name": "Uffe Uden"}),
    Known(sub="nej", claims={"email": "nej@fjordby.example", "email_verified": False, "name": "Nej"}),
    Known(sub="gaest", claims={"email": "ditte@region.example", "email_verified": True, "name": "En gæst"}),
    Known(sub="navnlos", claims={"name": "Ingen Adresse"}),
    Known(sub="kun-adresse", claims={"email": "Lise.Lund@Fjordby.Example", "email_verified": True}),
    Known(sub="lang", claims={"email": "lang@fjordby.example", "email_verified": True, "name": "Navn " * 100}),
]


@pytest.fixture(scope="module")
def servers():
    """The municipality's and the region's."""
    region = [Known(sub="rita", claims={"email": "rita@region.example", "email_verified": True, "name": "Rita Ravn"})]
    with run_server_in_thread(user_claims=PEOPLE) as fjordby, run_server_in_thread(user_claims=region) as sund:
        yield {"fjordby": fjordby.server_port, "sund": sund.server_port}


@pytest.fixture
def told(servers, tmp_path, settings, monkeypatch, db):
    """Samskab knows them both, under the same client id; somebody has begun."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    file = tmp_path / "sign-in.toml"
    file.write_text("".join(section(key, servers[key]) for key in servers), encoding="utf-8")
    settings.SIGN_IN_PROVIDERS = providers.read(file)
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_the_library(settings.SIGN_IN_PROVIDERS)
    welcome("foerst@example.org", "Den Første", PASSWORD)


def section(key, port):
    name, domain = {"fjordby": ("Fjordby Kommune", "fjordby"), "sund": ("Region Sund", "region")}[key]
    return (
        f'[[provider]]\nkind = "oidc"\nkey = "{key}"\nname = "{name}"\nissuer = "http://localhost:{port}"\n'
        f'client_id = "samskab"\nclient_secret = "hemmeligt"\nemail_domains = ["{domain}.example"]\n'
    )


def leave(key="fjordby", client=None, way=""):
    """(a browser, where it was sent)"""
    client = client or Client(HTTP_HOST="localhost:8000")
    answer = client.get(f"/log-ind/hos/{key}/{way}")
    return client, answer.headers["Location"]


def come_back(sub, there):
    """What the provider sends the browser back with, when the person has signed in there."""
    answer = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10)
    return "/" + answer.headers["Location"].split("/", 3)[3]


def sign_in(sub, key="fjordby", client=None, way=""):
    client, there = leave(key, client, way)
    return client, client.get(come_back(sub, there))


def test_the_page_has_a_button_for_each_with_its_name(told):
    page = Client().get("/log-ind/?next=/konto/").content.decode()
    assert "Log ind med Fjordby Kommune" in page and "Log ind med Region Sund" in page
    assert 'href="/log-ind/hos/fjordby/?next=/konto/"' in page


def test_the_first_time_opens_an_account_without_any_project(told):
    client, answer = sign_in("ditte")
    assert answer.headers["Location"] == "/" and is_in(client)
    ditte = User.objects.get(email="ditte@fjordby.example")
    assert ditte.name == "Ditte Dam" and not ditte.has_usable_password()
    assert "Du er ikke med i et projekt endnu." in client.get("/").content.decode()
    assert Entry.objects.get(verb="account_opened", actor_id=ditte.pk).facts == {"provider": "fjordby"}


def test_the_second_time_is_the_same_person_also_with_another_address(told, servers):
    sign_in("uden-ord")
    uffe = User.objects.get(email="uffe@fjordby.example")
    changed = {"email": "uffe.uden@fjordby.example", "name": "Uffe Udensen"}
    requests.put(f"http://localhost:{servers['fjordby']}/users/uden-ord", json=changed, timeout=10)
    client, _answer = sign_in("uden-ord")
    assert client.session["_auth_user_id"] == str(uffe.pk)
    assert User.objects.count() == 2


def test_two_providers_at_once_and_who_is_whose(told):
    municipal, _answer = sign_in("ditte", "fjordby")
    regional, _answer = sign_in("rita", "sund")
    assert is_in(municipal) and is_in(regional)
    ties = set(SocialAccount.objects.values_list("provider", "uid", "user__email"))
    assert ties == {("fjordby", "ditte", "ditte@fjordby.example"), ("sund", "rita", "rita@region.example")}


def test_what_the_provider_tells_besides_is_not_kept(told):
    sign_in("ditte")
    kept = repr(list(SocialAccount.objects.values())) + repr(list(User.objects.values()))
    assert CPR not in kept and SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("sub", ["gaest", "navnlos", "nej"])
def test_a_provider_vouches_for_its_own_addresses_and_for_no_others(sub, told):
    """A guest of the municipality with the region's address, one without any, and one that is not verified."""
    welcome("ditte@region.example", "Ditte i Regionen", PASSWORD)
    client, answer = sign_in(sub)
    assert answer.status_code == 403 and not is_in(client)
    assert "Fjordby Kommune kender dig, men fortæller os ikke en e-mail, vi kan stole på." in answer.content.decode()
    assert User.objects.count() == 2 and not SocialAccount.objects.exists()


def test_a_name_is_found_where_none_is_told(told):
    sign_in("kun-adresse")
    assert User.objects.get(email="lise.lund@fjordby.example").name == "lise.lund"


def test_a_very_long_name_is_cut(told):
    sign_in("lang")
    assert len(User.objects.get(email="lang@fjordby.example").name) <= 120


# --- One who was here before ----------------------------------------------------------------------------------------


def test_an_account_with_the_same_address_is_the_same_person(told):
    ditte = welcome("ditte@fjordby.example", "Ditte", PASSWORD)
    client, _answer = sign_in("ditte")
    assert client.session["_auth_user_id"] == str(ditte.pk) and User.objects.count() == 2
    assert Entry.objects.get(verb="sign_in_moved", subject_id=ditte.pk).facts == {"provider": "fjordby"}


def test_whoever_made_the_account_before_her_is_out(told, door):
    """Somebody opened an account in Ditte's name with a password, an app and a window of their own."""
    ditte = welcome("ditte@fjordby.example", "Ditte", PASSWORD)
    theirs, _answer = door("ditte@fjordby.example")
    Authenticator.objects.create(user=ditte, type="totp", data={"secret": "1:x"})
    sign_in("ditte")
    ditte.refresh_from_db()
    assert not ditte.has_usable_password() and not Authenticator.objects.filter(user=ditte).exists()
    assert theirs.get("/konto/").status_code == 302
    assert not is_in(door("ditte@fjordby.example")[0])


def test_what_she_sets_up_herself_afterwards_stays(told):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    sign_in("ditte")
    ditte = User.objects.get(email="ditte@fjordby.example")
    secret = generate_totp_secret()
    TOTP.activate(ditte, secret)
    client, answer = sign_in("ditte")
    assert answer.headers["Location"] == "/log-ind/trin-to/" and not is_in(client)
    client.post("/log-ind/trin-to/", {"code": code_of(secret)})
    assert is_in(client), "two providers know us under the same client id; the way back is found all the same"


def test_a_forgotten_password_that_never_was_leads_to_the_right_door(told, settings):
    from django.core import mail

    sign_in("ditte")
    settings.EMAIL_HOST = "post.example.org"
    Client().post("/glemt-adgangskode/", {"email": "ditte@fjordby.example"})
    assert "du logger ind med Fjordby Kommune" in mail.outbox[-1].body
    assert "/glemt-adgangskode/" not in mail.outbox[-1].body


def test_there_is_no_password_here_to_change(told):
    client, _answer = sign_in("ditte")
    assert client.get("/konto/adgangskode/").headers["Location"] == "/konto/"
    assert "Du logger ind med Fjordby Kommune." in client.get("/konto/").content.decode()


def test_the_providers_own_second_step_counts_where_two_are_demanded(told, settings):
    settings.TWO_FACTOR_DEMANDED = True
    client, _answer = sign_in("ditte")
    assert client.get("/konto/").status_code == 200


def test_a_closed_account_is_not_opened_by_its_provider(told):
    from samskab.people.actions import close
    from samskab.people.actors import staff

    sign_in("ditte")
    ditte = User.objects.get(email="ditte@fjordby.example")
    close(ditte, by=staff(ditte))
    client, _answer = sign_in("ditte")
    assert client.session["_auth_user_id"] != str(ditte.pk), "she may come as somebody new"
    ditte.refresh_from_db()
    assert ditte.closed_at and ditte.name == "Tidligere medlem"


# --- What may be sent back ------------------------------------------------------------------------------------------


def test_the_way_on_is_remembered_and_never_leads_away(told):
    assert sign_in("ditte", way="?next=/konto/")[1].headers["Location"] == "/konto/"
    assert sign_in("ditte", way="?next=https://example.com/")[1].headers["Location"] == "/"


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(told):
    client, there = leave()
    back = come_back("ditte", there)
    stranger = Client(HTTP_HOST="localhost:8000")
    assert stranger.get(back).status_code == 403 and not is_in(stranger)
    assert client.get(back).status_code == 302 and is_in(client)
    client.post("/log-ud/")
    assert client.get(back).status_code == 403 and not is_in(client)


@pytest.mark.parametrize("told_back", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=server_error", "?code="])
def test_what_is_no_answer_is_a_page_that_says_so(told_back, told):
    client, _there = leave()
    page = client.get(f"/log-ind/hos/fjordby/svar/{told_back}")
    assert page.status_code == 403 and "Vi fik ikke et svar fra Fjordby Kommune" in page.content.decode()


def test_a_forged_code_with_the_right_state_is_no_answer(told):
    client, there = leave()
    state = parse_qs(urlsplit(there).query)["state"][0]
    assert client.get(f"/log-ind/hos/fjordby/svar/?code=forged&state={state}").status_code == 403
    assert not is_in(client)


def test_who_changes_their_mind_there_is_back_at_the_door(told):
    client, there = leave()
    answer = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=10)
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = "/" + answer.headers["Location"].split("/", 3)[3] + f"&state={state}"
    assert client.get(back).headers["Location"] == "/log-ind/" and not is_in(client)


def test_a_provider_that_does_not_answer_is_said_plainly(told, settings):
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"]["server_url"] = "http://localhost:9"
    page = Client(HTTP_HOST="localhost:8000").get("/log-ind/hos/fjordby/")
    assert page.status_code == 403 and "Fjordby Kommune" in page.content.decode()


@pytest.mark.parametrize("address", ["/log-ind/hos/nabo/", "/log-ind/hos/nabo/svar/", "/log-ind/saml/fjordby/"])
def test_a_provider_nobody_told_of_is_not_there(address, told):
    assert Client().get(address).status_code == 404


def test_nobody_comes_before_the_first(told):
    User.objects.all().delete()
    client, answer = sign_in("ditte")
    assert answer.headers["Location"] == "/begynd/" and not User.objects.exists() and not is_in(client)


def test_pkce_is_used_so_that_a_stolen_code_is_worth_nothing(told):
    asked = parse_qs(urlsplit(leave()[1]).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["state"]
