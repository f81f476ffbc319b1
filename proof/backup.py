"""Backups while people write, read documents in and take words back: each is put back in an empty place and compared.

Then the last one is flipped, cut and given a foreign key, and must be refused each time; and a large one is timed.
"""

import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journeys.installation import COMMAND
from journeys.told import TOLD, opened
from proof.talking import Talkers
from proof.telling import rounds, say, table
from samskab.ground.keeping.checking import check
from samskab.ground.keeping.refusing import Refused
from tests.databases import ask, database_of_its_own
from tests.houses import House
from tests.keepers import Place
from tools.postgres import NoPostgres, running

FLIPS, VOICES = 1000, 100_000
HEADS = (
    "Database", "Backups", "Acknowledged before the last", "Lost", "Files wrong", "Tables wrong",
    "Taken back, and there again", "Journal whole", "Bit flips refused", "Cuts refused", "Foreign key refused",
)  # fmt: skip
# What changes when somebody took words back after the snapshot, and the copy's own list says so.
FOLLOWED = {
    "voices_voice", "voices_source", "voices_original", "voices_revision", "voices_segment", "voices_stretch",
    "voices_consentrecord",
    "journal_entry", "journal_chainhead", "projects_codecounter",
}  # fmt: skip
# Where work waits and workers say that they live: it goes on also when nobody writes.
NEVER_STILL = "tasks_"

# Somebody at the command line reads documents in and takes every other of them back: files come and go.
PAPERS = """
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.sources.actions import Upload, keep
project, by = Project.objects.get(), staff(User.objects.order_by("pk").first())
number = 0
while True:
    number += 1
    words = f"Papir nummer {number}: nogen ventede hele natten på et svar. " * 50
    source = keep(project, Upload(f"{number}.txt", "txt", words.encode(), words), by=by)
    voice = capture(project, Told(words.strip(), source=source), by=by)
    print("kept", number, flush=True)
    if number % 2:
        withdraw(voice, by=by)
        print("gone", number, flush=True)
"""
MANY = """
import sys
from samskab.ground import clock
from samskab.ground.danish import stems_of, vocabulary_of
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.voices.intake.models import Voice
project, user, many = Project.objects.get(), User.objects.order_by("pk").first(), int(sys.argv[1])
words = "Jeg ringede tre gange, og hver gang var det en ny, der spurgte om det samme. "
facts = {"project": project, "stems": stems_of(words), "vocabulary": vocabulary_of(words), "captured_on": clock.today(), "captured_by": user, "standing": "citizen", "sector": "civil"}
Voice.objects.bulk_create(
    [
        Voice(number=one + 1, words=f"{words * (1 + one % 5)}{one}", created_at=clock.now(), **facts)
        for one in range(many)
    ],
    batch_size=2000,
)
"""
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True, check=True)
print(done.stdout.splitlines()[0])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


class Load:
    """People who talk through the pages, and one who reads papers in and takes them back."""

    def __init__(self, house):
        self.talkers, self.place = Talkers(house.url), Place(house.folder, cluster="")
        self.place.environment = house.environment
        self.kept, self.gone = set(), set()

    def __enter__(self):
        self.talkers.begin()
        own = {"SAMSKAB_DATA": str(self.place.folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
        self._papers = subprocess.Popen(
            [sys.executable, "-c", "import django; django.setup()\n" + PAPERS], stdout=subprocess.PIPE, text=True,
            env=self.place.environment | own,
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()
        self._talking = self.talkers.talking(stubborn=True)
        self._talking.__enter__()
        while not self.gone or not self.talkers.thanked:
            assert self._papers.poll() is None
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self._papers.terminate()
        self._papers.wait()
        self._talking.__exit__(None, None, None)

    def _listen(self):
        for line in self._papers.stdout:
            what, number = line.split()
            (self.kept if what == "kept" else self.gone).add(int(number))


@dataclass
class Found:
    """What one backup was like, put back."""

    copy: Path
    acknowledged: int
    lost: int
    wrong_files: int
    wrong_tables: list[str]
    came_back: int
    journal: bool

    @property
    def is_good(self):
        return self.journal and not (self.lost or self.wrong_files or self.wrong_tables or self.came_back)


def copied_and_restored(load, folder, number, cluster=None, *, is_still=False):
    """Copy while they work, put it back in an empty place, and look for all that was acknowledged before."""
    thanked, kept, gone = dict(load.talkers.thanked), set(load.kept), set(load.gone)
    copy = load.place.backup(folder / "copies")
    there = (
        Place(folder / f"restored-{number}")
        if cluster is None
        else Place(folder / f"restored-{number}", cluster=cluster)
    )
    there.does("restore", copy)
    words = dict(opened(there.folder, ask(there.folder, there.environment, TOLD)))
    papers = numbers(words)
    files, texts = there.documents()
    documents = numbers(data.decode() for data in files.values())
    stays = {number for number in kept if number % 2 == 0}
    lost = [said for said, code in thanked.items() if f"U-{words.get(said)}" != code]
    return Found(
        copy,
        acknowledged=len(thanked) + len(kept),
        lost=len(lost) + len(stays - papers) + len(stays - documents) + len(stays - numbers(texts)),
        wrong_files=wrong_files(there, files),
        wrong_tables=wrong_tables(there, copy, folder) + (unlike_the_living(load, there) if is_still else []),
        came_back=len(gone & papers) + len(gone & documents) + len(gone & numbers(texts)),
        journal=there.run("journal", "verify").returncode == 0,
    )


def numbers(texts):
    """Which papers stand in these."""
    return {int(found) for text in texts for found in re.findall(r"Papir nummer (\d+):", text)}


def wrong_files(place, opened_files):
    """Rows whose file is not there, does not open or is not the same, and files no row asks for."""
    asked = ask(place.folder, place.environment, "SELECT sha256 FROM voices_source WHERE sha256 <> ''")
    there = {hashlib.sha256(data).hexdigest() for data in opened_files.values()}
    return len({sha256 for (sha256,) in asked} ^ there) + len(place.files().keys() ^ opened_files.keys())


def wrong_tables(place, copy, folder):
    """The tables that a copy of what came back describes in another way."""
    again = place.backup(folder / "again")
    first, second = (json.loads((path / "manifest.json").read_text()) for path in (copy, again))
    began = datetime.fromisoformat(first["made_at"])
    moments = [datetime.fromisoformat(line.split()[0]) for line in (copy / "erased.log").read_text().splitlines()]
    left_out = FOLLOWED if any(moment >= began for moment in moments) else set()
    one, other = first["tables"], second["tables"]
    return [name for name, held in one.items() if name not in left_out and held != other.get(name)]


def unlike_the_living(load, there):
    """Tables and files of what came back that are not those of the installation it is a copy of, byte for byte."""
    rows, living = there.rows(), load.place.rows()
    differ = [name for name in living if rows.get(name) != living[name] and not name.startswith(NEVER_STILL)]
    return [*differ, *(["files"] if there.documents() != load.place.documents() else [])]


def refusals(copy):
    """(bit flips that were refused, cuts that were refused of how many, was a foreign key refused)"""
    draw = random.Random(20261122)
    parts = sorted(path for path in copy.rglob("*") if path.is_file() and path.stat().st_size)
    flips = sum(is_refused(copy, *flipped(draw, draw.choice(parts))) for _ in range(FLIPS))
    cuts = [is_refused(copy, path, path.read_bytes()[:length]) for path in parts for length in lengths(draw, path)]
    return flips, f"{sum(cuts)} of {len(cuts)}", all(cuts), is_refused(copy, copy / "keys" / "secret.key", b"k" * 64)


def flipped(draw, path):
    data = bytearray(path.read_bytes())
    at = draw.randrange(len(data) * 8)
    data[at // 8] ^= 1 << at % 8
    return path, bytes(data)


def lengths(draw, path):
    size = path.stat().st_size
    return {0, size - 1, size // 2, draw.randrange(size)}


def is_refused(copy, path, data):
    """With this in that place for a moment."""
    whole = path.read_bytes()
    path.write_bytes(data)
    try:
        check(copy)
    except Refused:
        return True
    finally:
        path.write_bytes(whole)
    return False


@contextmanager
def served(folder, cluster):
    house = House(folder / "data", **database_of_its_own(cluster))
    house.start()
    try:
        yield house
    finally:
        house.kill()


def prove(times, cluster):
    """(what each backup was like, what was refused)"""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as place, served(Path(place), cluster) as house:
        folder = Path(place)
        with Load(house) as load:
            found = [copied_and_restored(load, folder, number, cluster) for number in range(times)]
        found.append(copied_and_restored(load, folder, "still", cluster, is_still=True))
        return found, refusals(found[-1].copy)


def large(cluster):
    """(seconds to copy, seconds to put back, MB of the copy, MB of memory at most)"""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as place, served(Path(place), cluster) as house:
        folder = Path(place)
        Talkers(house.url, 1).begin()
        here, there = Place(house.folder, cluster=""), Place(folder / "there", cluster=cluster)
        here.environment = house.environment
        here.acts(MANY, VOICES)
        copying, memory, copy = measured(here, "backup", folder / "copies")
        putting, more, _said = measured(there, "restore", copy)
        assert ask(there.folder, there.environment, "SELECT count(*) FROM voices_voice") == [(VOICES,)]
        size = sum(path.stat().st_size for path in Path(copy).rglob("*") if path.is_file())
        return copying, putting, size / 1024**2, max(memory, more)


def measured(place, *words):
    """(seconds, MB at most, the first line it said)"""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, COMMAND, *map(str, words), "--data", place.folder], env=place.environment,
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    first, memory = done.stdout.splitlines()
    return time.monotonic() - began, int(memory), first


@contextmanager
def databases():
    """(name, cluster) of each kind there is here."""
    try:
        with running(durable=True) as cluster:
            yield [("SQLite", ""), ("PostgreSQL", cluster)]
    except NoPostgres as missing:
        say(f"PostgreSQL: {missing}")
        yield [("SQLite", "")]


def row(name, found, refused):
    flips, cuts, _all, foreign = refused
    tables = [where for one in found for where in one.wrong_tables]
    if tables:
        say(f"{name}: not the same: {', '.join(tables)}")
    sums = [sum(getattr(one, what) for one in found) for what in ("lost", "wrong_files", "came_back")]
    journal = "yes" if all(one.journal for one in found) else "NO"
    return (
        name,
        len(found),
        found[-1].acknowledged,
        *sums[:2],
        len(tables),
        sums[2],
        journal,
        f"{flips} of {FLIPS}",
        cuts,
        "yes" if foreign else "NO",
    )


def main():
    times, good, rows, sizes = rounds(10), True, [], []
    with databases() as kinds:
        for name, cluster in kinds:
            found, refused = prove(times, cluster)
            good &= all(one.is_good for one in found) and refused[0] == FLIPS and refused[2] and refused[3]
            rows.append(row(name, found, refused))
            sizes.append((name, *(f"{value:.1f}" for value in large(cluster))))
    table(HEADS, rows)
    say(f"An installation with {VOICES:,} voices:\n")
    table(("Database", "Backup, s", "Restore, s", "Size of the copy, MB", "Most memory, MB"), sizes)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
