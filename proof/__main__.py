"""The long proofs, and their results written to docs/reference/proof.md: `make proof`.

`python -m proof killed power` runs only those; the page keeps what the others printed when they were last run.
"""

import os
import platform
import re
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
    "tampered": "A journal somebody meddles with",
    "backup": "Backup under load, and back again",
    "restoring": "A restore that is killed",
    "offline": "Voices written down without network",
    "taken_back": "Words taken back with a receipt",
    "live": "A thousand pages that listen",
    "debian": "The Debian package",
}
HEAD = """# Proof

*What the long proofs printed when they were last run. `make proof` runs them all and writes this page. Each ends with an
error if something was lost, doubled or let in.*
"""


def machine() -> str:
    """One line about where this ran."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line] or [platform.machine()]
    return f"{names[0]}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


def run(name: str) -> tuple[int, str]:
    """(exit code, the section it makes); what it prints also goes to the screen as it comes."""
    sys.stdout.write(f"\n== {name} ==\n")
    began, printed = time.monotonic(), []
    with subprocess.Popen([sys.executable, "-m", f"proof.{name}"], stdout=subprocess.PIPE, text=True) as proof:
        assert proof.stdout is not None
        for line in proof.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            printed.append(line)
    held = "" if proof.returncode == 0 else f"\n\n**It did not hold** (exit code {proof.returncode})."
    ran = f"{date.today().isoformat()}, {(time.monotonic() - began) / 60:.0f} minutes. {machine()}."
    told = f"## {PROOFS[name]}\n\n`python -m proof {name}`\n\n{''.join(printed).strip()}{held}\n\n{ran}\n"
    return proof.returncode, told


def kept() -> dict[str, str]:
    """What the page says now, proof by proof."""
    if not PAGE.exists():
        return {}
    parts = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))[1:]
    named = {re.search(r"`python -m proof (\w+)`", part): part for part in parts}
    return {found[1]: f"{part.rstrip()}\n" for found, part in named.items() if found}


def main() -> int:
    """0 when all of them held."""
    chosen = sys.argv[1:] or list(PROOFS)
    if unknown := set(chosen) - set(PROOFS):
        sys.exit(f"no proof called {', '.join(sorted(unknown))}; there are {', '.join(PROOFS)}")
    codes = []
    for name in chosen:
        code, told = run(name)
        codes.append(code)
        sections = kept() | {name: told}
        PAGE.write_text("\n".join([HEAD, *[sections[one] for one in PROOFS if one in sections]]), encoding="utf-8")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
