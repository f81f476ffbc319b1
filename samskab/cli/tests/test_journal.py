"""`samskab journal`, as an operator runs it."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from samskab.cli.journal import SAID, where
from samskab.journal.walking import What, Wrong
from tests import made_once
from tests.databases import POSTGRES

ROOT = Path(__file__).parents[3]
PREPARE = """
import django; django.setup()
from django.db import transaction
from samskab.journal.actions import write
from samskab.people.actors import SYSTEM
from samskab.people.models import User
from samskab.projects.actions import begin_project
project = begin_project("Tryg hjemme", coordinator=User.objects.create_user("amina@example.org", "Amina", None))
for number in range(5):
    with transaction.atomic():
        write("voice_captured", by=SYSTEM, project_id=project.pk, subject="voice", subject_id=number)
"""
pytestmark = pytest.mark.skipif(bool(POSTGRES), reason="the commands are tried on SQLite; what they ask, on both")


def surroundings():
    left_out = {"SAMSKAB_DATA", "DJANGO_SETTINGS_MODULE"}
    return {key: value for key, value in os.environ.items() if key not in left_out}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    made_once.empty(folder, cluster="")
    here = surroundings() | {"SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    subprocess.run([sys.executable, "-c", PREPARE], env=here, cwd=ROOT, check=True)
    return folder


@pytest.fixture
def data(prepared, tmp_path):
    """An installation of one's own to harm."""
    return shutil.copytree(prepared, tmp_path / "data")


def run(*words, data):
    command = [sys.executable, "-c", "from samskab.cli.main import main; main()", "journal", *words]
    return subprocess.run(
        [*command, "--data", str(data)], env=surroundings(), cwd=ROOT, capture_output=True, text=True, check=False
    )


def harm(data, sentence):
    import pysqlite3

    with closing(pysqlite3.connect(data / "samskab.sqlite3")) as database, database:
        database.execute(sentence)


def test_a_journal_as_it_was_written_is_zero_and_counts(data):
    said = run("verify", data=data)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.strip() == "Journalen er, som den blev skrevet: 6 poster i 1 kæder, 0 segl, 0 talte døgn."


def test_a_journal_that_was_changed_is_one_and_names_project_entry_and_fault(data):
    harm(data, "UPDATE journal_entry SET subject_id = 77 WHERE id = 3")
    said = run("verify", data=data)
    assert (said.returncode, said.stderr) == (1, "")
    assert said.stdout.splitlines()[1:] == ["Projektet »Tryg hjemme« (1): post 3 er ændret."]
    told = json.loads(run("verify", "--json", data=data).stdout)
    assert (told["entries"], [one["what"] for one in told["wrong"]]) == (6, ["changed"])


def test_a_seal_is_made_kept_and_missed(data):
    line = run("seal", data=data).stdout.strip()
    assert (data / "journal.seals").read_text() == line + "\n"
    assert (data / "journal.seals").stat().st_mode & 0o777 == 0o600
    assert run("verify", "--seal", line, data=data).returncode == 0
    harm(data, "DELETE FROM journal_seal")
    assert "Segl: et segl mangler" in run("verify", data=data).stdout
    (data / "journal.seals").unlink()
    assert run("verify", data=data).returncode == 0, "somebody with the folder too"
    kept = run("verify", "--seal", line, data=data)
    assert kept.returncode == 1 and "Segl: det segl, du har gemt, findes ikke i databasen." in kept.stdout


@pytest.mark.parametrize("words", [("verify",), ("seal",), ("verify", "--seal", "noget andet")])
def test_what_cannot_be_done_is_one_sentence(words, data, tmp_path):
    there = data if "--seal" in words else tmp_path / "tom"
    said = run(*words, data=there)
    assert (said.returncode, said.stdout) == (2, "")
    assert len(said.stderr.strip().splitlines()) == 1 and said.stderr.strip().endswith(".")
    assert not (tmp_path / "tom").exists()


def test_a_database_older_than_the_program_is_left_as_it_is(data):
    harm(data, "DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0002%'")
    said = run("verify", data=data)
    assert said.returncode == 2 and "ældre end programmet" in said.stderr


@pytest.mark.parametrize("words", [("verify",), ("seal",)])
def test_a_journal_without_its_tables_is_one_sentence(words, data):
    harm(data, "DROP TABLE journal_seal")
    said = run(*words, data=data)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("Journalen kan ikke læses") and said.stderr.count("\n") == 1


def test_everything_that_can_be_wrong_is_said():
    assert SAID.keys() == {what.value for what in What}
    for what in What:
        assert SAID[what].format(entry=7, other=3, day="2026-03-19").endswith(".")
    assert where(Wrong(What.CUT, None), {}) == "Installationens egen journal"
    assert where(Wrong(What.CUT, 4), {}) == "Projekt 4"
