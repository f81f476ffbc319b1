"""Two at once, in a real installation on disk: every number once, one beginning, one way through a link."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_once

RACES = """
import json, os, sys, threading
import django

django.setup()

from django.db import connection
from samskab.frontdoor.home.actions import AlreadyBegun, begin, join
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.projects.team.actions import InvitationClosed, invite
from samskab.projects.team.models import Membership
from samskab.projects.team.queries import find_invitation
from samskab.meaning.themes.actions import TakenBack, tie, write_insight
from samskab.meaning.themes.models import InsightVoice
from samskab.voices.consent.actions import Agreement, AlreadyWithdrawn, record, withdraw
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.ground import clock

seen = {"wrong": []}


def at_once(act, count=6, fine=()):
    ready = threading.Barrier(count)

    def run(number):
        ready.wait()
        try:
            act(number)
        except fine:
            pass
        except Exception as error:
            seen["wrong"].append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def account(number):
    return {"email": f"n{number}@example.org", "name": f"N {number}", "password": "fire-gode-ord-her", "title": ""}


at_once(lambda number: begin(account(number), f"Projekt {number}", "1"), fine=AlreadyBegun)
seen["begun"] = [Project.objects.count(), User.objects.count()]
project, by = Project.objects.get(), staff(User.objects.get())

at_once(lambda number: [capture(project, Told(f"{number}.{turn}"), by=by) for turn in range(5)])
seen["numbers"] = sorted(Voice.objects.values_list("number", flat=True))

invitation, token = invite(project, by=by, role="reader")
found = find_invitation(token)
at_once(lambda number: join(found, account(100 + number)), fine=InvitationClosed)
seen["let_in"] = [Membership.objects.filter(role="reader").count(), User.objects.filter(email__startswith="n10").count()]

insight = write_insight(project, "En indsigt", by=by)
voices = list(Voice.objects.all()[:10])
yes = Agreement("consent", "oral", clock.today())


def together(number):
    for voice in voices:
        if number == 0:
            withdraw(voice, by=by)
        elif number == 1:
            record(voice, {"print": True}, yes, by=by)
        else:
            tie(insight, voice, "supports", by=by)


def each(number):
    try:
        together(number)
    except (AlreadyWithdrawn, TakenBack):
        pass


at_once(each, count=3)
seen["left"] = [
    Voice.objects.filter(pk__in=[voice.pk for voice in voices]).exclude(state="withdrawn").count(),
    ConsentRecord.objects.count(),
    InsightVoice.objects.exclude(stamp="").count(),
]

from samskab.voices.intake.actions import say_who

place_them = list(Voice.objects.filter(state="kept")[:12])


def agree_or_say_who(number):
    # One act for each, in both orders: nobody waits in a ring.
    order = place_them if number % 2 else place_them[::-1]
    for one in order:
        if number < 2:
            record(one, {"web": True}, yes, by=by)
        else:
            say_who(one, by=by, perspective="citizen" if number == 2 else "relative")


at_once(agree_or_say_who, count=4)

from samskab.journal.verifying import verify

looked = verify()
seen["journal"] = [[repr(one) for one in looked.wrong], looked.entries]
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation")
    environment = {
        "SAMSKAB_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "samskab.config.settings",
        "PATH": "/usr/bin:/bin",
    } | made_once.empty(folder)
    done = subprocess.run(
        [sys.executable, "-c", RACES], capture_output=True, text=True, env=environment, timeout=240, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_nobody_met_an_error(seen):
    assert seen["wrong"] == []


def test_of_six_who_begin_at_once_one_begins(seen):
    assert seen["begun"] == [1, 1]


def test_every_number_is_given_once(seen):
    assert seen["numbers"] == list(range(1, 31))


def test_of_six_with_one_link_one_is_let_in_and_nobody_has_half_an_account(seen):
    assert seen["let_in"] == [1, 1]


def test_whatever_happens_in_the_same_moment_a_withdrawn_voice_leaves_nothing(seen):
    assert seen["left"] == [0, 0, 0]


def test_the_journal_of_all_this_is_whole(seen):
    wrong, entries = seen["journal"]
    assert wrong == [] and entries > 60  # thirty told, ten taken back, twelve agreed and placed, whoever came first
