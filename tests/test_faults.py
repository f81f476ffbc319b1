"""What is acknowledged is kept, and what is taken back is gone: a real server, killed, filled up and asked twice."""

import os
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from journeys.installation import COMMAND, free_port, surroundings
from journeys.told import TOLD, opened
from samskab.projects.plan.calendar import token_of
from tests import made_once
from tests.databases import POSTGRES
from tests.houses import Browser, House

ENOUGH = 25
SECRET = "Hyldebærsuppe klokken kvart over tre om natten"


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path / "data")
    made.start()
    yield made
    made.kill()


def test_no_acknowledged_voice_is_lost_when_the_server_is_killed(house):
    amina = Browser(house.url)
    assert amina.begin()[0] == 200
    acknowledged, enough = {}, threading.Event()

    def keep_talking(name):
        for number in range(1000):
            words = f"Stemme {name} nummer {number}"
            if not (code := amina.say(words)):
                return
            acknowledged[words] = code
            if len(acknowledged) >= ENOUGH:
                enough.set()

    with ThreadPoolExecutor(4) as talking:
        for name in range(4):
            talking.submit(keep_talking, name)
        enough.wait(90)
        house.kill()
    house.start()
    kept = {words: f"U-{number}" for words, number in opened(house.folder, house.asks(TOLD))}
    assert len(acknowledged) >= ENOUGH and acknowledged.items() <= kept.items()
    assert len(set(kept.values())) == len(kept)
    assert house.asks("SELECT count(*) FROM journal_entry WHERE verb = 'voice_captured'") == [(len(kept),)]
    assert house.asks("SELECT count(*) FROM voices_consentrecord") == [(len(kept),)]
    assert house.is_whole()
    assert amina.say("Efter strømmen kom igen") == f"U-{len(kept) + 1}"


def test_two_who_begin_at_once_begin_once(house):
    browsers = [Browser(house.url) for _ in range(4)]
    with ThreadPoolExecutor(4) as at_once:
        answers = list(at_once.map(lambda number: browsers[number].begin(f"en{number}@example.org")[0], range(4)))
    assert set(answers) <= {200}
    assert house.asks("SELECT count(*) FROM people_user") == [(1,)]
    assert house.asks("SELECT slug FROM projects_project") == [("tryg-hjemme",)]


def test_of_two_who_write_in_the_same_section_neither_loses_words(house):
    amina = Browser(house.url)
    amina.begin()
    amina.post("/p/tryg-hjemme/beskrivelse/nyt-afsnit/", heading="Formål", text="Først", reason="Begyndelsen")

    def rewrite(number):
        sent = {"heading": "Formål", "text": f"Ord fra {number}", "reason": "Fordi", "based_on": 1}
        return amina.post("/p/tryg-hjemme/beskrivelse/1/", **sent)

    with ThreadPoolExecutor(2) as at_once:
        answers = list(at_once.map(rewrite, (1, 2)))
    kept = [text for (text,) in house.asks("SELECT text FROM projects_sectionversion ORDER BY number")]
    assert len(kept) == 2 and kept[1] in {"Ord fra 1", "Ord fra 2"}
    refused = next(page for _status, address, page in answers if address.endswith("/beskrivelse/1/"))
    assert "Ord fra 1" in refused and "Ord fra 2" in refused


@pytest.mark.skipif(bool(POSTGRES), reason="the file is SQLite's; PostgreSQL recycles its own log")
def test_words_that_were_taken_back_are_in_no_file_of_the_installation(house):
    amina = Browser(house.url)
    amina.begin()
    code = amina.say(SECRET)
    rare = SECRET.split()[0].lower()  # the words lie locked; what the search knows of them does not
    assert holding(house.folder, rare) and not holding(house.folder, SECRET)
    assert amina.post(f"/p/tryg-hjemme/stemmer/{code}/tag-tilbage/")[0] == 200
    assert not holding(house.folder, rare)


def holding(folder, words):
    return [path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.skipif(bool(POSTGRES), reason="the limit is on our own process, and PostgreSQL writes in another")
def test_a_full_disk_stores_nothing_and_says_so(house):
    amina = Browser(house.url)
    amina.begin()
    house.kill()
    with closing(sqlite3.connect(house.folder / "samskab.sqlite3")) as database, database:
        database.execute("UPDATE projects_membership SET last_visit_at = NULL")
    house.largest_file = (house.folder / "samskab.sqlite3").stat().st_size + 64 * 1024
    house.start()
    said = [amina.post("/p/tryg-hjemme/stemmer/ny/", kind="quote", words=f"{number} " + "ord " * 1000, channel="oral",
                       capture_method="noted") for number in range(40)]  # fmt: skip
    kept = [address for _status, address, _page in said if not address.endswith("/ny/")]
    full = [page for status, _address, page in said if status != 200]  # who reads is noted, or nothing is shown
    assert full and all("<h1>" in page and "Traceback" not in page for page in full)
    assert "Overblik" in amina.get("/p/tryg-hjemme/"), "a visit that cannot be noted keeps nobody out"
    house.kill()
    house.largest_file = None
    house.start()
    assert house.asks("SELECT count(*) FROM voices_voice") == [(len(kept),)]
    assert house.is_whole()
    assert amina.say("Nu er der plads igen")


def run(*words):
    return subprocess.run([COMMAND, *words], capture_output=True, text=True, env=surroundings(), timeout=60)


def prepared(folder):
    """An installation with its tables and a story's day, and nothing told in it yet."""
    made_once.empty(folder, cluster="")
    (folder / "story-day").write_text("2026-03-19")
    return folder


@pytest.mark.parametrize("harm", ["newer", "garbage", "story-day"])
def test_an_installation_that_cannot_be_used_is_one_sentence(harm, tmp_path):
    folder = prepared(tmp_path / "data")
    if harm == "newer":
        with closing(sqlite3.connect(folder / "samskab.sqlite3")) as database, database:
            database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('voices', '0999_later', '')")
    elif harm == "garbage":
        (folder / "samskab.sqlite3").write_bytes(os.urandom(20_000))
    else:
        (folder / "story-day").write_text("i går")
    before = (folder / "samskab.sqlite3").read_bytes()
    for words in (("serve", "--port", str(free_port())), ("demo", "--no-serve"), ("postcard", "list")):
        said = run(*words, "--data", folder)
        assert said.returncode == 2 and said.stdout == "", said
        assert len(said.stderr.strip().splitlines()) == 1 and said.stderr.strip().endswith("."), said.stderr
    assert (folder / "samskab.sqlite3").read_bytes() == before


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2026, 12, 31)])
def test_the_nights_when_the_clock_is_changed_are_days_like_others(night, furnished, as_amina, settings):
    settings.STORY_DAY = night
    written = f"{night.day}.{night.month}.{night.year} kl. 2.30-3.30"
    sent = {"title": "Natmøde", "dates": written, "sure": written}
    assert as_amina.post(f"/p/{furnished.slug}/plan/ny/", sent).status_code == 302
    for name in ("overview", "overview-one-page", "plan", "plan-changes"):
        assert as_amina.get(reverse(name, args=[furnished.slug]), {"siden": "1"}).status_code == 200
    calendar = as_amina.get(reverse("plan-calendar", args=[furnished.slug, token_of(furnished.memberships.first())]))
    event = next(one for one in Calendar.from_ical(calendar.content).events if one["summary"] == "Natmøde")
    assert event.start.date() == event.end.date() == night


def test_a_clock_that_was_set_back_loses_nothing(as_amina, settings, furnished):
    settings.STORY_DAY = date(2020, 1, 1)
    for page in ("", "plan/", "stemmer/", "udgivelser/", "runden/", "t/U-1/"):
        assert as_amina.get(f"/p/{furnished.slug}/{page}").status_code == 200
    assert "U-1" in as_amina.get(f"/p/{furnished.slug}/stemmer/").content.decode()
