"""`samskab postcard`, as a person runs it."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from samskab.cli import postcards
from tests import made_once

ROOT = Path(__file__).parents[3]
PREPARE = """
import django; django.setup()
from samskab.people.models import User
from samskab.people.actors import staff
from samskab.projects.actions import begin_project
from samskab.voices.intake.actions import Told, capture
from samskab.voices.consent.actions import Agreement, record
from samskab.publishing.postcards import actions
from samskab.ground import clock
amina = User.objects.create_user("amina@example.org", "Amina Holm", None)
project, by = begin_project("Tryg hjemme", coordinator=amina, contact_phone="00 00 00 00"), staff(amina)
voice = capture(project, Told("Jeg ringer til alle.", standing="citizen", sector="civil"), by=by)
record(voice, {"print": True, "web": True}, Agreement("consent", "oral", clock.today()), by=by)
card = actions.make_postcard(project, "Æbler og øer", by=by)
actions.choose(card, actions.Choice(voices=[voice], front=voice), by=by)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation")
    made_once.empty(folder, cluster="")
    environment = os.environ | {"SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, check=True)
    return folder


def run(*arguments):
    environment = {
        key: value for key, value in os.environ.items() if key not in ("SAMSKAB_DATA", "DJANGO_SETTINGS_MODULE")
    }
    command = [sys.executable, "-c", "from samskab.cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)


def refused(done):
    """Exit code 2, nothing on standard output, one sentence on standard error."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


@pytest.fixture
def here(db, monkeypatch):
    """The command in this process, with the test's own database."""
    monkeypatch.setattr(postcards, "open_installation", lambda: None)
    return lambda *arguments: CliRunner().invoke(postcards.postcard, [str(one) for one in arguments])


def refused_here(done):
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_list_is_json_wherever_the_folder_is_named(data, place):
    named = ["--data", data]
    arguments = {
        "before": [*named, "postcard", "list", "--json"],
        "after": ["postcard", "list", "--json", *named],
    }[place]
    done = run(*arguments)
    assert done.returncode == 0, done
    assert [(card["id"], card["title"]) for card in json.loads(done.stdout)] == [(1, "Æbler og øer")]


def test_a_card_becomes_two_files_and_says_where(data, tmp_path):
    out = tmp_path / "ny mappe" / "kort"
    done = run("postcard", "1", "--out", out, "--data", data)
    assert done.returncode == 0, done
    assert done.stdout.splitlines() == [str(out / "postcard.pdf"), str(out / "postcard.html")]
    assert sorted(path.name for path in out.iterdir()) == ["postcard.html", "postcard.pdf"]
    assert (out / "postcard.pdf").read_bytes().startswith(b"%PDF-")
    assert "Jeg ringer til alle." in (out / "postcard.html").read_text()
    again = run("--data", data, "postcard", "1", "--out", out)
    assert again.returncode == 0
    assert len(list(out.iterdir())) == 2


@pytest.mark.parametrize("which", ["2", "0", "-1", "abc", "1; rm", "9" * 40, "--1"])
def test_a_card_that_is_not_there_is_one_sentence(here, tmp_path, which):
    sentence = refused_here(here("--out", tmp_path / "out", which))
    assert "Der er intet postkort med nummeret" in sentence
    assert not (tmp_path / "out").exists()


def test_a_folder_without_samskab_is_one_sentence_and_stays_empty(tmp_path):
    sentence = refused(run("--data", tmp_path / "tom", "postcard", "list", "--json"))
    assert "Der er ingen Samskab i mappen" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_none_is_one_sentence(tmp_path):
    (tmp_path / "samskab.sqlite3").write_bytes(b"ikke en database " * 400)
    assert "kan ikke læses" in refused(run("--data", tmp_path, "postcard", "list", "--json"))


def test_missing_words_are_asked_for_in_danish(here):
    assert "--out MAPPE" in refused_here(here("1"))
    assert "Skriv et korts nummer" in refused_here(here())


def test_a_card_that_cannot_be_printed_is_one_sentence_and_no_file(here, tmp_path, project, by_amina, story_day):
    from samskab.publishing.postcards.actions import make_postcard

    card = make_postcard(project, "Et kort \U0001f600", by=by_amina)
    assert "kan ikke trykkes" in refused_here(here(card.pk, "--out", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_one_sentence(here, tmp_path, project, by_amina):
    from samskab.publishing.postcards.actions import make_postcard

    card = make_postcard(project, "Et kort", by=by_amina)
    (tmp_path / "out").write_text("min fil")
    for out in (tmp_path / "out", tmp_path / "out" / "under"):
        assert "det er ikke en mappe. Intet er skrevet." in refused_here(here(card.pk, "--out", out))
    assert (tmp_path / "out").read_text() == "min fil"


def test_a_folder_one_may_not_write_in_is_one_sentence(data):
    sentence = refused(run("--data", data, "postcard", "1", "--out", "/proc/kort"))
    assert "Kortet kan ikke skrives i /proc/kort" in sentence


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "postcard.pdf").write_text("det gamle")

    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(postcards.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        postcards.put_in_place(tmp_path, {"postcard.pdf": b"nyt", "postcard.html": b"nyt"})
    assert [path.name for path in tmp_path.iterdir()] == ["postcard.pdf"]
    assert (tmp_path / "postcard.pdf").read_text() == "det gamle"


@pytest.mark.parametrize("stops_at", [1, 2, 3, 4])
@pytest.mark.parametrize("were_there", [True, False])
def test_when_one_file_cannot_be_put_in_place_neither_is(tmp_path, monkeypatch, stops_at, were_there):
    names = ["postcard.pdf", "postcard.html"]
    for name in names if were_there else []:
        (tmp_path / name).write_text(f"gammel {name}")
    moves, replace = [], Path.replace

    def sometimes(self, target):
        moves.append(target)
        if len(moves) == stops_at:
            raise OSError(errno.EIO, "I/O error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", sometimes)
    wanted = dict.fromkeys(names, b"ny")
    if not were_there and stops_at > 2:
        postcards.put_in_place(tmp_path, wanted)
        return
    with pytest.raises(OSError, match="I/O"):
        postcards.put_in_place(tmp_path, wanted)
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == ({name: f"gammel {name}" for name in names} if were_there else {})


def test_why_a_file_was_not_written_is_said_in_danish():
    assert postcards.plainly(OSError(errno.ENOSPC, "x")) == "disken er fuld"
    assert postcards.plainly(OSError(errno.EACCES, "x")) == "du må ikke læse eller skrive der"
    assert postcards.plainly(OSError("x")) == "det lod sig ikke gøre"
