"""A full disk and a kill leave all of it or nothing."""

import resource
import signal
import subprocess
import time

import pytest

from journeys.installation import COMMAND
from samskab.ground.keeping.checking import check
from tests.databases import POSTGRES
from tests.keepers import Place


def limited(size):
    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}


@pytest.mark.skipif(bool(POSTGRES), reason="the limit is on the files of a process")
@pytest.mark.parametrize("size", [4096, 200_000])
def test_a_full_disk_is_one_sentence_and_nothing_is_left(told, copied, elsewhere, tmp_path, size):
    assert "Intet er efterladt" in told.refuses("backup", tmp_path / "copies", **limited(size))
    assert list((tmp_path / "copies").iterdir()) == []
    assert "Intet er ændret" in elsewhere.refuses("restore", copied, **limited(size))
    assert not elsewhere.folder.exists()


def test_a_copy_that_was_killed_never_looks_whole_and_is_cleared_away(told, tmp_path):
    into = tmp_path / "copies"
    for pause in (0.6, 0.9, 1.2):
        copying = subprocess.Popen(
            [COMMAND, "backup", into, "--data", told.folder], env=told.environment, stdout=subprocess.DEVNULL
        )
        time.sleep(pause)
        copying.send_signal(signal.SIGKILL)
        copying.wait()
        for path in into.glob("samskab-*"):
            assert check(path), "what has the name of a copy is one"
    copy = told.backup(into)
    assert check(copy) and not list(into.glob(".*"))


def test_a_restore_that_was_killed_is_finished_or_undone(copied, told, tmp_path):
    """At the first and the last of its steps. Every one: `proof/restoring.py`."""
    whole = Place(tmp_path / "whole").restores_until(0, copied)
    last = int(whole.stdout.rpartition("steps:")[2])
    for step in (1, last):
        place = Place(tmp_path / f"killed-{step}")
        done = place.restores_until(step, copied)
        assert done.returncode == -signal.SIGKILL, done.stderr
        again = place.run("restore", copied)
        # Undone before anything was put in place; finished at the last step, where the database is one of the files.
        assert again.returncode == (2 if step == last and not POSTGRES else 0), again.stderr
        assert again.returncode == 0 or "Der er allerede" in again.stderr
        assert place.rows() == told.rows() and place.files() == told.files()
        place.is_well()
