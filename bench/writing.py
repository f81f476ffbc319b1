"""Sixteen who write at once: our line beside Django's own SQLite engine, the same pragmas, the same work."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from samskab.config.sqlite import use_bundled_sqlite
from samskab.ground.databases import PATIENCE, PRAGMAS

WRITERS, SECONDS = 16, 6


def measure(engine, folder):
    """(transactions a second, middle wait ms, p99 ms, worst ms, failed) of read-then-write transactions."""
    import django
    from django.conf import settings
    from django.db import OperationalError, connection, transaction

    options = {"timeout": PATIENCE, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS}
    kept = {"ENGINE": engine, "NAME": Path(folder) / "told.sqlite3", "OPTIONS": options}
    settings.configure(DATABASES={"default": kept}, INSTALLED_APPS=[], USE_TZ=True)
    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (last INTEGER)")
        cursor.execute("INSERT INTO counter VALUES (0)")
        cursor.execute("CREATE TABLE told (number INTEGER, words TEXT)")
    waits, failed, until = [], [], time.monotonic() + SECONDS

    def write():
        while time.monotonic() < until:
            began = time.perf_counter()
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("SELECT last FROM counter")
                    number = cursor.fetchone()[0] + 1
                    cursor.execute("UPDATE counter SET last = %s", [number])
                    cursor.execute("INSERT INTO told VALUES (%s, %s)", [number, "ord " * 50])
            except OperationalError:
                failed.append(1)
            else:
                waits.append((time.perf_counter() - began) * 1000)
        connection.close()

    hands = [threading.Thread(target=write) for _ in range(WRITERS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    cuts = statistics.quantiles(waits, n=100)
    return len(waits) / SECONDS, cuts[49], cuts[98], max(waits), len(failed)


def main():
    """Each engine twice, in a process of its own, turn about."""
    if len(sys.argv) > 1:
        use_bundled_sqlite()
        with tempfile.TemporaryDirectory(prefix="samskab-bench-") as folder:
            sys.stdout.write(" ".join(f"{figure:.1f}" for figure in measure(sys.argv[1], folder)))
        return
    sys.stdout.write(f"Writing: {WRITERS} writers, read-then-write, SQLite FULL\n")
    worst = {}
    for engine in ("samskab.ground.fair_sqlite", "django.db.backends.sqlite3") * 2:
        done = subprocess.run(
            [sys.executable, "-m", "bench.writing", engine],
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        rate, middle, p99, longest, failed = map(float, done.stdout.split())
        worst[engine] = max(worst.get(engine, 0), longest)
        sys.stdout.write(
            f"  {engine:28} {rate:6.0f}/s  p50 {middle:6.1f} ms  p99 {p99:7.1f} ms  worst {longest:7.0f} ms  failed {failed:.0f}\n"
        )
        sys.stdout.flush()
    ours, theirs = worst["samskab.ground.fair_sqlite"], worst["django.db.backends.sqlite3"]
    sys.stdout.write(
        f"  the worst wait: ours {ours:.0f} ms, without the line {theirs:.0f} ms: {theirs / ours:.1f} times as long\n"
    )


if __name__ == "__main__":
    main()
