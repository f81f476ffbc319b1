"""An installation moves to another kind of database: all of it, or none."""

import subprocess
import time

import pytest

from journeys.installation import COMMAND
from tests.keepers import SAY, TELL, Place


@pytest.fixture
def on_sqlite(told_on_sqlite, tmp_path):
    return told_on_sqlite.once_more(tmp_path / "sqlite")


def test_an_installation_moves_to_postgresql_and_back(on_sqlite, server, tmp_path):
    rows = on_sqlite.rows()
    there = Place(on_sqlite.folder, cluster=server)
    assert "alle er ens" in on_sqlite.does("port", "--to", there.url)
    assert on_sqlite.rows() == rows, "the old one is untouched"
    there.does("journal", "verify")
    there.acts(SAY.replace("brev.txt", "andet.txt"))
    assert "ikke tom" in on_sqlite.refuses("port", "--to", there.url)
    assert "allerede en database" in there.refuses("port", "--to", "sqlite")
    (on_sqlite.folder / "samskab.sqlite3").rename(tmp_path / "old")
    there.does("port", "--to", "sqlite")
    assert "Er filen den nye, så fjern DATABASE_URL" in there.run("doctor").stdout
    on_sqlite.does("journal", "verify")
    assert len(on_sqlite.rows()["voices_voice"]) == len(rows["voices_voice"]) + 1


@pytest.mark.parametrize(
    "spoil,column",
    [
        ("Voice.objects.filter(pk=1).update(vocabulary='før' + chr(0) + 'efter')", "vocabulary rummer et NUL-tegn"),
        ("Voice.objects.filter(pk=1).update(standing='x' * 900)", "standing er længere end de 20"),
    ],
)
def test_a_row_postgresql_cannot_hold_is_named_and_nothing_is_moved(on_sqlite, server, spoil, column):
    on_sqlite.acts(TELL + spoil)
    there = Place(on_sqlite.folder, cluster=server)
    said = on_sqlite.refuses("port", "--to", there.url)
    assert "Række 1 i tabellen voices_voice" in said and column in said
    assert there.rows() == {}


def test_a_move_that_is_killed_leaves_the_new_one_empty_or_whole(on_sqlite, server):
    there = Place(on_sqlite.folder, cluster=server)
    killed = 0
    for pause in (0.5, 1.0, 1.5):
        moving = subprocess.Popen(
            [COMMAND, "port", "--to", there.url, "--data", on_sqlite.folder], env=on_sqlite.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(pause)
        moving.kill()
        moving.wait()
        if moved := there.rows():  # it was done, and all of it is there
            ours = on_sqlite.rows()
            assert {name: len(rows) for name, rows in moved.items()} == {name: len(ours[name]) for name in moved}
            break
        killed += 1
    assert killed
    on_sqlite.is_well()


def test_an_address_that_leads_nowhere_is_one_sentence(on_sqlite):
    for to in ("mysql://x/y", "postgresql://", "postgresql://localhost:1/x"):
        on_sqlite.refuses("port", "--to", to)
