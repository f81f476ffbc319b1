"""A disk that runs full at every 64 kB: one clear page, nothing half-stored, nothing acknowledged lost, and on it goes.

As root each step is a small disk of its own (tmpfs); otherwise the limit is on the size of a file.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from proof.talking import ACCOUNT, Talkers, missing
from proof.telling import rounds, say, table
from tests.houses import House

STEP = 64 * 1024
ROOM = 64 * 1024 * 1024
TRIES = 60


@contextmanager
def small_disk(place, size):
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def taken(folder):
    """Bytes, in whole pages as a disk counts them."""
    return sum((path.stat().st_size + 4095) // 4096 * 4096 + 4096 for path in folder.rglob("*"))


def fill(talkers):
    """Say things until the disk says no; the pages it said no with."""
    pages = []
    browser = talkers.browsers[0]
    for number in range(TRIES):
        words = f"Stemme {len(talkers.thanked)}.{number} " + "fylder en hel del. " * 200
        status, address, page = browser.post(
            "/p/tryg-hjemme/stemmer/ny/",
            kind="quote", words=words.strip(), channel="oral", capture_method="noted", agreed=["print"],
        )  # fmt: skip
        if status == 200 and "/stemmer/U-" in address:
            talkers.thanked[words.strip()] = "U-" + address.rstrip("/").rpartition("U-")[2]
        else:
            pages.append((status, page))
            if len(pages) == 3:
                break
    return pages


def _sign_in(talkers):
    """The page that said no, when there was not even room for a session."""
    browser = talkers.browsers[0]
    browser.get("/log-ind/")
    status, _address, page = browser.post("/log-ind/", **ACCOUNT)
    return [] if status == 200 else [(status, page)]


def is_clear(status, page):
    """A page with a heading, in words, and no entrails."""
    return status in {503, 507} and "<h1" in page and "Traceback" not in page and "OperationalError" not in page


def step(told, free):
    """(acknowledged, refusals, unclear, lost, half-stored, goes on): one disk with `free` bytes left."""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as place:
        disk = Path(place) / "disk"
        with small_disk(disk, taken(told) + free):
            shutil.copytree(told, disk / "data")
            house = House(disk / "data")
            talkers = Talkers(house.url, people=1)
            try:
                try:
                    house.start()
                except AssertionError as said:
                    return 0, 1, int("Traceback" in str(said)), 0, 0, _starts_with_room(house, disk)
                pages = _sign_in(talkers) or fill(talkers)
                unclear = sum(not is_clear(*one) for one in pages)
                subprocess.run(["mount", "-o", f"remount,size={ROOM}", disk], check=True)
                talkers.sit_down()
                goes_on = bool(talkers.browsers[0].say("Nu er der plads igen"))
                house.kill()
                house.start()
                lost, half = _count(house, talkers)
                return len(talkers.thanked), len(pages), unclear, lost, half, goes_on and house.is_whole()
            finally:
                house.kill()


def _starts_with_room(house, disk):
    """There was no room to start in; with room, it starts."""
    house.kill()
    subprocess.run(["mount", "-o", f"remount,size={ROOM}", disk], check=True)
    house.start()
    return house.is_whole()


def _count(house, talkers):
    """(acknowledged and lost, voices without their agreement or their line in the journal)"""
    lost, _twice = missing(house, talkers)
    voices = house.asks("SELECT count(*) FROM voices_voice")[0][0]
    noted = house.asks("SELECT count(*) FROM journal_entry WHERE verb = 'voice_captured'")[0][0]
    return len(lost), abs(voices - noted)


def main():
    times = rounds(24)
    if os.getuid() != 0:
        say("Not run: making a small disk takes root.")
        return 1
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as place:
        told = Path(place) / "told"
        house = House(told)
        house.start()
        Talkers(house.url, people=1).begin()
        house.stop()
        rows = [(f"{number * 64} kB", *step(told, number * STEP)) for number in range(times)]
    heads = ("Free at first", "Acknowledged", "Refused", "Unclear pages", "Lost", "Half-stored", "Goes on with room")
    table(heads, [(*row[:-1], "yes" if row[-1] else "NO") for row in rows])
    return 0 if all(not any(row[3:6]) and row[6] for row in rows) and any(row[2] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
