"""A copy put back in an empty place, and killed at each of its steps: the next try ends with all that was there."""

import signal
import sys
import tempfile
from pathlib import Path

from proof.backup import databases
from proof.telling import table
from tests.keepers import SAY, Place

HEADS = (
    "Database",
    "Steps",
    "Killed at",
    "Undone, and done again",
    "Finished by the next start",
    "Rows or files not the same",
)


def prove(cluster):
    """(steps, times it was killed, times it was undone, finished, not as it was)"""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as there:
        folder = Path(there)
        told = Place(folder / "told", cluster=cluster)
        told.does("demo", "--no-serve")
        told.acts(SAY)
        copy = told.backup(folder / "copies")
        rows, files = told.rows(), told.files()
        whole = Place(folder / "whole", cluster=cluster).restores_until(0, copy)
        assert whole.returncode == 0, whole.stderr
        steps = int(whole.stdout.rpartition("steps:")[2])
        killed, undone, finished, unlike = 0, 0, 0, 0
        for step in range(1, steps + 1):
            place = Place(folder / f"killed-{step}", cluster=cluster)
            killed += place.restores_until(step, copy).returncode == -signal.SIGKILL
            again = place.run("restore", copy)
            undone += again.returncode == 0
            finished += again.returncode == 2 and "Der er allerede" in again.stderr
            unlike += place.rows() != rows or place.files() != files
            place.is_well()
        return steps, killed, undone, finished, unlike


def main():
    with databases() as kinds:
        found = [(name, *prove(cluster)) for name, cluster in kinds]
    table(HEADS, found)
    return (
        0
        if all(
            0 < steps == killed == undone + finished and not unlike
            for _, steps, killed, undone, finished, unlike in found
        )
        else 1
    )


if __name__ == "__main__":
    sys.exit(main())
