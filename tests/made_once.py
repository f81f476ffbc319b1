"""What many tests begin with, made once a run by the program itself and copied for each: an empty Samskab, and the story.

To copy one takes a hundredth of the time it takes to make one. The workers of a run share what is made, under a lock.
"""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from journeys.installation import COMMAND, surroundings
from tests.databases import POSTGRES, database_of_its_own, until_the_dead_are_gone

# The root conftest names the place, and takes it away when the run is over.
PLACE = "MADE_ONCE"
EMPTY, STORY = ("prepare",), ("demo", "--no-serve")


def empty(folder, cluster=POSTGRES):
    """A Samskab nobody has begun to use, in this folder. What to add to the environment of those who use it."""
    return _copy(EMPTY, folder, cluster)


def story(folder, cluster=POSTGRES):
    """The demo with its whole story, in the same way."""
    return _copy(STORY, folder, cluster)


def house(folder):
    """The same as `empty` for a folder that is not there yet; outside a run of the tests the server makes it itself."""
    return empty(folder) if PLACE in os.environ and not folder.exists() else database_of_its_own()


def _copy(words, folder, cluster):
    home = Path(os.environ[PLACE]) / ("postgres" if cluster else "sqlite") / words[0]
    home.mkdir(parents=True, exist_ok=True)
    made, its_database = home / "made", home / "environment"
    with (home / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not its_database.exists():
            shutil.rmtree(made, ignore_errors=True)
            there = _make(words, made, cluster)
            its_database.write_text(there.get("DATABASE_URL", ""))
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return database_of_its_own(cluster, like=urlsplit(its_database.read_text()).path.strip("/"))


def _make(words, folder, cluster):
    there = database_of_its_own(cluster)
    usual = {name: value for name, value in surroundings().items() if name != "DATABASE_URL"}
    done = subprocess.run([COMMAND, *words, "--data", folder], env=usual | there, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    until_the_dead_are_gone(there)
    return there
