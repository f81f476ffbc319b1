"""Two people at the same moment, in two processes, against one installation."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_once

ROOT = Path(__file__).parents[4]
CARDS = 6

PREPARE = """
from samskab.people.models import User
from samskab.people.actors import staff
from samskab.projects.actions import begin_project
from samskab.voices.intake.actions import Told, capture
from samskab.voices.consent.actions import Agreement, record
from samskab.publishing.postcards import actions
from samskab.ground import clock
from tests.checked import look_through
amina = User.objects.create_user("amina@example.org", "Amina Holm", None)
project, by = begin_project("Tryg hjemme", coordinator=amina, contact_phone="00 00 00 00"), staff(amina)
for number in range({cards}):
    voice = capture(project, Told(f"HEMMELIGT {{number}}", standing="citizen", sector="civil"), by=by)
    record(voice, {{"print": True, "web": True}}, Agreement("consent", "oral", clock.today()), by=by)
    other = capture(project, Told(f"Andet {{number}}", standing="citizen", sector="civil"), by=by)
    record(other, {{"print": True}}, Agreement("consent", "oral", clock.today()), by=by)
    card = actions.make_postcard(project, f"Kort {{number}}", by=by)
    actions.choose(card, actions.Choice(voices=[voice, other], front=voice), by=by)
    look_through(card, by)
"""

BEGIN = """
import sys, time
from samskab.people.models import User
from samskab.people.actors import staff
from samskab.publishing.postcards import actions
from samskab.publishing.postcards.models import Postcard
from samskab.voices.consent.actions import withdraw
by = staff(User.objects.get())
print("ready", flush=True)
sys.stdin.readline()
refused = 0
"""
PUBLISH = """
for card in Postcard.objects.order_by("pk"):
    try:
        actions.publish(card, by=by)
    except (actions.NotThisNow, actions.MayNotBePrinted):
        refused += 1
print(refused)
"""
WITHDRAW = """
from samskab.voices.intake.models import Voice
for card in Postcard.objects.order_by("pk"):
    withdraw(Voice.objects.get(number=card.number * 2 - 1), by=by)
print(refused)
"""
LOOK = """
import json
from samskab.journal.models import Entry
from samskab.publishing.postcards.models import Edition, Postcard
print(json.dumps({
    "published": Postcard.objects.filter(state="published").count(),
    "first": Edition.objects.filter(number=1).count(),
    "journal": Entry.objects.filter(verb="postcard_published").count(),
    "secrets": sum("HEMMELIGT" in json.dumps(edition.card) for edition in Edition.objects.all()),
}))
"""
SETUP = "import django; django.setup()\n"


@pytest.fixture
def environment(tmp_path):
    made_once.empty(tmp_path, cluster="")
    return os.environ | {"SAMSKAB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}


def run(script, environment):
    done = subprocess.run(
        [sys.executable, "-c", SETUP + script], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def at_once(scripts, environment):
    """Every script begins when all are ready."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SETUP + BEGIN + script],
            env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for script in scripts
    ]  # fmt: skip
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * len(running), ended
    return [int(out) for out, _errors in ended]


def test_two_who_publish_at_once_make_one_edition_of_each_card(environment):
    run(PREPARE.format(cards=CARDS), environment)
    assert at_once([PUBLISH, PUBLISH], environment) == [0, 0]
    found = json.loads(run(LOOK, environment))
    assert (found["published"], found["first"], found["journal"]) == (CARDS, CARDS, CARDS)


def test_words_taken_back_while_a_card_is_published_are_in_no_edition(environment):
    run(PREPARE.format(cards=CARDS), environment)
    at_once([PUBLISH, WITHDRAW], environment)
    found = json.loads(run(LOOK, environment))
    assert found["secrets"] == 0
    assert found["published"] == found["first"]
