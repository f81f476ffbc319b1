"""A thousand pages listen while two hundred acts a second are done: each hears of each once, in order, and soon.

Then every line is cut at once, and the server is killed and started again, while the acts go on. `--pages`, `--rate` and
`--seconds` make it smaller.
"""

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from proof.live_pages import read
from proof.telling import say, table
from tests.databases import database_of_its_own
from tests.houses import House
from tools.postgres import NoPostgres, running


@dataclass
class Heard:
    """What came of one proof."""

    events: int = 0
    deliveries: int = 0
    lost: int = 0
    doubled: int = 0
    misplaced: int = 0
    lags: tuple[float, ...] = ()
    back: tuple[float, ...] = ()
    caught_up: float = 0.0
    memory: int = 0
    rate: float = 0.0

    @property
    def holds(self):
        return self.deliveries > 0 and not (self.lost or self.doubled or self.misplaced)

    def lag(self, share):
        return f"{self.lags[int(share * (len(self.lags) - 1))] * 1000:.0f} ms" if self.lags else "–"


def prove(projects, asked, cluster=""):
    """One installation, its pages spread evenly over so many projects."""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        house = House(Path(folder) / "data", **database_of_its_own(cluster))
        house.environment["SAMSKAB_DATA"] = str(house.folder)
        house.start()
        try:
            return _prove(house, projects, asked, Path(folder) / "heard")
        finally:
            house.kill()


def _prove(house, projects, asked, file):
    people = max(1, min(100, asked.pages) // projects)  # nobody has more than ten pages open
    visits = json.loads(done(house, "proof.live_acts", "furnish", str(projects), str(people)))
    since = house.asks("SELECT max(id) FROM journal_entry")[0][0]
    rows = [[*visits[number % len(visits)], since] for number in range(asked.pages)]
    heard = Heard()
    with role(house, "proof.live_pages", str(house.port), str(file)) as pages:
        tell(pages, json.dumps(rows))
        listen(pages)
        with role(house, "proof.live_acts", "act", str(asked.rate)) as acts:
            listen(acts)
            began = time.monotonic()
            time.sleep(asked.seconds)
            calm = time.monotonic()
            heard.memory = memory_of(house)
            heard.back = (cut(pages), fall(house, pages))
            time.sleep(asked.settle)
            acts.stdin.close()
            committed = json.loads(acts.stdout.readline())
        heard.caught_up = come_back(pages, f"until {json.dumps(ends_of(house))}")
        time.sleep(asked.settle)  # what comes twice, comes now
        pages.stdin.close()
        pages.wait()
    weigh(heard, house, rows, file, {int(number): at for number, at in committed.items()}, (began + 1, calm))
    return heard


def ends_of(house):
    """{slug: the id of the last thing that happened there}"""
    asked = "SELECT slug, max(e.id) FROM journal_entry e JOIN projects_project p ON p.id = e.project_id GROUP BY slug"
    return {slug: int(number) for slug, number in house.asks(asked)}


def come_back(pages, word):
    """Seconds until the pages say that it is so."""
    began = time.monotonic()
    tell(pages, word)
    listen(pages)
    return time.monotonic() - began


def cut(pages):
    """Every line at once. Seconds until everybody listens again."""
    return come_back(pages, "cut them")


def fall(house, pages):
    """The server is killed, and started again. Seconds until everybody listens again, the start among them."""
    began = time.monotonic()
    house.kill()
    house.start()
    come_back(pages, "wait for them")
    return time.monotonic() - began


def weigh(heard, house, rows, file, committed, calm):
    """What each page ought to have heard, beside what it did."""
    wanted = {}
    asked = "SELECT slug, e.id FROM journal_entry e JOIN projects_project p ON p.id = e.project_id WHERE e.id > {} ORDER BY e.id"
    for slug, number in house.asks(asked.format(rows[0][2])):
        wanted.setdefault(slug, []).append(number)
    heard.events = sum(map(len, wanted.values()))
    lags = []
    with file.open("rb") as written:
        for (slug, _key, _since), (ids, moments) in zip(rows, read(written), strict=True):
            known = set(ids)
            heard.deliveries += len(ids)
            heard.lost += len(set(wanted[slug]) - known)
            heard.doubled += len(ids) - len(known)
            heard.misplaced += len(known - set(wanted[slug])) + sum(a > b for a, b in itertools.pairwise(ids))
            lags += (
                max(0.0, moment - committed[number])
                for number, moment in zip(ids, moments, strict=True)
                if calm[0] <= committed.get(number, 0) <= calm[1]
            )
    heard.lags = tuple(sorted(lags))
    heard.rate = sum(calm[0] <= at <= calm[1] for at in committed.values()) / (calm[1] - calm[0])


@contextmanager
def role(house, module, *words):
    """A process of its own that plays a part, and is gone afterwards."""
    command = [sys.executable, "-m", module, *words]
    process = subprocess.Popen(command, env=house.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def done(house, module, *words):
    return subprocess.run([sys.executable, "-m", module, *words], env=house.environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # fmt: skip


def tell(process, word):
    process.stdin.write(word + "\n")
    process.stdin.flush()


def listen(process):
    assert process.stdout.readline().strip(), "it fell"


def memory_of(house):
    """MB the server holds."""
    facts = Path(f"/proc/{house.server.pid}/status")
    found = (
        [line.split()[1] for line in facts.read_text().splitlines() if line.startswith("VmRSS")]
        if facts.exists()
        else []
    )
    return int(found[0]) // 1024 if found else 0


def arguments():
    words = argparse.ArgumentParser()
    words.add_argument("--pages", "--listeners", type=int, default=1000)
    words.add_argument("--rate", type=float, default=200)
    words.add_argument("--seconds", type=float, default=20)
    words.add_argument("--settle", type=float, default=3, help="seconds after each part")
    words.add_argument("--only", choices=["sqlite", "postgresql"])
    return words.parse_args()


HEADS = ("Database", "Pages", "Projects", "Acts a second", "Events heard", "Lost", "Twice", "Out of order", "Lag p50", "Lag p99",
         "All back, lines cut", "All back, server killed", "All heard, after the last act", "Server's memory")  # fmt: skip


def row(database, asked, projects, heard):
    return (
        database, asked.pages, projects, f"{heard.rate:.0f}", f"{heard.deliveries:,}", heard.lost, heard.doubled, heard.misplaced,
        heard.lag(0.5), heard.lag(0.99), *(f"{back:.1f} s" for back in (*heard.back, heard.caught_up)), f"{heard.memory} MB",
    )  # fmt: skip


def main():
    asked = arguments()
    rows, held = [], []
    for database, cluster in databases(asked):
        for projects in (min(100, asked.pages), 1):
            heard = prove(projects, asked, cluster)
            rows.append(row(database, asked, projects, heard))
            held.append(heard.holds)
    table(HEADS, rows)
    say(
        "Lag is from the moment an act's writer was told that it is kept, to the moment a page heard of it, while nothing fell."
    )
    return 0 if all(held) else 1


def databases(asked):
    if asked.only != "postgresql":
        yield "SQLite", ""
    if asked.only == "sqlite":
        return
    try:
        with running(durable=True) as cluster:
            yield "PostgreSQL", cluster
    except NoPostgres as missing:
        say(f"PostgreSQL: {missing}")


if __name__ == "__main__":
    sys.exit(main())
