"""Canaries sent through every form: whether it goes well, is refused or breaks, none of them sings in the log."""

import io
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from samskab.config.logs import RouteOnly, WithoutWords
from tests.conftest import addresses
from tests.forms_on_pages import forms_behind

CANARY = "kanarifuglenhedderPeterLind"
KEPT = "en-noegle-der-ikke-maa-i-loggen"


@pytest.fixture
def log():
    """Everything that is logged, however little it matters, as our own log writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutWords("%(levelname)s %(name)s: %(message)s"))
    handler.addFilter(RouteOnly())
    root, before = logging.getLogger(), logging.getLogger().level
    quiet = {name: logging.getLogger(name).level for name in ("django", "django.db.backends", "django.template")}
    root.addHandler(handler)
    for name in ("", *quiet):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)
    for name, level in quiet.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def sent(forms, there, as_amina):
    """(browser, address, fields) for every form of the house, with a canary in every field somebody writes in."""
    as_amina.raise_request_exception = False
    nobody = Client(raise_request_exception=False)
    known = {one.fill(**there(one)): one.name for one in addresses()}
    inside = [page for page, name in known.items() if "pdf" not in name and name not in {"log_out", "account_logout"}]
    found = []
    for browser in (nobody, as_amina):
        for form in forms_behind(browser, inside):
            good = form.filled(CANARY)
            all_of_it = {name: CANARY if name in form.written_in else value for name, value in good.items()}
            found += [(browser, form.action, all_of_it), (browser, form.action, good)]
    found.append((nobody, "/log-ind/", {"login": f"{CANARY}@example.org", "password": CANARY}))
    elsewhere = (f"/t/{CANARY}/", f"/invitation/{CANARY}/", f"/p/{CANARY}/", f"/{CANARY}/", f"/o/{CANARY}/t/U-1/")
    return found + [(nobody, address, {}) for address in elsewhere]


def send(sent):
    statuses = set()
    for browser, address, fields in sent:
        statuses.add(browser.post(address, fields).status_code)
        statuses.add(browser.get(address, fields if len(fields) < 30 else {}).status_code)
    return statuses


def test_no_word_anybody_writes_comes_into_the_log(sent, log, capfd):
    statuses = send(sent)
    assert {200, 302, 404, 405} <= statuses, "some went well, and some were refused"
    assert "django.request" in log.getvalue(), "there is a log"
    assert CANARY not in log.getvalue() and CANARY not in "".join(capfd.readouterr())


def test_not_when_the_database_refuses_and_quotes_the_row_it_refused(sent, log, capfd, monkeypatch):
    """PostgreSQL says which row a rule refused, whole."""
    from samskab.journal import actions as journal

    def refuse(*args, **kwargs):
        raise IntegrityError(f"new row violates check constraint\nDETAIL:  Failing row contains ({CANARY}).")

    monkeypatch.setattr(journal, "write", refuse)
    assert 500 in send(sent)
    assert "django.db.utils.IntegrityError" in log.getvalue()
    assert CANARY not in log.getvalue() and CANARY not in "".join(capfd.readouterr())


def test_nor_the_name_or_the_words_of_a_document(as_amina, project, log, capfd, monkeypatch):
    from samskab.frontdoor.reading import actions

    def break_down(*args, **kwargs):
        raise OSError(28, "No space left on device", f"/files/{CANARY}.txt")

    monkeypatch.setattr(actions, "keep", break_down)
    as_amina.raise_request_exception = False
    page = reverse("reading", args=[project.slug])
    for data in (f"Formål\n{CANARY}\n".encode(), b"%PDF-1.7 " + CANARY.encode(), b"PK\x03\x04" + CANARY.encode()):
        for ending in ("txt", "pdf", "docx"):
            as_amina.post(page, {"file": SimpleUploadedFile(f"{CANARY}.{ending}", data)})
    assert CANARY not in log.getvalue() and CANARY not in "".join(capfd.readouterr())


def test_a_key_in_an_address_is_not_written_either(as_amina, there, log):
    for one in addresses():
        if one.asks_for("token") or one.asks_for("key"):
            page = one.fill(**there(one) | {"token": KEPT, "key": KEPT, "uidb36": "1"})
            as_amina.get(page)
            Client().post(page)
    assert KEPT not in log.getvalue()


def test_every_log_there_is_writes_so():
    ours = [one for one in logging.getLogger().handlers if isinstance(one.formatter, WithoutWords)]
    assert len(ours) == 1 and [type(one) for one in ours[0].filters] == [RouteOnly]
    own = {name: logging.getLogger(name).handlers for name in ("samskab", "django.request", "django.security")}
    assert not any(own.values()), "nothing is written past it"
