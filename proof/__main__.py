"""Every proof, one after the other, and their results written to docs/reference/proof.md: `make proof`.

`python -m proof killed power` runs only those, and leaves the page as it is.
"""

import os
import platform
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "proof.md"
PROOFS = {
    "killed": "kill -9 while people write",
    "worker": "kill -9 while work is done that waits",
    "full_disk": "A full disk",
    "power": "The power goes",
    "clocks": "Clocks that jump",
    "backup": "Backup under load, and back again",
    "live": "A thousand pages that listen",
    "debian": "The Debian package",
}
HEAD = """# Proof

*What the long proofs printed when they were last run. `make proof` runs them all and writes this page; they take {minutes:.0f}
minutes here. Each ends with an error if something was lost, doubled or let in.*

{machine}. {day}.
"""


def machine() -> str:
    """One line about where this ran."""
    names = [line.partition(":")[2].strip() for line in _facts() if "model name" in line] or [platform.machine()]
    return f"{names[0]}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


def _facts() -> list[str]:
    facts = Path("/proc/cpuinfo")
    return facts.read_text().splitlines() if facts.exists() else []


def run(name: str) -> tuple[int, str]:
    """What one proof printed, which also goes to the screen as it comes."""
    sys.stdout.write(f"\n== {name} ==\n")
    sys.stdout.flush()
    printed = []
    with subprocess.Popen([sys.executable, "-m", f"proof.{name}"], stdout=subprocess.PIPE, text=True) as proof:
        assert proof.stdout is not None
        for line in proof.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            printed.append(line)
    return proof.returncode, "".join(printed).strip()


def section(name: str, code: int, printed: str) -> str:
    held = "" if code == 0 else f"\n\n**It did not hold** (exit code {code})."
    return f"## {PROOFS[name]}\n\n`python -m proof {name}`\n\n{printed}{held}\n"


def main() -> int:
    """0 when all of them held."""
    chosen = sys.argv[1:] or list(PROOFS)
    if unknown := set(chosen) - set(PROOFS):
        sys.exit(f"no proof called {', '.join(sorted(unknown))}; there are {', '.join(PROOFS)}")
    began = time.monotonic()
    told = {name: run(name) for name in chosen}
    if chosen == list(PROOFS):
        head = HEAD.format(minutes=(time.monotonic() - began) / 60, machine=machine(), day=date.today().isoformat())
        PAGE.write_text("\n".join([head, *[section(name, *result) for name, result in told.items()]]))
    return max(code for code, _printed in told.values())


if __name__ == "__main__":
    sys.exit(main())
