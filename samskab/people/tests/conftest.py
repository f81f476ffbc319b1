"""People at the door."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from samskab.people.actions import welcome

PASSWORD = "fire-gode-ord-her"


@pytest.fixture
def ditte(db):
    return welcome("ditte@example.org", "Ditte Dam", PASSWORD)


@pytest.fixture
def door():
    """`client, answer = door(email, password)`: a browser that has tried to sign in."""

    def knock(email="ditte@example.org", password=PASSWORD, client=None):
        client = client or Client()
        return client, client.post("/log-ind/", {"login": email, "password": password})

    return knock


@pytest.fixture
def as_ditte(ditte, door):
    return door()[0]


class Clock:
    """What the time is for those who count tries and for sessions; moved by hand."""

    def __init__(self):
        self.now = datetime(2026, 3, 19, 12, tzinfo=UTC)

    def pass_(self, **length):
        self.now += timedelta(**length)


@pytest.fixture
def hands(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    monkeypatch.setattr(time, "time", lambda: clock.now.timestamp())
    return clock


def is_in(client):
    return "_auth_user_id" in client.session


def code_of(secret, ahead=0):
    """What an app shows now, or one step later."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def app(ditte):
    """(the secret in Ditte's app, her recovery codes)"""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(ditte, secret)
    return secret, RecoveryCodes.activate(ditte).get_unused_codes()
