"""`samskab erase`, as an operator runs it after somebody took their words back."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from tests import made_once
from tests.databases import POSTGRES

ROOT = Path(__file__).parents[3]
WORDS = "Ærlig talt ved jeg aldrig, hvem der tager telefonen om natten.\nSå jeg lader være at ringe."
PREPARE = f"""
import django; django.setup()
from datetime import date
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.actions import begin_project
from samskab.meaning.themes.actions import tie, write_insight
from samskab.publishing.postcards.actions import Choice, choose, make_postcard, publish
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.consent.receipts import give
from samskab.voices.intake.actions import Told, capture
from samskab.voices.sources.actions import Upload, keep
from tests.checked import look_through
words = {WORDS!r}
amina = User.objects.create_user("amina@example.org", "Amina", None)
project, by = begin_project("Tryg hjemme", coordinator=amina), staff(amina)
source = keep(project, Upload("kort.txt", "txt", words.encode("utf-16"), words), by=by)
voice = capture(project, Told(words, source=source), by=by)
record(voice, {{"print": True, "web": True}}, Agreement("consent", "oral", date(2026, 3, 1)), by=by)
tie(write_insight(project, "Ventetid slider.", by=by), voice, "supports", by=by)
card = make_postcard(project, "Kort", by=by)
choose(card, Choice(voices=[voice], front=voice), by=by)
card.refresh_from_db()
look_through(card, by)
publish(card, by=by, open_page=True)
print(give(voice, by=by).code)
"""
TAKE_BACK = """
import django; django.setup()
from samskab.people.actors import SYSTEM
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.models import Voice
withdraw(Voice.objects.get(), by=SYSTEM)
"""
pytestmark = pytest.mark.skipif(bool(POSTGRES), reason="the commands are tried on SQLite; what they ask, on both")


def surroundings(folder=None):
    left_out = {"SAMSKAB_DATA", "DJANGO_SETTINGS_MODULE"}
    here = {key: value for key, value in os.environ.items() if key not in left_out}
    named = {"SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    return here | named if folder else here


def python(story, folder):
    done = subprocess.run(
        [sys.executable, "-c", story], env=surroundings(folder), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """(a folder where somebody told something, the code of their receipt, a file with their words)"""
    folder, elsewhere = tmp_path_factory.mktemp("told"), tmp_path_factory.mktemp("elsewhere") / "ord.txt"
    elsewhere.write_text(WORDS, encoding="utf-8")
    made_once.empty(folder, cluster="")
    return folder, python(PREPARE, folder), elsewhere


@pytest.fixture(scope="module")
def cleaned(told, tmp_path_factory):
    folder = shutil.copytree(told[0], tmp_path_factory.mktemp("cleaned") / "data")
    python(TAKE_BACK, folder)
    return folder


@pytest.fixture
def data(cleaned, tmp_path):
    """An installation where the words were taken back, to harm."""
    return shutil.copytree(cleaned, tmp_path / "data")


def run(*words, data):
    command = [sys.executable, "-c", "from samskab.cli.main import main; main()", "erase", *map(str, words)]
    return subprocess.run(
        [*command, "--data", str(data)], env=surroundings(), cwd=ROOT, capture_output=True, text=True, check=False
    )


def left(*words, data):
    told = json.loads(run("verify", *words, "--json", data=data).stdout)
    return [one["where"] for one in told["left"]]


def test_before_they_are_taken_back_the_same_search_finds_them(told):
    folder, code, words = told
    verdict = run("verify", code, "--words", words, "--json", data=folder)
    found = {one["where"] for one in json.loads(verdict.stdout)["left"]}
    assert verdict.returncode == 1 and "voices.Voice 1: står her endnu" in found
    assert {"voices_voice.words", "publishing_edition.card"} <= found, "locked, and opened to look"
    assert any(where.startswith("files/originals/") for where in found), "locked, and UTF-16, as it was sent"


def test_taken_back_nothing_is_left_and_no_byte_of_it(told, cleaned):
    for name in (told[1], told[1].lower(), "U-1", "tryg-hjemme/U-1"):
        verdict = run("verify", name, "--words", told[2], data=cleaned)
        assert (verdict.returncode, verdict.stderr) == (0, ""), verdict.stdout
        assert "der er intet tilbage i rækker, filer eller bytes" in verdict.stdout


@pytest.mark.parametrize(
    "written",
    [
        WORDS.encode(),
        unicodedata.normalize("NFD", WORDS).encode(),
        WORDS.lower().encode("utf-16"),
        json.dumps({"words": WORDS}).encode(),
        gzip.compress(b"." * 3_000_000 + WORDS.encode()),
        WORDS[20:].encode("utf-16-be"),
    ],
    ids=["as said", "letters taken apart", "small, in UTF-16", "JSON", "packed", "the end alone"],
)
def test_a_copy_anywhere_in_the_folder_is_found_however_it_is_written(told, data, written):
    (data / "glemt.bin").write_bytes(b"\x00" * 4096 + written)
    if written[:2] == b"\x1f\x8b":
        (data / "glemt.bin").write_bytes(written)
    assert left("U-1", "--words", told[2], data=data) == ["glemt.bin"]


def test_what_is_in_an_archive_is_found(told, data):
    with zipfile.ZipFile(data / "kort.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{WORDS}</w:t>")
    assert left("U-1", "--words", told[2], data=data) == ["kort.docx"]


def execute(data, *statements):
    import pysqlite3

    connection = pysqlite3.connect(str(data / "samskab.sqlite3"))
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement,where",
    [
        ("UPDATE voices_voice SET sector = 'civil'", "voices.Voice 1: sector"),
        ("UPDATE meaning_insightvoice SET stamp = 'x'", "meaning.InsightVoice 1: stamp"),
    ],
)
def test_one_row_that_was_forgotten_is_named(data, statement, where):
    execute(data, statement)
    assert left("U-1", data=data) == [where]


LEFT_ON_A_CARD = """
import django; django.setup()
from samskab.publishing.postcards.models import Edition
edition = Edition.objects.get(pk=1)
edition.card["front"]["text"] = WORDS
edition.save()
""".replace("WORDS", repr(WORDS))


def test_words_left_on_a_card_are_named_though_they_lie_locked(told, data):
    python(LEFT_ON_A_CARD, data)
    assert left("U-1", data=data) == ["publishing.Edition 1: card"]
    assert left("U-1", "--words", told[2], data=data) == ["publishing.Edition 1: card", "publishing_edition.card"]


def test_an_index_that_was_forgotten_is_named_and_made_anew(data):
    execute(data, "INSERT INTO voices_parts(rowid, vocabulary) VALUES (1, 'telefonen om natten')")
    assert left("U-1", data=data) == ["voices_parts: holder andet end rækkerne"]
    assert run("sweep", data=data).returncode == 0 and left("U-1", data=data) == []


def test_a_file_no_row_knows_is_named_and_swept(data):
    path = data / "files/sources/ab" / ("ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_text("Noget, der skulle være væk.")
    assert left("U-1", data=data) == [f"files/sources/ab/{'ab' * 32}: ingen række peger på den"]
    assert run("sweep", data=data).returncode == 0
    assert run("verify", "U-1", data=data).returncode == 0 and not path.exists()


def test_a_copy_could_bring_back_what_is_not_on_the_list(data):
    (data / "erased.log").unlink()
    assert left("U-1", data=data) == ["erased.log: U-1 mangler, og en kopi kan bringe den igen"]


def test_a_sweep_folds_the_log_and_says_so(told, data):
    swept = json.loads(run("sweep", "--json", data=data).stdout)
    assert swept["clean"] and swept["left"] == [] and swept["unknown"] == []
    assert any("log er foldet ind" in sentence for sentence in swept["done"])


@pytest.mark.parametrize(
    "name,sentence",
    [
        ("U-7", "Den kode kender vi ikke her."),
        ("et-andet/U-1", "Den kode kender vi ikke her."),
        ("2" * 24, "Den kode kender vi ikke her."),
        ("hvad", "Det er ingen kode."),
    ],
)
def test_a_code_nobody_has_is_one_sentence(cleaned, name, sentence):
    refused = run("verify", name, data=cleaned)
    assert (refused.returncode, refused.stdout) == (2, "") and refused.stderr.startswith(sentence)


def test_too_few_words_are_not_looked_for(cleaned, tmp_path):
    few = tmp_path / "ord.txt"
    few.write_text("Ja tak, gerne.")
    refused = run("verify", "U-1", "--words", few, data=cleaned)
    assert (refused.returncode, refused.stdout) == (2, "") and "for få ord" in refused.stderr


@pytest.mark.parametrize("file", ["ingen.txt", "."])
def test_words_that_cannot_be_read_are_one_sentence(cleaned, tmp_path, file):
    refused = run("verify", "U-1", "--words", tmp_path / file, data=cleaned)
    assert (refused.returncode, refused.stdout) == (2, "") and "kan ikke læses" in refused.stderr


def test_where_there_is_no_installation_nothing_is_made(tmp_path):
    refused = run("sweep", data=tmp_path / "ingen")
    assert refused.returncode == 2 and "Der er ingen Samskab" in refused.stderr and not (tmp_path / "ingen").exists()
