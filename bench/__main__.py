"""Everything we measure, in one run: `make bench`.

Times on a shared machine are noisy. Where there is a peer, it runs beside us, and the ratio is what counts.
"""

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import pysqlite3

from journeys.installation import tell_the_story


def machine() -> str:
    """One line about where this ran."""
    model = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        named = [line.partition(":")[2].strip() for line in facts.read_text().splitlines() if "model name" in line]
        model = named[0] if named else model
    return (
        f"{model}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {pysqlite3.sqlite_version}; load before we began {os.getloadavg()[0]:.1f}"
    )


def run(module: str, *words: str, data: Path | None = None) -> bool:
    """One measurement as a process of its own. False, and a plain line, when it could not be made."""
    sys.stdout.write("\n")
    sys.stdout.flush()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    if data is not None:
        environment["SAMSKAB_DATA"] = str(data)
    done = subprocess.run([sys.executable, "-m", module, *words], env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        sys.stdout.write(f"{module}: not measured here. {last[0]}\n")
    return done.returncode == 0


def main() -> int:
    sys.stdout.write(f"{machine()}\n")
    with tempfile.TemporaryDirectory(prefix="samskab-bench-") as folder:
        told = tell_the_story(Path(folder) / "demo")
        measured = [
            run("bench.reading", data=Path(folder) / "nowhere"),
            run("bench.first_visit", str(told)),
            run("bench.overview"),
            run("bench.postcards", data=Path(folder) / "nowhere"),
            run("bench.sources", str(told)),
            run("bench.searching", data=Path(folder) / "nowhere"),
            run("bench.writing"),
            run("bench.serving", str(told)),
        ]
    return 0 if all(measured) else 1


if __name__ == "__main__":
    sys.exit(main())
