"""Which process is it, and does it still live? The kernel knows, for those on this machine; no clock is asked."""

import os
import secrets
from enum import Enum
from pathlib import Path


class Whereabouts(Enum):
    HERE = "alive, on this machine"
    GONE = "was on this machine, and is no more"
    ELSEWHERE = "on another machine, or on one that has been started again since"


def new_name() -> str:
    """A name nobody else has: machine since it was started, process, and which worker of the process."""
    return f"{_machine()}/{os.getpid()}-{_begun(os.getpid())}/{secrets.token_hex(4)}"


def whereabouts(name: str) -> Whereabouts:
    """What can be known for sure about the process that has this name."""
    machine, _, rest = name.partition("/")
    pid, _, begun = rest.partition("/")[0].partition("-")
    if not begun or machine != _machine() or not pid.isdigit():
        return Whereabouts.ELSEWHERE
    return Whereabouts.HERE if _begun(int(pid)) == begun else Whereabouts.GONE


def _machine() -> str:
    """This machine since it was started, and this container on it. Empty where the kernel does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot.replace('-', '')[:16]}.{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return ""


def _begun(pid: int) -> str:
    """When the process began, in the kernel's own ticks; empty when there is none, or only its remains."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if told[0] in {"Z", "X"} else told[19]
