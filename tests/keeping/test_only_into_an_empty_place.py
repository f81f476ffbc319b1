"""A copy is put back where nothing is, or in the place of its own."""

import subprocess

import psycopg
import pytest

from tests import made_once
from tests.databases import POSTGRES
from tests.houses import House
from tests.keepers import SAY, Place


def test_a_place_that_is_taken_is_left_alone(copied, another):
    rows = another.rows()
    assert "--replace" in another.refuses("restore", copied)
    assert another.rows() == rows and sorted(path.name for path in another.folder.glob(".genskaber*")) == []


def test_replacing_asks_first_and_puts_the_old_by(copied, another):
    rows = another.rows()
    another.acts(SAY.replace("brev.txt", "andet.txt"))
    asked = another.run("restore", copied, "--replace", input="nej\n")
    assert asked.returncode == 2 and "Intet er ændret" in asked.stderr
    asked = another.run("restore", copied, "--replace", stdin=subprocess.DEVNULL)
    assert asked.returncode == 2 and "skriv --yes" in asked.stderr
    assert another.rows() != rows
    another.does("restore", copied, "--replace", "--yes")
    assert another.rows() == rows
    if not POSTGRES:
        (put_by,) = another.folder.glob("erstattet-*")
        assert (put_by / "samskab.sqlite3").exists()


def test_another_installations_copy_does_not_replace_this_one(copied, tmp_path):
    other = Place(tmp_path / "other", made_once.empty)
    assert "en anden installation" in other.refuses("restore", copied, "--replace", "--yes")


def test_a_server_that_runs_is_stopped_first(copied, another):
    house = House(another.folder)
    house.environment = another.environment
    house.start()
    try:
        assert "Stop den først" in another.refuses("restore", copied, "--replace", "--yes")
        assert "Stop den først" in another.refuses("port", "--to", "postgresql://localhost/x")
    finally:
        house.kill()


@pytest.fixture
def running_on_postgres(restored_on_postgres, tmp_path):
    """An installation whose database is in PostgreSQL, and somebody who works in it."""
    place = restored_on_postgres.once_more(tmp_path / "live")
    with psycopg.connect(place.url) as somebody:
        yield place, somebody


def test_a_database_is_not_replaced_from_another_folder(running_on_postgres, copied, tmp_path):
    live, somebody = running_on_postgres
    somebody.close()
    drill = Place(tmp_path / "drill", cluster="")
    drill.environment |= {"DATABASE_URL": live.url}
    rows = live.rows()
    for how in ([], ["--replace", "--yes"]):
        said = drill.refuses("restore", copied, *how)
        assert "en anden mappe" in said and "--replace" not in said
    assert live.rows() == rows and not drill.folder.exists()


def test_a_database_somebody_works_in_is_not_replaced(running_on_postgres, copied):
    live, somebody = running_on_postgres
    rows = live.rows()
    assert "Andre arbejder i databasen" in live.refuses("restore", copied, "--replace", "--yes")
    assert live.rows() == rows
    somebody.close()
    live.does("restore", copied, "--replace", "--yes")
