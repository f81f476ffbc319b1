"""The power goes, again and again, with a disk that forgets all that was never synced: nothing acknowledged is lost.

proof/power.c is loaded before the server and remembers what each write replaced until it is synced. Here the "power" goes
(kill -9), and what was not synced is taken out again: all of it, or some of it by chance, as a disk would. The same with
`synchronous=NORMAL` must lose something, or the proof would prove nothing.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pysqlite3

from proof.talking import Talkers, missing
from proof.telling import rounds, say, table
from tests.houses import House

SOURCE = Path(__file__).with_name("power.c")


class Disk:
    """A folder on a disk that forgets. `environment` makes a program use it."""

    def __init__(self, place):
        self.folder, self.logs, library = place / "disk", place / "undo", place / "power.so"
        for made in (self.folder, self.logs):
            made.mkdir()
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)
        self.environment = {"LD_PRELOAD": str(library), "POWER_FOLDER": str(self.folder), "POWER_LOGS": str(self.logs)}

    def lose_power(self, chance):
        """Take out what was never synced: each write with this chance (1: all). How many writes were lost."""
        lost = 0
        files = {(facts.st_dev, facts.st_ino): path for path in self.folder.rglob("*") for facts in [path.stat()]}
        for log in self.logs.iterdir():
            path = files.get(tuple(int(part, 16) for part in log.name.split("-")))
            if path is not None:
                lost += _undo(path, log.read_bytes(), chance)
            log.unlink()
        for shared in self.folder.rglob("*-shm"):
            shared.unlink()
        return lost


def _undo(path, told, chance):
    records, at = [], 0
    while at < len(told):
        offset, length, size = struct.unpack_from("=qqq", told, at)
        records.append((offset, told[at + 24 : at + 24 + length], size))
        at += 24 + length
    lost = 0
    with path.open("r+b") as file:
        for offset, old, size in reversed(records):
            if random.random() <= chance:
                file.seek(offset)
                file.write(old)
                file.truncate(max(size, offset + len(old)) if chance == 1 else max(size, path.stat().st_size))
                lost += 1
    return lost


def prove(times):
    """(acknowledged, writes the disk forgot, lost, whole)"""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        disk = Disk(Path(folder))
        house = House(disk.folder / "data", **disk.environment)
        house.start()
        talkers, lost, forgotten = Talkers(house.url), set(), 0
        talkers.begin()
        try:
            for number in range(times):
                with talkers.talking():
                    time.sleep(random.uniform(0.2, 1.0))
                    house.kill()
                forgotten += disk.lose_power(1 if number % 2 else 0.5)
                house.start()
                lost |= set(missing(house, talkers)[0])
            whole = house.is_whole() and house.journal_is_whole()
        finally:
            house.kill()
    return len(talkers.thanked), forgotten, len(lost), whole


PLAIN = textwrap.dedent(
    """
    import sys, pysqlite3
    kept = pysqlite3.connect(sys.argv[1], isolation_level=None)
    kept.execute("PRAGMA journal_mode=WAL"); kept.execute("PRAGMA synchronous=" + sys.argv[2])
    kept.execute("CREATE TABLE IF NOT EXISTS told (number INTEGER PRIMARY KEY, words TEXT)")
    for number in range(int(sys.argv[3])):
        kept.execute("INSERT INTO told (words) VALUES (?)", ("ord " * 20,))
        sys.stdout.write("."); sys.stdout.flush()
    """
)


def plain(level, writes=400):
    """(acknowledged, lost) of a bare SQLite at this level of care, killed before it could close."""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        disk = Disk(Path(folder))
        kept = disk.folder / "plain.sqlite3"
        command = [sys.executable, "-c", PLAIN, kept, level, str(10 * writes)]
        with subprocess.Popen(command, env=os.environ | disk.environment, stdout=subprocess.PIPE) as writer:
            acknowledged = len(writer.stdout.read(writes))
            writer.kill()
            acknowledged += len(writer.stdout.read())
        disk.lose_power(1)
        with pysqlite3.connect(kept) as database:
            there = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'told'").fetchone()[0]
            stands = database.execute("SELECT count(*) FROM told").fetchone()[0] if there else 0
    return acknowledged, max(0, acknowledged - stands)


def main():
    times = rounds(100)
    if shutil.which("cc") is None:
        say("Not run: there is no C compiler here (Debian: gcc).")
        return 1
    acknowledged, forgotten, lost, whole = prove(times)
    normal, full = plain("NORMAL"), plain("FULL")
    table(
        ("What", "Power cuts", "Acknowledged", "Writes the disk forgot", "Acknowledged and lost", "Whole"),
        [
            ("Samskab on SQLite (FULL)", times, acknowledged, forgotten, lost, "yes" if whole else "NO"),
            ("Bare SQLite, synchronous=FULL", 1, full[0], "", full[1], ""),
            ("Bare SQLite, synchronous=NORMAL (must lose)", 1, normal[0], "", normal[1], ""),
        ],
    )
    return 0 if lost == 0 and whole and full[1] == 0 and normal[1] > 0 and forgotten > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
