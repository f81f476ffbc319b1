"""kill -9 at random, 200 times, on workers and on those who give them work: all of it is in effect, once.

Two workers and one giver, which commits an act together with the task that answers it. One of the three is killed at a
random moment and begun again. When all is quiet each act that was committed must have one effect, acknowledged or not; an
act that was undone must have none; and no two may ever have been inside the same task. Some tasks kill their own worker
every time: they must end as given up.
"""

import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from proof.telling import rounds, say, table
from tests.databases import database_of_its_own
from tests.workshop import Workshop
from tools.postgres import NoPostgres, running

POISON = 2
HEADS = (
    "Database", "Rounds of kill -9", "Acknowledged", "In effect", "Taken back from one killed", "Lost", "Done twice", "From an act undone",
    "Two inside at once", f"Given up, of {POISON} poisoned", "Database whole",
)  # fmt: skip


def prove(times, cluster=""):
    """What was found, and whether the database is whole."""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        shop = Workshop(Path(folder) / "data", **database_of_its_own(cluster))
        kinds = {"giver": shop.giver, "first": shop.worker, "second": shop.worker}
        alive = {name: begin() for name, begin in kinds.items()}
        try:
            for _ in range(times):
                name = random.choice(list(alive))
                shop.until_busy(alive[name])
                time.sleep(random.uniform(0, 0.1))
                shop.kill(alive[name])
                alive[name] = kinds[name]()
        finally:
            for process in alive.values():
                shop.kill(process)
        shop.until_quiet()
        found = shop.outcome()
        shop.poison(POISON)
        return replace(found, given_up=shop.outcome().given_up), shop.is_whole()


def row(database, times, found, whole):
    return (
        database, times, found.acknowledged, found.in_effect, found.taken_back, found.lost, found.doubled, found.from_nothing,
        found.overlapped, found.given_up, "yes" if whole else "NO",
    )  # fmt: skip


def main():
    times = rounds(200)
    found = {"SQLite": prove(times)}
    try:
        with running(durable=True) as cluster:
            found["PostgreSQL"] = prove(times, cluster)
    except NoPostgres as missing_server:
        say(f"PostgreSQL: {missing_server}")
    table(HEADS, [row(database, times, *one) for database, one in found.items()])
    return 0 if all(one.held and one.given_up == POISON and whole for one, whole in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
