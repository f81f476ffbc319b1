"""An installation can be made ready without being served."""

import os
import subprocess
import sys
from pathlib import Path


def prepare(folder):
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSKAB_", "DJANGO_"))}
    surroundings.pop("DATABASE_URL", None)
    command = [Path(sys.executable).with_name("samskab"), "prepare", "--data", folder]
    return subprocess.run(command, capture_output=True, text=True, env=surroundings)


def test_an_installation_is_ready_and_twice_is_as_once(tmp_path):
    folder = tmp_path / "here"
    first, key = prepare(folder), (folder / "secret.key").read_bytes()
    again = prepare(folder)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert first.stdout == again.stdout == f"{folder} er klar.\n"
    assert (folder / "samskab.sqlite3").stat().st_size and (folder / "secret.key").read_bytes() == key


def test_a_place_that_cannot_be_used_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    refused = prepare(tmp_path / "file" / "under")
    assert refused.returncode == 2 and refused.stdout == "" and refused.stderr.count("\n") == 1
