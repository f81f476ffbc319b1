"""50 voices written down without network, and 10,000 histories of two telephones against the contract."""

import os
import re
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from journeys.field import InTheField, some
from proof.telling import rounds, say, table

TWO_TELEPHONES = "samskab/voices/field/tests/test_two_telephones.py"
A_BROWSER_IS_KILLED_AFTER = 10


def in_a_browser(many):
    """(written down, answers lost, voices, what is wrong, files where something can be read)"""
    with (
        tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder,
        sync_playwright() as playwright,
        closing(InTheField(playwright, Path(folder))) as field,
    ):
        all_of_them = some(many, Path(folder))
        field.lose_everything(all_of_them, A_BROWSER_IS_KILLED_AFTER)
        field.telephone.kill()
        voices = len(field.rows("SELECT id FROM voices_voice"))
        wrong, readable = field.what_is_wrong(all_of_them), field.readable_in_the_browser(all_of_them)
        return many, field.line.lost, voices, wrong, readable


def histories(many):
    """(histories, whether all of them held)"""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-s",
        TWO_TELEPHONES,
    ]
    ran = subprocess.run(command, env=os.environ | {"HISTORIES": str(many)}, capture_output=True, text=True)
    told = re.search(r"(\d+) histories", ran.stdout)
    if ran.returncode:
        say(ran.stdout[-3000:])
    return int(told[1]) if told else 0, ran.returncode == 0


def main():
    many, lost, voices, wrong, readable = in_a_browser(rounds(50))
    for one in wrong:
        say(one)
    heads = (
        "Written down",
        "Browser killed",
        "Server killed",
        "Answers lost",
        "Voices",
        "Not as they were",
        "Readable files",
    )
    table(heads, [(many, 1 + (many - 1) // A_BROWSER_IS_KILLED_AFTER, 2, lost, voices, len(wrong), len(readable))])
    told, held = histories(rounds(10_000))
    say("")
    table(("Histories of two telephones", "All held"), [(told, "yes" if held else "NO")])
    return 0 if voices == many and not wrong and not readable and held else 1


if __name__ == "__main__":
    sys.exit(main())
