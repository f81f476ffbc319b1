"""An installation is put in the place of another: at whatever step the plug is pulled, it can be finished."""

from contextlib import suppress

import pytest

from samskab.ground.installation import Installation
from samskab.ground.keeping import places
from samskab.ground.keeping.disk import files_below
from samskab.ground.keeping.holding import LOCK, alone, enter, is_open
from samskab.ground.keeping.refusing import Refused

OLD = {
    "samskab.sqlite3": "old", "samskab.sqlite3-wal": "old log", "secret.key": "old key", "installation.id": "one",
    "files/sources/aa/aa1": "both", "files/sources/bb/bb1": "only old", "erased.log": "list",
}  # fmt: skip
NEW = {
    "samskab.sqlite3": "new", "secret.key": "new key", "installation.id": "one", "files/sources/aa/aa1": "both",
    "files/sources/cc/cc1": "only new", "erased.log": "longer list",
}  # fmt: skip
AFTER = NEW | {
    "was/samskab.sqlite3": "old", "was/samskab.sqlite3-wal": "old log", "was/secret.key": "old key",
    "was/files/sources/bb/bb1": "only old",
}  # fmt: skip


class Unplugged(BaseException):
    """Nothing of ours runs after this."""


def write(folder, files):
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)


def found(folder):
    return {name: (folder / name).read_text() for name in files_below(folder)}


def two(folder):
    write(folder, OLD)
    write(places.staged(folder).folder, NEW)
    return places.plan(folder, "was")


def test_the_new_is_in_place_and_the_old_is_put_by(tmp_path):
    places.put(tmp_path, two(tmp_path))
    assert found(tmp_path) == AFTER and not (tmp_path / places.STAGING).exists()


def test_what_was_never_ready_is_cleared_away(tmp_path):
    two(tmp_path)
    places.finish(tmp_path)
    assert found(tmp_path) == OLD


def moves(folder, monkeypatch, stop_at):
    """Pull the plug before that move. How many there were."""
    count, usual = 0, places._move

    def move(source, target):
        nonlocal count
        count += 1
        if count == stop_at:
            raise Unplugged
        usual(source, target)

    monkeypatch.setattr(places, "_move", move)
    with suppress(Unplugged):
        places.put(folder, places.plan(folder, "was"))
    monkeypatch.setattr(places, "_move", usual)
    return count


def test_whenever_the_plug_is_pulled_the_next_one_finishes_it(tmp_path, monkeypatch):
    two(tmp_path / "0")
    steps = moves(tmp_path / "0", monkeypatch, 0)
    assert steps > len(NEW)
    for stop in range(1, steps + 1):
        for again in range(1, steps + 1, 4):
            folder = tmp_path / f"{stop}-{again}"
            two(folder)
            moves(folder, monkeypatch, stop)
            seen = found(folder)
            assert {"old", "new"} & {words for name, words in seen.items() if "sqlite3" in name}, (
                "a database is somewhere"
            )
            _finish_in_two(folder, monkeypatch, again)
            assert found(folder) == AFTER, (stop, again)


def _finish_in_two(folder, monkeypatch, stop):
    """Unplugged once more on the way."""
    count, usual = 0, places._move

    def move(source, target):
        nonlocal count
        count += 1
        if count == stop:
            raise Unplugged
        usual(source, target)

    monkeypatch.setattr(places, "_move", move)
    with suppress(Unplugged):
        places.finish(folder)
    monkeypatch.setattr(places, "_move", usual)
    places.finish(folder)


def test_a_key_that_is_the_same_is_not_put_by(tmp_path):
    write(tmp_path, {"secret.key": "key"})
    write(places.staged(tmp_path).folder, {"secret.key": "key", "samskab.sqlite3": "new"})
    assert places.plan(tmp_path, "was").old == []


def test_without_a_new_database_file_the_old_one_stays(tmp_path):
    """On PostgreSQL the rows lie elsewhere."""
    write(tmp_path, OLD)
    write(places.staged(tmp_path).folder, {"secret.key": "new key"})
    assert "samskab.sqlite3" not in places.plan(tmp_path, "was").old


def test_many_may_work_at_once_and_whoever_replaces_is_alone(tmp_path):
    there = Installation(tmp_path)
    assert not is_open(there)
    with alone(there), pytest.raises(Refused, match="genskabt"):
        enter(there)
    enter(there)
    enter(there)
    assert is_open(there)
    with pytest.raises(Refused, match="Stop den først"), alone(there):
        raise AssertionError("not alone")


def test_whoever_enters_finishes_what_was_begun(tmp_path):
    two(tmp_path)
    enter(Installation(tmp_path))
    (tmp_path / LOCK).unlink()
    assert found(tmp_path) == OLD


def test_a_folder_that_came_to_nothing_is_not_left_behind(tmp_path):
    with pytest.raises(KeyError), alone(Installation(tmp_path / "new")):
        raise KeyError
    assert not (tmp_path / "new").exists()
