"""Clocks that jump, and the two nights a year that have an hour too few or too many: nothing lost, nothing out of order.

proof/clock.c is loaded before the server and its worker: a clock that we set while they run. The order of what happened is
the journal's own numbers, never the clock.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from proof.talking import Talkers, missing
from proof.telling import say, table
from tests.databases import database_of_its_own
from tests.houses import House
from tools.postgres import NoPostgres, running

SOURCE = Path(__file__).with_name("clock.c")
PAGES = ("", "plan/", "stemmer/", "udgivelser/", "runden/", "data/")

# (what, the moments the clock is set to, in order: UTC)
NIGHTS = [
    ("Spring night, an hour too few", ["2027-03-28 00:59:50", "2027-03-28 01:00:05", "2027-03-28 01:30:00"]),
    ("Autumn night, 2:30 twice", ["2026-10-25 00:30:00", "2026-10-25 00:59:58", "2026-10-25 01:00:02", "2026-10-25 01:30:00"]),
    ("Leap day", ["2028-02-28 22:59:50", "2028-02-28 23:00:10", "2028-02-29 23:00:10"]),
    ("Two hours back", ["2026-11-22 12:00:00", "2026-11-22 10:00:00"]),
    ("Two hours on", ["2026-11-22 12:00:00", "2026-11-22 14:00:00"]),
    ("Five years back", ["2026-11-22 12:00:00", "2021-11-22 12:00:00"]),
    ("New Year", ["2026-12-31 22:59:58", "2026-12-31 23:00:02"]),
]  # fmt: skip


class Clock:
    """A clock of its own for whoever has `environment`."""

    def __init__(self, place):
        self.file, library = place / "clock", place / "clock.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)
        self.environment = {"LD_PRELOAD": str(library), "CLOCK_FILE": str(self.file)}

    def set(self, moment):
        """The clock says this now, and goes on from there."""
        away = datetime.fromisoformat(moment) - datetime.now(tz=ZoneInfo("UTC")).replace(tzinfo=None)
        self.file.write_text(f"{away / timedelta(seconds=1):.0f}")


def night(moments, cluster=""):
    """(acknowledged, lost, out of order, pages that failed, whole)"""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        clock = Clock(Path(folder))
        clock.set(moments[0])
        house = House(Path(folder) / "data", **clock.environment, **database_of_its_own(cluster))
        house.start()
        failed = 0
        try:
            talkers = Talkers(house.url, people=1)
            talkers.begin()
            amina = talkers.browsers[0]
            for moment in moments:
                clock.set(moment)
                failed += _look_round(amina, talkers)
                for number in range(3):
                    words = f"Klokken er {moment} nummer {number}"
                    if code := amina.say(words):
                        talkers.thanked[words] = code
                    else:
                        failed += 1
            lost, _twice = missing(house, talkers)
            order = [int(code.removeprefix("U-")) for code in talkers.thanked.values()]
            whole = house.is_whole() and house.journal_is_whole()
        finally:
            house.kill()
    return len(talkers.thanked), len(lost), order != sorted(order), failed, whole


def _look_round(amina, talkers):
    """Pages that do not answer. A session that the jump ended is begun again, as a person would."""
    failed = 0
    for page in PAGES:
        try:
            text = amina.get(f"/p/tryg-hjemme/{page}")
        except OSError:
            failed += 1
            continue
        if "/log-ind/" in text and "log-ud" not in text:
            talkers.sit_down([amina])
    return failed


def prove(database, cluster=""):
    return [(database, what, *night(moments, cluster)) for what, moments in NIGHTS]


def main():
    if shutil.which("cc") is None:
        say("Not run: there is no C compiler here (Debian: gcc).")
        return 1
    rows = prove("SQLite")
    try:
        with running(durable=True) as cluster:
            rows += prove("PostgreSQL", cluster)
    except NoPostgres as missing_server:
        say(f"PostgreSQL: {missing_server}")
    heads = (
        "Database",
        "What the clock did",
        "Acknowledged",
        "Lost",
        "Out of order",
        "Pages or words refused",
        "Whole",
    )
    table(heads, [(*row[:4], "YES" if row[4] else "no", row[5], "yes" if row[6] else "NO") for row in rows])
    return 0 if all(row[2] and not any(row[3:6]) and row[6] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
