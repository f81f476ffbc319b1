"""A whole Debian in a folder, from the mirror this machine uses, and what one does in it as root."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SURROUNDINGS = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


class Debian:
    """A whole Debian in a folder, and what one does in it as root."""

    def __init__(self, folder: Path) -> None:
        self.root = folder

    def run(self, *words: object, also: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["chroot", str(self.root), *map(str, words)], env=SURROUNDINGS | (also or {}), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip

    def must(self, *words: object, also: dict[str, str] | None = None) -> str:
        """Raises RuntimeError with the last of what it said."""
        done = self.run(*words, also=also)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, words))}:\n{done.stdout[-3000:]}")
        return done.stdout

    def write(self, path: str, words: str, mode: int = 0o644) -> None:
        place = self.root / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(words)
        place.chmod(mode)

    def read(self, path: str) -> str:
        return (self.root / path.lstrip("/")).read_text()


@contextmanager
def fresh_debian(folder: Path) -> Iterator[Debian]:
    """Debian as it comes, from the mirror this machine uses; gone afterwards."""
    system = Debian(folder)
    try:
        base = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite(), str(folder), mirror()]
        made = subprocess.run(base, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if made.returncode:
            raise RuntimeError(f"debootstrap: {made.stdout[-500:]}")
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        subprocess.run(["mount", "-t", "proc", "proc", folder / "proc"], check=True)
        system.must("apt-get", "update", "-qq")
        yield system
    finally:
        subprocess.run(["umount", "--quiet", folder / "proc"], check=False)
        subprocess.run(["rm", "-rf", "--one-file-system", folder], check=False)


def mirror() -> str:
    """Where this machine gets Debian itself from: of both ways to write it down, the one that names the suite."""
    told = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for stanza in (part for path in told if path.is_file() for part in path.read_text().split("\n\n")):
        named = re.search(rf"^Suites:.*\b{suite()}(?!-)\b", stanza, re.MULTILINE)
        where = re.search(r"^URIs: +(\S+)", stanza, re.MULTILINE) if named else None
        where = where or re.search(rf"^deb (?:\[[^]]*\] )?(\S+) {suite()} ", stanza, re.MULTILINE)
        if where:
            return where[1]
    sys.exit("no Debian mirror in /etc/apt")


def suite() -> str:
    return re.search(r"VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text())[1]  # type: ignore[index]
