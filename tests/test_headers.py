"""What every answer says to the browser."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from samskab.config.who import RULES, Kind
from tests.conftest import addresses

MUST_SAY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def every_answer(there, as_amina):
    """(name, answer) of every address that can be read, to Amina and to nobody."""
    found = []
    for one in addresses():
        if RULES[one.name].see is not None and "pdf" not in one.name:
            page = one.fill(**there(one))
            found += [(one.name, Client().get(page)), (one.name, as_amina.get(page))]
    return found


def test_every_answer_says_the_same_to_the_browser(every_answer):
    assert len(every_answer) > 100
    for name, answer in every_answer:
        for header, value in MUST_SAY.items():
            assert answer.headers.get(header) == value, (name, header)
        assert answer.headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}, name
        assert "geolocation=()" in answer.headers["Permissions-Policy"], name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, name
        assert "unsafe" not in policy and "*" not in policy and "http:" not in policy, name


def test_no_answer_sets_a_cookie_for_who_is_not_signed_in_but_the_form_s_own(there):
    for one in addresses():
        if RULES[one.name].see is not None and RULES[one.name].see.kind == Kind.ANYBODY:
            browser = Client()
            browser.get(one.fill(**there(one)))
            assert set(browser.cookies) <= {"csrf", "session"}, one.name
            assert "session" not in browser.cookies or one.name in KEEPS_A_SESSION, one.name


KEEPS_A_SESSION = {
    "mfa_login_webauthn",  # what the key must answer
    "account_reset_password_from_key",  # the link's key, out of the address
    "account_reset_password_from_key_done",  # the sentence that says it went well
}


def test_every_page_of_somebody_signed_in_is_kept_nowhere(there, as_amina):
    for one in addresses():
        if RULES[one.name].see is not None and one.name not in {"plan-calendar"} and "pdf" not in one.name:
            answer = as_amina.get(one.fill(**there(one)))
            assert "no-store" in answer.headers["Cache-Control"], one.name


def test_a_public_page_is_asked_for_again_before_it_is_shown_again(db):
    """It may be kept, and words on it may be taken back."""
    assert Client().get("/was/").headers["Cache-Control"] == "no-cache"


def test_a_page_asks_the_machine_for_nothing_it_does_not_use(db):
    policy = Client().get("/was/").headers["Permissions-Policy"]
    for never in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"):
        assert f"{never}=()" in policy


def test_logging_out_clears_what_the_browser_kept(as_amina, project):
    assert "cache" in as_amina.post("/log-ud/").headers["Clear-Site-Data"]


# --- Behind HTTPS ---------------------------------------------------------------------------------------------------

ASK = """
import django
from django.conf import settings
django.setup()
from django.test import Client
from samskab.ground.keeping.laying_out import lay_out
lay_out("default")
from samskab.people.models import User
from samskab.people.actors import staff
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
browser = Client(headers={"host": "samskab.example.org", "x-forwarded-proto": "https"})
page = browser.get("/begynd/", secure=True)
print(page.status_code, page.headers.get("Strict-Transport-Security"))
sent = {"name": "Amina", "title": "", "email": "a@example.org", "password": "fire-glade-ord-her", "project_name": "Tryg",
        "phone": "1", "then": "empty"}
begun = browser.post("/begynd/", sent, secure=True)
browser.post("/sprog/", {"language": "en"}, secure=True)
for name, cookie in sorted(browser.cookies.items()):
    print(name, bool(cookie["secure"]), cookie["path"], cookie["domain"] or "-", cookie["samesite"], bool(cookie["httponly"]))
plain = Client(headers={"host": "samskab.example.org"}).get("/was/")
print(plain.status_code, "Siden åbnes kun med https" in plain.content.decode(), not plain.cookies)
print(Client(headers={"host": "samskab.example.org"}).get("/sund/").status_code)
forged = Client(headers={"host": "samskab.example.org", "x-forwarded-proto": "https"}, REMOTE_ADDR="198.51.100.9")
print(forged.get("/was/").status_code)
"""


def test_behind_https_every_cookie_is_the_host_s_own_and_nothing_is_said_in_the_clear(tmp_path):
    """In a process of its own: which address people come by is read once, at the start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSKAB_", "DATABASE_URL"))}
    here = kept | {"SAMSKAB_DATA": str(tmp_path), "SAMSKAB_URL": "https://samskab.example.org"}
    here |= {"DJANGO_SETTINGS_MODULE": "samskab.config.settings", "PYTHONWARNINGS": "ignore"}
    said = subprocess.run([sys.executable, "-c", ASK], env=here, capture_output=True, text=True, timeout=120)
    first, *cookies, plain, health, forged = said.stdout.splitlines() or [said.stderr]
    assert first == "200 max-age=31536000; includeSubDomains", said.stderr[-2000:]
    assert plain == "403 True True" and health == "200" and forged == "403"
    assert {line.split()[0] for line in cookies} == {"__Host-session", "__Host-csrf", "__Host-language"}
    for line in cookies:
        assert line.split()[1:5] == ["True", "/", "-", "Lax"], line
    assert "__Host-session True / - Lax True" in cookies
