"""How often somebody may try: counted in the database, for a person and for a place on the net."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.people import limits
from samskab.people.limits import RATES, Rate, TooOften, give_back, once, spend
from samskab.people.models import Allowance
from samskab.people.signing_in.tries import in_words
from samskab.people.tests.conftest import PASSWORD, is_in
from tests import made_once

pytestmark = pytest.mark.django_db
FIVE = Rate(5, timedelta(minutes=5), "who")


@pytest.fixture
def five(monkeypatch):
    monkeypatch.setitem(RATES, "five", (FIVE,))


def let_in(who="x"):
    try:
        spend("five", who=who)
    except TooOften:
        return False
    return True


def test_five_and_then_one_a_minute(five, hands):
    assert [let_in() for _ in range(7)] == [True] * 5 + [False] * 2
    hands.pass_(seconds=59)
    assert not let_in()
    hands.pass_(seconds=1)
    assert [let_in(), let_in()] == [True, False]
    hands.pass_(minutes=5)
    assert [let_in() for _ in range(6)] == [True] * 5 + [False]


def test_what_one_spends_costs_nobody_else(five, hands):
    assert [let_in("x") for _ in range(6)][-1] is False
    assert let_in("y")


def test_a_try_that_is_refused_is_not_spent(five, hands):
    for _ in range(50):
        let_in()
    hands.pass_(minutes=1)
    assert let_in()


def test_what_was_right_is_given_back(five, hands):
    for _ in range(20):
        spend("five", who="x")
        give_back("five", who="x")
    assert [let_in() for _ in range(6)] == [True] * 5 + [False]


def test_once_is_once_until_it_is_forgotten(hands):
    assert [once("a", timedelta(minutes=3)) for _ in range(3)] == [True, False, False]
    assert once("b", timedelta(minutes=3))
    hands.pass_(minutes=3, seconds=1)
    assert once("a", timedelta(minutes=3))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.integers(0, 400), max_size=40))
def test_whoever_waits_as_long_as_told_is_let_in_and_nobody_gets_twice_the_rate(steps, five, hands):
    Allowance.objects.all().delete()
    let_through = []
    for seconds in steps:
        hands.pass_(seconds=seconds)
        try:
            spend("five", who="x")
        except TooOften as refusal:
            assert timedelta() < refusal.wait <= FIVE.within
            hands.now += refusal.wait
            spend("five", who="x")
        let_through.append(hands.now)
    for first in let_through:
        assert sum(first <= one < first + FIVE.within for one in let_through) < 2 * FIVE.tries


def test_a_row_tells_neither_address_nor_person(ditte, door):
    door(password="forkert-forkert")
    kept = repr(list(Allowance.objects.values()))
    assert Allowance.objects.exists() and "ditte" not in kept and "127.0.0.1" not in kept


def test_the_fingerprint_needs_the_installations_own_key(settings):
    before = limits.fingerprint("password", "ditte@example.org")
    settings.SECRET_KEY = "en anden"
    assert limits.fingerprint("password", "ditte@example.org") != before


def test_what_is_paid_back_is_let_go_of(ditte, door, hands):
    for _ in range(3):
        door(password="forkert-forkert")
    assert Allowance.objects.count() == 3
    hands.pass_(hours=2)
    door()
    hands.pass_(hours=2)
    limits.sweep()
    assert not Allowance.objects.exists()


RACE = """
import json, sys, threading
import django
django.setup()
from django.db import connection
from samskab.people.limits import TooOften, spend
let_in = []
def knock(ready):
    ready.wait()
    for _ in range(5):
        try:
            spend("code", who="ditte")
            let_in.append(1)
        except TooOften:
            pass
    connection.close()
ready = threading.Barrier(4)
threads = [threading.Thread(target=knock, args=(ready,)) for _ in range(4)]
[one.start() for one in threads]
[one.join() for one in threads]
print(json.dumps(len(let_in)))
"""


def test_several_processes_count_together(tmp_path):
    """Three servers with four threads each: sixty tries at once, and five of them count."""
    environment = os.environ | {"SAMSKAB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    environment |= made_once.empty(tmp_path)
    run = {"env": environment, "cwd": Path(__file__).parents[3], "text": True}
    servers = [subprocess.Popen([sys.executable, "-c", RACE], stdout=subprocess.PIPE, **run) for _ in range(3)]
    counted = [json.loads(one.communicate(timeout=120)[0]) for one in servers]
    assert sum(counted) == RATES["code"][0].tries


# --- At the door ----------------------------------------------------------------------------------------------------


def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(ditte, door, hands):
    answers = [door(password="forkert-forkert")[1] for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    words = answers[-1].content.decode()
    assert "Der er prøvet for mange gange. Vent et minut, og prøv så igen." in words
    assert answers[-1].headers["Retry-After"] == "60"
    client, right = door()
    assert right.status_code == 429 and not is_in(client), "also with the right one: it could be a guess"
    hands.pass_(minutes=1)
    assert is_in(door()[0])


def test_an_unknown_address_is_counted_like_a_known_one(ditte, door, hands):
    known = [door(password="forkert-forkert")[1] for _ in range(6)]
    unknown = [door("ingen@example.org", "forkert-forkert")[1] for _ in range(6)]
    assert [one.status_code for one in known] == [one.status_code for one in unknown]


def test_signing_in_right_costs_nothing(ditte, door, hands):
    assert all(is_in(door()[0]) for _ in range(30))


def test_somebody_elses_guesses_from_another_place_do_not_lock_one_out_at_once(ditte, hands):
    for _ in range(6):
        Client(REMOTE_ADDR="192.0.2.7").post("/log-ind/", {"login": "ditte@example.org", "password": "forkert"})
    client = Client(REMOTE_ADDR="192.0.2.8")
    client.post("/log-ind/", {"login": "ditte@example.org", "password": PASSWORD})
    assert is_in(client)


def test_many_places_at_once_are_stopped_too(ditte, hands):
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/log-ind/", {"login": "ditte@example.org", "password": "forkert"})
        for number in range(1, 25)
    ]
    assert [one.status_code for one in answers].count(200) == 20


def test_one_household_on_the_new_net_is_one_place(db, hands):
    from django.test import RequestFactory

    from samskab.people.signing_in.tries import where

    def at(address):
        return where(RequestFactory().get("/", REMOTE_ADDR=address))

    assert at("2001:db8:1:2:3:4:5:6") == at("2001:db8:1:2:ffff::1") != at("2001:db8:1:3::1")
    assert at("192.0.2.1") != at("192.0.2.2")


@pytest.mark.parametrize(
    "seconds,words", [(1, "et minut"), (60, "et minut"), (61, "to minutter"), (1800, "30 minutter")]
)
def test_the_wait_is_rounded_up_in_words(seconds, words):
    assert in_words(timedelta(seconds=seconds)) == words
