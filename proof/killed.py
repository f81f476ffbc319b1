"""200 times kill -9 in the middle of writing: what was acknowledged is there, once, and the journal is whole."""

import random
import sys
import tempfile
import time
from pathlib import Path

from proof.talking import Talkers, missing
from proof.telling import rounds, say, table
from tests.databases import database_of_its_own
from tests.houses import House
from tools.postgres import NoPostgres, running

PATIENCE = 10  # seconds


def prove(times, cluster=""):
    """(acknowledged, lost, given twice, whole)"""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        house = House(Path(folder) / "data", **database_of_its_own(cluster))
        house.start()
        talkers = Talkers(house.url)
        talkers.begin()
        lost, twice = set(), 0
        try:
            for _ in range(times):
                with talkers.talking():
                    in_the_middle(talkers)
                    house.kill()
                house.start()
                gone, doubled = missing(house, talkers)
                lost |= set(gone)
                twice += doubled
            whole = house.is_whole() and house.journal_is_whole()
        finally:
            house.kill()
    return len(talkers.thanked), len(lost), twice, whole


def in_the_middle(talkers):
    """Returns at a random moment after none, one or a few more have been thanked, however slow the machine is."""
    wanted, given_up = len(talkers.thanked) + random.randint(0, 5), time.monotonic() + PATIENCE
    while len(talkers.thanked) < wanted and time.monotonic() < given_up:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.05))


def main():
    times = rounds(200)
    rows = [("SQLite", times, *prove(times))]
    try:
        with running(durable=True) as cluster:
            rows.append(("PostgreSQL", times, *prove(times, cluster)))
    except NoPostgres as missing_server:
        say(f"PostgreSQL: {missing_server}")
    heads = ("Database", "Rounds of kill -9", "Acknowledged", "Lost", "Codes given twice", "Database and journal whole")
    table(heads, [(*row[:-1], "yes" if row[-1] else "NO") for row in rows])
    return 0 if all(row[3] == 0 and row[4] == 0 and row[5] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
