"""A workshop: real workers, somebody who keeps giving them work, and a way to kill either in the middle.

Each act is a row, and enqueues one task in its own transaction; each task makes one row of effect. What was acknowledged
must be in effect once, and so must what was committed without anybody being told.
"""

import fcntl
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journeys.installation import COMMAND, surroundings
from tests import made_once
from tests.databases import ask, database_of_its_own, is_whole, until_the_dead_are_gone

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = "tests.workshop_settings"
PACE = 0.02


@dataclass(frozen=True)
class Outcome:
    """What was found when all was quiet. Everything but the first four must be nought."""

    acknowledged: int
    in_effect: int
    given_up: int
    taken_back: int
    lost: int
    doubled: int
    from_nothing: int
    overlapped: int

    @property
    def held(self):
        return not (self.lost or self.doubled or self.from_nothing or self.overlapped)


class Workshop:
    """An installation in a folder, with two tables: what was asked for, and what came of it."""

    def __init__(self, folder, like=None, **environment):
        """`like` is the folder of an empty one that was made before: to copy it is quicker than to make it."""
        self.folder = Path(folder)
        own = {"SAMSKAB_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": str(ROOT)}
        begun = database_of_its_own() if like else made_once.house(self.folder)
        self.environment = surroundings() | begun | environment | own
        self.acknowledged = set()
        self.log = self.folder.with_name("workers.log")
        self._turn = 0
        if like:
            shutil.copytree(like, self.folder)
        else:
            self.say("begin")

    def say(self, *words):
        """One of the sentences of workshop_work, in a process of its own. What it answered."""
        done = subprocess.run(
            self._words(words),
            check=True,
            env=self.environment,
            cwd=ROOT,
            timeout=120,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def begin(self, *words):
        """The same, and it goes on."""
        pipe = subprocess.PIPE
        return subprocess.Popen(self._words(words), env=self.environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def command(self, *words):
        return subprocess.run(
            [COMMAND, *words], env=self.environment, cwd=ROOT, timeout=120, capture_output=True, text=True, check=False
        )

    def _words(self, words):
        return [sys.executable, "-m", "tests.workshop", *map(str, words)]

    def worker(self):
        with self.log.open("ab") as out:
            return subprocess.Popen([COMMAND, "worker"], env=self.environment, cwd=ROOT, stdout=out, stderr=out)

    def giver(self):
        """Somebody who gives work until killed. What it says on its way is what was acknowledged."""
        self._turn += 1
        words = self._words(["give", self._turn * 1_000_000])
        giver = subprocess.Popen(words, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE)
        giver.listener = threading.Thread(target=self._listen, args=(giver.stdout,), daemon=True)
        giver.listener.start()
        return giver

    def _listen(self, told):
        for line in told:
            if line.endswith(b"\n"):
                self.acknowledged.add(int(line))

    def until_busy(self, process, patience=90):
        """Wait until it is in the middle of something, if it comes to that."""
        deadline, before = time.monotonic() + patience, len(self.acknowledged)
        in_hand = f"SELECT count(*) FROM tasks_lease WHERE worker LIKE '%/{process.pid}-%'"
        while time.monotonic() < deadline:
            busy = len(self.acknowledged) > before if hasattr(process, "listener") else self.asks(in_hand) != [(0,)]
            if busy:
                return
            time.sleep(0.005)

    def kill(self, process):
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=90)
        if hasattr(process, "listener"):
            process.listener.join(timeout=90)

    def asks(self, question):
        return ask(self.folder, self.environment, question)

    def is_whole(self):
        return is_whole(self.folder, self.environment)

    def until(self, question, answer, patience=120):
        """Wait until the database says so; it may take so long only while what it says stays the same."""
        before, deadline = None, 0
        while (said := self.asks(question)) != answer:
            if said != before:
                before, deadline = said, time.monotonic() + patience
            assert time.monotonic() < deadline, f"{question}: {said}, not {answer}"
            time.sleep(0.1)

    def until_it_says(self, words, patience=120):
        deadline = time.monotonic() + patience
        while words not in self.log.read_text():
            assert time.monotonic() < deadline, self.log.read_text()[-2000:]
            time.sleep(0.1)

    def until_quiet(self):
        until_the_dead_are_gone(self.environment)
        with self.working(1):
            self.until("SELECT count(*) FROM tasks_task WHERE state IN ('waiting', 'running')", [(0,)])

    @contextmanager
    def working(self, count):
        workers = [self.worker() for _ in range(count)]
        try:
            yield workers
        finally:
            for one in workers:
                one.terminate()
            for one in workers:
                one.wait(timeout=60)

    def poison(self, count):
        """Work that kills its worker each time, and workers that are begun again, until it is given up."""
        self.say("poison", count)
        worker, deadline = self.worker(), time.monotonic() + 120
        while self.asks("SELECT count(*) FROM tasks_task WHERE state = 'dead'") != [(count,)]:
            assert time.monotonic() < deadline, self.asks("SELECT id, function, state, reason FROM tasks_task")[-9:]
            if worker.poll() is not None:
                worker = self.worker()
            time.sleep(0.1)
        worker.terminate()
        worker.wait(timeout=60)

    def outcome(self):
        acts = {number for (number,) in self.asks("SELECT number FROM acts")}
        effects = [number for (number,) in self.asks("SELECT number FROM effects")]
        ((given_up,),) = self.asks("SELECT count(*) FROM tasks_task WHERE state = 'dead'")
        overlaps = self.folder / "overlaps"
        return Outcome(
            acknowledged=len(self.acknowledged),
            in_effect=len(effects),
            given_up=given_up,
            taken_back=self.log.read_text().count("was taken back") if self.log.exists() else 0,
            lost=len((acts | self.acknowledged) - set(effects)),
            doubled=len(effects) - len(set(effects)),
            from_nothing=len(set(effects) - acts),
            overlapped=overlaps.read_text().count("\n") if overlaps.exists() else 0,
        )


def main(sentence, *words):
    import django

    if sentence == "begin":
        _begin()
        return
    django.setup()
    from tests import workshop_work

    getattr(workshop_work, sentence)(*words)


def _begin():
    import django

    from samskab.ground.installation import installation_from_environment

    installation_from_environment().prepare()
    django.setup()
    from django.db import connection

    from samskab.ground.keeping.laying_out import lay_out

    lay_out(connection.alias)

    (Path(os.environ["SAMSKAB_DATA"]) / "inside").mkdir()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE acts (number bigint)")
        cursor.execute("CREATE TABLE effects (number bigint)")


@contextmanager
def alone(number):
    """Tells if two are ever inside with the same number. The kernel lets go when one is killed."""
    folder = Path(os.environ["SAMSKAB_DATA"])
    with (folder / "inside" / str(number)).open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with (folder / "overlaps").open("a") as told:
                told.write(f"{number}\n")
        time.sleep(random.uniform(0, PACE))
        yield


if __name__ == "__main__":
    main(*sys.argv[1:])
