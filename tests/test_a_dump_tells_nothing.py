"""Whoever gets hold of the database alone reads nothing of what people said: not in a dump, and not in its files."""

import json
import subprocess

import pytest

from samskab.ground.keeping.searching import needles
from tests import made_once
from tests.databases import POSTGRES
from tests.keepers import Place
from tools.postgres import NoPostgres, program

SAID = {
    "a voice": "Natsværmeren banker på min rude hver eneste aften",
    "a thought": "Hun kiggede længe ned i bordet, mens hun sagde det",
    "a source": "Lægen ringede først tilbage tre lange dage senere",
    "a caption": "Ruden ud mod gaden, hvor ingen kommer forbi",
    "an excerpt": "Natsværmeren banker … hver eneste aften",
}
TELL = f"""
from datetime import date
from samskab.ground.pictures import clean_picture
from samskab.ground.readers.tests.picturing import picture
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.actions import begin_project
from samskab.publishing.postcards.actions import Choice, choose, make_postcard, publish
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.intake.actions import Told, capture
from samskab.voices.pictures.actions import keep as keep_picture
from samskab.voices.sources.actions import Upload, keep
from tests.checked import look_through
said = {SAID!r}
amina = User.objects.create_user("amina@example.org", "Amina", None)
project, by = begin_project("Tryg hjemme", coordinator=amina), staff(amina)
source = keep(project, Upload("brev.txt", "txt", said["a source"].encode(), said["a source"]), by=by)
voice = capture(project, Told(said["a voice"], thought=said["a thought"]), by=by)
record(voice, {{"print": True, "web": True}}, Agreement("consent", "oral", date(2026, 3, 1)), by=by)
keep_picture(voice, clean_picture(picture()), by=by, caption=said["a caption"])
card = make_postcard(project, "Et kort", by=by)
choose(card, Choice(voices=[voice], front=voice, excerpts={{voice.pk: said["an excerpt"]}}), by=by)
card.refresh_from_db()
look_through(card, by)
publish(card, by=by, open_page=True)
print(voice.number, source.number, card.number)
"""
LOOK = """
import html, json, sys
from django.test import Client
from samskab.people.models import User
browser = Client(SERVER_NAME="localhost")
browser.force_login(User.objects.get(email__startswith="amina"))
voice, source, card = sys.argv[1:]
places = [f"stemmer/U-{voice}/", f"kilder/{source}/", f"postkort/{card}/"]
print(json.dumps([html.unescape(browser.get(f"/p/tryg-hjemme/{place}").content.decode()) for place in places]))
"""
# A process that dies at once leaves the log beside the database as it is.
DIE = "import os, sys\n{}\nsys.stdout.flush(); os._exit(0)"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("dumped") / "data", made_once.empty)
    place.numbers = place.acts(DIE.format(TELL)).split()
    return place


def test_the_pages_have_every_word_of_it(told):
    pages = "\n".join(json.loads(told.acts(LOOK, *told.numbers)))
    assert [what for what, words in SAID.items() if words not in pages] == []


def found_in(data):
    return [what for what, words in SAID.items() if any(one in data for one in needles(words))]


def test_the_same_search_finds_words_that_lie_open():
    for what, words in SAID.items():
        assert what in found_in(b"..." + words.encode() + b"..."), what
        assert what in found_in(json.dumps({"x": words}).encode()), what


@pytest.mark.skipif(bool(POSTGRES), reason="PostgreSQL's files are not ours to read")
def test_the_database_and_its_log_tell_nothing(told):
    for path in told.folder.glob("samskab.sqlite3*"):
        assert found_in(path.read_bytes()) == [], path.name


@pytest.mark.skipif(not POSTGRES, reason="a dump is of PostgreSQL")
def test_a_dump_tells_nothing(told):
    try:
        dump = program("pg_dump")
    except NoPostgres as missing:
        pytest.skip(str(missing))
    done = subprocess.run([dump, "--inserts", told.url], capture_output=True, check=True, timeout=300)
    assert b"voices_voice" in done.stdout and b"publishing_edition" in done.stdout
    assert found_in(done.stdout) == []


def test_nothing_of_the_folder_tells_it(told):
    for path in told.folder.rglob("*"):
        if path.is_file():
            assert found_in(path.read_bytes()) == [], path.name
