"""A new key locks everything again, also when it is cut off; then the old one is taken away, and every page opens."""

import json
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.crawling import LINK
from tests import made_once
from tests.keepers import ROOT, Place

SAID = "Natsværmeren banker på min rude hver aften"
TELL = f"""
import io
from samskab.ground.pictures import clean_picture
from samskab.ground.readers.tests.picturing import picture
from samskab.ground.readers.tests.sounding import wav
from samskab.ground.sounds import clean_sound
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.voices.intake.actions import Told, capture
from samskab.voices.pictures import actions as pictures
from samskab.voices.recordings import actions as recordings
from samskab.voices.sources.actions import Upload, keep
project, by = Project.objects.get(slug="lys-i-vinduet"), staff(User.objects.get(email__startswith="amina"))
source = keep(project, Upload("brev.txt", "txt", {SAID!r}.encode(), {SAID!r}), by=by)
voice = capture(project, Told({SAID!r}, source=source), by=by)
pictures.keep(voice, clean_picture(picture()), by=by, caption="Ruden med en natsværmer")
recordings.keep(voice, clean_sound(wav()), by=by)
"""
KILL = """
import os, signal, sys
from samskab.ground import relocking
relocking.AT_ONCE, left, lock_some = 5, int(sys.argv[1]), relocking._lock_some
def dying(*words):
    global left
    lock_some(*words)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
relocking._lock_some = dying
relocking.relock_texts()
relocking.relock_files()
"""
VISIT = f"""
import json, sys
from urllib.parse import urldefrag, urljoin
from django.test import Client
from samskab.people.models import User
import re
link, browser, seen, waits, wrong, said = re.compile(sys.argv[1]), Client(SERVER_NAME="localhost"), set(), ["/p/lys-i-vinduet/"], [], 0
browser.force_login(User.objects.get(email__startswith="amina"))
while waits:
    address = waits.pop()
    if address in seen or not address.startswith("/p/"):
        continue
    seen.add(address)
    answer = browser.get(address, follow=True)
    if answer.status_code != 200 or any("låses op" in str(one) for one in (answer.context or {{}}).get("messages", ())):
        wrong.append((address, answer.status_code))
    if answer.headers["Content-Type"].startswith("text/html"):
        said += {SAID!r} in answer.content.decode()
        waits += [urldefrag(urljoin(address, one.replace("&amp;", "&"))).url for one in link.findall(answer.content.decode())]
print(json.dumps([wrong, len(seen), said]))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    there = Place(tmp_path_factory.mktemp("keys") / "data", made_once.story)
    there.acts(TELL)
    return there


def keys_of(place):
    return [place.folder / "words.key", place.folder / "files.key"]


def put_a_new_key_first(place):
    for path in keys_of(place):
        path.write_text(f"{secrets.token_hex(32)}\n{path.read_text()}")


def take_the_old_ones_away(place):
    """What stood there."""
    before = {path: path.read_text() for path in keys_of(place)}
    for path, lines in before.items():
        path.write_text(lines.splitlines()[0] + "\n")
    return before


def closed(place):
    return [
        fault for fault in json.loads(place.run("doctor", "--json").stdout)["faults"] if "låses op" in fault["wrong"]
    ]


def killed_after(place, batches):
    own = {
        "SAMSKAB_DATA": str(place.folder),
        "DJANGO_SETTINGS_MODULE": "samskab.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    died = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\n" + KILL, str(batches)], env=place.environment | own, cwd=ROOT,
        capture_output=True,
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL, died.stderr


def relocked(place):
    told = place.run("keys", "relock", "--json")
    return told.returncode, {one.pop("key_file"): one for one in json.loads(told.stdout)["keys"]}


def test_the_old_key_is_needed_until_everything_is_locked_again_and_then_it_is_not(place):
    put_a_new_key_first(place)
    before = take_the_old_ones_away(place)
    code, keys = relocked(place)
    assert closed(place) and code == 1 and keys["words.key"]["left"] > 20 and keys["files.key"]["left"] > 2
    for path, lines in before.items():
        path.write_text(lines)
    assert not closed(place)

    killed_after(place, 4)
    code, keys = relocked(place)
    words, files = keys["words.key"], keys["files.key"]
    assert code == 0 and words["locked"] > 5 and files["locked"] > 2
    assert not any(one[what] for one in (words, files) for what in ("closed", "left"))
    assert "De andre kan tages ud." in place.does("keys", "relock")
    assert relocked(place)[1]["words.key"]["locked"] == 0, "once more changes nothing"

    take_the_old_ones_away(place)
    assert not closed(place)
    wrong, pages, said = json.loads(place.acts(VISIT, LINK.pattern))
    assert wrong == [] and pages > 60 and said >= 2
    place.is_well()


def test_what_was_locked_before_the_cut_is_not_locked_again(place):
    put_a_new_key_first(place)
    _code, keys = relocked(place)
    every = keys["words.key"]["locked"]
    put_a_new_key_first(place)
    killed_after(place, 3)
    assert 0 < relocked(place)[1]["words.key"]["locked"] < every


def test_where_there_is_no_installation_it_is_one_sentence(tmp_path):
    assert "Der er ingen Samskab" in Place(Path(tmp_path) / "none").refuses("keys", "relock")
