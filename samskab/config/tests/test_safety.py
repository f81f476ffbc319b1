"""Samskab starts where only this machine comes in, and where letting others in is safe; else it says why not."""

import pytest
from django.core.checks import run_checks

from samskab.config.safety import is_loopback
from samskab.ground.installation import Installation


@pytest.fixture
def start(settings, tmp_path):
    """A start as an operator would make it: safe, behind HTTPS, until a test makes it otherwise."""
    here = Installation(tmp_path / "data")
    here.prepare()
    settings.INSTALLATION = here
    settings.SECRET_KEY = here.secret_key
    settings.BEHIND_HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.LISTEN, settings.PLAIN_HTTP, settings.DEBUG = "127.0.0.1", False, False
    settings.ALLOWED_HOSTS = ["samskab.example.org", "localhost"]
    settings.TRUSTED_PROXIES = ["127.0.0.1", "::1"]

    def faults(**otherwise):
        for name, value in otherwise.items():
            setattr(settings, name, value)
        return [one.id for one in run_checks(tags=["samskab"], include_deployment_checks=True)]

    return faults


def test_a_start_behind_https_as_the_how_to_says_is_safe(start):
    assert start() == []


def test_a_start_for_this_machine_alone_asks_for_nothing(start):
    assert start(BEHIND_HTTPS=False, DEBUG=True, ALLOWED_HOSTS=["*"]) == []


@pytest.mark.parametrize(
    "otherwise,said",
    [
        ({"DEBUG": True}, "E101"),
        ({"BEHIND_HTTPS": False, "LISTEN": "0.0.0.0"}, "E102"),
        ({"BEHIND_HTTPS": False, "LISTEN": "192.168.1.4"}, "E102"),
        ({"ALLOWED_HOSTS": ["*"]}, "E103"),
        ({"ALLOWED_HOSTS": ["*.example.org"]}, "E103"),
        ({"TRUSTED_PROXIES": ["0.0.0.0/0"]}, "E104"),
        ({"TRUSTED_PROXIES": ["min proxy"]}, "E105"),
        ({"SECRET_KEY": "kort"}, "E112"),
        ({"SESSION_COOKIE_SECURE": False}, "E122"),
        ({"SECURE_HSTS_SECONDS": 0}, "E122"),
    ],
)
def test_each_fault_stops_the_start_by_itself(start, otherwise, said):
    assert start(**otherwise) == [f"samskab.{said}"]


def test_a_try_out_in_the_clear_must_be_asked_for(start):
    assert start(BEHIND_HTTPS=False, LISTEN="0.0.0.0", PLAIN_HTTP=True) == []


def test_a_folder_or_a_key_that_others_can_read_stops_the_start(start, settings):
    settings.INSTALLATION.folder.chmod(0o755)
    settings.INSTALLATION.key_file.chmod(0o640)
    assert start() == ["samskab.E111", "samskab.E113"]


def test_a_database_elsewhere_is_reached_with_encryption_or_it_is_said_that_it_need_not_be(
    start, settings, monkeypatch
):
    there = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}, "HOST": "db.example.org"}
    monkeypatch.setitem(settings.DATABASES, "default", there)
    assert start() == ["samskab.E121"]
    for sound in (
        {**there, "OPTIONS": {"sslmode": "require"}},
        {**there, "HOST": "127.0.0.1"},
        {**there, "HOST": "/run/pg"},
    ):
        monkeypatch.setitem(settings.DATABASES, "default", sound)
        assert start() == []


@pytest.mark.parametrize("host,here", [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True),
                                       ("", True), ("0.0.0.0", False), ("::", False), ("samskab.dk", False)])  # fmt: skip
def test_only_this_machine_is_this_machine(host, here):
    assert is_loopback(host) is here
