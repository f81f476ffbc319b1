"""A service started as its unit says, without systemd: where it runs, what it sees, and what it may ask the kernel.

What cannot be had without systemd is not claimed: PrivateUsers, the limits on memory and tasks, and the watch over time.
"""

import json
import os
import re
import shlex
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

UNITS = "lib/systemd/system"
INSIDE = Path(__file__).with_name("restricted.py")
DEVICES = ("null", "zero", "full", "random", "urandom")
SHUT = ("home", "root", "boot", "media", "mnt", "srv", "etc/samskab/credentials")
SUBSTITUTED = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True)
class Unit:
    """A unit with its drop-ins: each setting of [Service] and all that was said about it, in order."""

    name: str
    service: Mapping[str, list[str]]

    def last(self, setting: str, otherwise: str = "") -> str:
        return self.service.get(setting, [otherwise])[-1]

    @property
    def folder(self) -> str:
        """Where it may make a socket, under /run."""
        return self.last("RuntimeDirectory")

    def commands(self, surroundings: Mapping[str, str]) -> list[list[str]]:
        """ExecStart and what comes after it, with variables filled in."""
        lines = [*self.service.get("ExecStart", []), *self.service.get("ExecStartPost", [])]
        return [[SUBSTITUTED.sub(lambda m: surroundings[m[1]], word) for word in shlex.split(line)] for line in lines]


def read(root: Path, name: str) -> Unit:
    """The unit as it is installed under `root`."""
    prefix = name.partition("-")[0]
    files = [root / UNITS / name, *sorted((root / UNITS / f"{prefix}-.service.d").glob("*.conf"))]
    told: dict[str, list[str]] = defaultdict(list)
    for file in reversed(files):  # what the unit itself says comes last, and wins
        for setting, value in settings(file.read_text(), "Service"):
            told[setting] = [*told[setting], value] if value else []
    return Unit(name, dict(told))


def settings(text: str, section: str) -> Iterator[tuple[str, str]]:
    here = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            here = line.strip("[]")
        elif here == section and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield name, value


def surroundings(root: Path, unit: Unit) -> dict[str, str]:
    """What the service finds in its environment."""
    found = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "LANG": "C.UTF-8", "HOME": "/var/lib/samskab"}
    for line in unit.service.get("Environment", []):
        found |= dict([shlex.split(line)[0].split("=", 1)])
    for file in unit.service.get("EnvironmentFile", []):
        path = root / file.lstrip("-/")
        if path.exists():
            told = (line for line in path.read_text().splitlines() if "=" in line and not line.startswith("#"))
            found |= dict(shlex.split(line)[0].split("=", 1) for line in told)
    return found | {"CREDENTIALS_DIRECTORY": f"/run/credentials/{unit.name}"}


def allowed(unit: Unit) -> list[str]:
    """The system calls SystemCallFilter leaves open, by name."""
    groups, left = call_groups(), set[str]()
    for line in unit.service.get("SystemCallFilter", []):
        named = {call for word in line.lstrip("~").split() for call in flat(groups, word)}
        left = left - named if line.startswith("~") else left | named
    return sorted(left)


def call_groups() -> dict[str, list[str]]:
    told = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, text=True, check=True
    )
    groups: dict[str, list[str]] = {}
    here = ""
    for line in told.stdout.splitlines():
        word = line.strip()
        if line.startswith("@"):
            here = word
            groups[here] = []
        elif word and not word.startswith("#") and here:
            groups[here].append(word)
    return groups


def flat(groups: Mapping[str, list[str]], word: str) -> Iterator[str]:
    if not word.startswith("@"):
        yield word
        return
    for one in groups[word]:
        yield from flat(groups, one)


def start(
    root: Path, unit: Unit, *, command: list[str] | None = None, also: Mapping[str, str] | None = None
) -> "subprocess.Popen[str]":
    """The service, or `command` under the same restrictions. Its words come on stdout. Needs root."""
    around = surroundings(root, unit) | dict(also or {})
    facts = {
        "user": unit.last("User"),
        "umask": unit.last("UMask", "0022"),
        "calls": allowed(unit),
        "families": unit.last("RestrictAddressFamilies").split(),
        "no_exec_gain": unit.last("MemoryDenyWriteExecute") == "yes",
        "files": unit.last("LimitNOFILE"),
        "folder": unit.last("WorkingDirectory", "/"),
        "command": command or unit.commands(around)[0],
        "surroundings": around,
    }
    (root / f"run/credentials/{unit.name}").mkdir(parents=True, exist_ok=True)
    inside = ["chroot", str(root), "/usr/bin/python3.11", "-I", "-c", INSIDE.read_text(), json.dumps(facts)]
    script = "\n".join(["set -e", *mounts(root, unit), shlex.join(["exec", *inside]).replace("'exec'", "exec", 1)])
    words = ["unshare", "--mount", "--ipc", "--propagation", "private", "sh", "-c", script]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)


def mounts(root: Path, unit: Unit) -> Iterator[str]:
    """What the service sees of the disk: all of it read-only, its own folders, and an empty place for the rest."""
    at = shlex.quote(str(root))
    state = f"var/lib/{unit.last('StateDirectory')}"
    others = [path.strip("/") for path in unit.service.get("ReadWritePaths", [])]
    run = f"run/{unit.folder}"
    if unit.folder:
        yield f"chroot {at} install -d -o samskab -g samskab -m {unit.last('RuntimeDirectoryMode', '0755')} /{run}"
    yield f"mount --bind {at} {at} && mount -o remount,bind,ro {at}"
    for place in [state, *others, *([run] if unit.folder else [])]:
        yield f"mount --bind {at}/{place} {at}/{place} && mount -o remount,bind,rw {at}/{place}"
    yield from (f"mount -t tmpfs -o mode=1777 tmpfs {at}/{place}" for place in ("tmp", "var/tmp"))
    yield f"mount -t proc -o hidepid=invisible,subset=pid proc {at}/proc"
    yield f"mount -t tmpfs -o mode=755 tmpfs {at}/dev"
    for name in DEVICES:
        yield f"touch {at}/dev/{name} && mount --bind /dev/{name} {at}/dev/{name}"
    yield f"mkdir {at}/dev/shm && mount -t tmpfs -o mode=1777 tmpfs {at}/dev/shm"
    yield from credentials(root, unit)
    yield from (f"mount -t tmpfs -o mode=000 tmpfs {at}/{place}" for place in SHUT if (root / place).exists())


def credentials(root: Path, unit: Unit) -> Iterator[str]:
    """A copy of each secret for this service alone."""
    at = shlex.quote(str(root))
    folder = f"{at}/run/credentials/{unit.name}"
    yield f"mount -t tmpfs -o mode=700 tmpfs {folder}"
    for line in unit.service.get("LoadCredential", []):
        prefix, _, source = line.partition(":")
        for file in sorted((root / source.lstrip("/")).iterdir()):
            yield f"cp {at}{source}/{file.name} {folder}/{prefix}_{file.name} && chmod 400 {folder}/{prefix}_{file.name}"
    yield f"chroot {at} chown -R samskab:samskab /run/credentials/{unit.name}"


def stop(process: "subprocess.Popen[str]") -> int:
    """Ask it to stop, as `systemctl stop` does; the exit code."""
    try:
        os.killpg(process.pid, 15)
        return process.wait(timeout=30)
    except ProcessLookupError:
        return process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        return process.wait(timeout=10)
