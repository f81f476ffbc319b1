"""A backup that counts: what comes back is what was there."""

import json
import stat
from pathlib import Path

from samskab.ground.keeping.checking import check
from samskab.ground.keeping.manifest import NAME
from tests.databases import POSTGRES
from tests.houses import House
from tests.keepers import SAY, holds


def test_what_comes_back_is_what_was_there(told, restored):
    assert restored.rows() == told.rows()
    assert restored.files() == told.files() != {}
    assert (restored.folder / "secret.key").read_text() == (told.folder / "secret.key").read_text()
    assert "Genskabt" in restored.said
    restored.does("journal", "verify")
    restored.is_well()


def test_everything_in_it_is_its_owners_alone(copied, restored):
    for folder in (copied, restored.folder):
        for path in [folder, *folder.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_new_rows_get_numbers_that_were_never_given(told, restored, tmp_path):
    highest = int(told.voice)
    assert int(restored.once_more(tmp_path / "another").acts(SAY.replace("brev.txt", "andet.txt"))) > highest


def test_a_copy_never_writes_over_another(told, tmp_path):
    first, second = told.backup(tmp_path / "copies"), told.backup(tmp_path / "copies")
    assert first != second and check(first) and check(second)
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == sorted([first.name, second.name])


def test_a_copy_does_not_let_anybody_in_who_was_signed_in(copied):
    assert not [name for name in json.loads((copied / NAME).read_text())["tables"] if "session" in name]


def test_keys_can_lie_in_another_place(told, elsewhere, tmp_path):
    copy = told.backup(tmp_path / "copies", "--keys", tmp_path / "keys")
    assert not (copy / "keys").exists() and (tmp_path / "keys" / copy.name / "secret.key").exists()
    assert not holds(copy, (told.folder / "secret.key").read_text())
    assert "--keys" in elsewhere.refuses("restore", copy)
    elsewhere.does("restore", copy, "--keys", tmp_path / "keys")
    assert elsewhere.rows() == told.rows()


def test_only_looking_writes_nothing(copied, elsewhere):
    assert "Kopien er hel" in elsewhere.does("restore", copied, "--check")
    assert not elsewhere.folder.exists()


def test_a_copy_of_one_kind_of_database_comes_back_as_the_other(copied, request, tmp_path):
    """Made on SQLite it becomes a PostgreSQL, and the other way round."""
    place = request.getfixturevalue("told_on_sqlite" if POSTGRES else "restored_on_postgres")
    place.does("journal", "verify")
    again = place.backup(tmp_path / "again")
    one, other = (json.loads((copy / NAME).read_text())["tables"] for copy in (copied, again))
    assert one == other


def test_people_work_while_it_is_copied(tmp_path):
    """The short version of `proof/backup.py`."""
    from proof.backup import Load, copied_and_restored

    house = House(tmp_path / "data")
    house.start()
    try:
        with Load(house) as load:
            first = len(load.talkers.thanked)
            found = copied_and_restored(load, tmp_path, 0)
    finally:
        house.kill()
    assert found.is_good, found
    assert found.acknowledged > 0 and len(load.talkers.thanked) > first, "they were at work all the time"


def test_every_copy_is_a_path_one_can_read_aloud(copied):
    assert Path(copied).name.startswith("samskab-20") and len(copied.name) < 40
