"""One installation is one folder, and its key is its owner's alone."""

import stat
import threading
from datetime import date

import pytest

from samskab.ground.installation import Installation, installation_from_environment


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_key_are_the_owners_alone(tmp_path):
    there = Installation(tmp_path / "new" / "one")
    there.prepare()
    assert mode(there.folder) == mode(there.files) == 0o700
    assert mode(there.key_file) == 0o600 and len(there.secret_key) >= 48
    made = {"files", "secret.key", "capture.key", "files.key", "words.key", "installation.id"}
    assert {path.name for path in there.folder.iterdir()} == made, "nothing is left lying about"


def test_preparing_again_keeps_the_key_and_the_name(tmp_path):
    there = Installation(tmp_path)
    there.prepare()
    made = {path: path.read_text() for path in there.folder.iterdir() if path.is_file()}
    assert len(made) == 5
    there.prepare()
    assert {path: path.read_text() for path in made} == made


def test_two_who_prepare_at_once_have_one_whole_key(tmp_path):
    there, keys, ready = Installation(tmp_path / "x"), set(), threading.Barrier(8)

    def prepare():
        ready.wait()
        there.prepare()
        keys.add(there.secret_key)

    threads = [threading.Thread(target=prepare) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1 and len(keys.pop()) >= 48


def test_a_key_that_is_not_kept_is_never_the_same(tmp_path):
    there = Installation(tmp_path / "nothing")
    assert there.secret_key != there.secret_key and not there.folder.exists(), "asking makes nothing"


def test_the_storys_day(tmp_path):
    there = Installation(tmp_path)
    assert there.story_day is None
    there.demo_file.write_text("2026-03-19\n")
    assert there.story_day == date(2026, 3, 19)


def test_the_environment_names_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMSKAB_DATA", str(tmp_path / "her"))
    assert installation_from_environment().database == tmp_path / "her" / "samskab.sqlite3"
    monkeypatch.setenv("SAMSKAB_DATA", "~/der")
    assert "~" not in str(installation_from_environment().folder)
    monkeypatch.delenv("SAMSKAB_DATA")
    assert installation_from_environment().folder.name == "samskab"


def test_a_folder_one_may_not_write_in_says_so(tmp_path):
    (tmp_path / "a file").write_text("x")
    with pytest.raises(OSError):
        Installation(tmp_path / "a file").prepare()
