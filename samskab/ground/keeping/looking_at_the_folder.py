"""What can be wrong with an installation's folder and the machine it lies on. Asks no database."""

import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samskab.ground.installation import Installation
from samskab.ground.keeping.faults import Fault
from samskab.ground.keeping.places import STAGING

OTHERS = stat.S_IRWXG | stat.S_IRWXO
TOO_LITTLE, LITTLE = 200 * 1024**2, 1024**3
# What is known about the time: this program was not there before.
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
LONG = timedelta(days=7)
OVER_THE_NET = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "smb2",
    "afs",
    "glusterfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "lustre",
    "ceph",
}
MOUNTS = Path("/proc/self/mountinfo")


def look(installation: Installation) -> Iterator[Fault]:
    yield from _folder(installation)
    yield from _room(installation)
    yield from _clock()
    yield from _backup(installation)


def _folder(installation: Installation) -> Iterator[Fault]:
    if installation.folder.joinpath(STAGING).exists():
        yield Fault(
            "folder",
            "En genskabelse blev afbrudt.",
            "Start samskab serve: det, der var nået, gøres færdigt eller ryddes væk. Kør så samskab restore igen.",
        )
    if not installation.key_file.exists():
        yield Fault(
            "keys",
            f"Nøglen {installation.key_file} mangler.",
            "Læg den tilbage fra en sikkerhedskopi. Ellers laver samskab serve en ny; så skal alle logge ind igen, "
            "kalenderlinks holder op, og journalens segl kan ikke prøves.",
        )
    secret = [installation.folder, installation.database, installation.files, *installation.apart]
    for path in secret:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & OTHERS:
            yield Fault(
                "keys" if path in installation.apart else "folder",
                f"Andre på maskinen kan komme til {path}.",
                f"Luk den: chmod {'700' if path.is_dir() else '600'} {path}",
            )
        if path.exists() and path.stat().st_uid != os.getuid():
            yield Fault(
                "folder",
                f"{path} tilhører en anden end den, der kører denne kommando.",
                "Kør kommandoen som den bruger, Samskab kører som.",
                grave=False,
            )


def _room(installation: Installation) -> Iterator[Fault]:
    left = shutil.disk_usage(installation.folder).free
    words = f"Der er {left // 1024**2} MB tilbage på disken med {installation.folder}."
    if left < TOO_LITTLE:
        yield Fault("folder", words, "Gør plads: når disken er fuld, kan intet gemmes.")
    elif left < LITTLE:
        yield Fault("folder", words, "Gør plads i god tid.", grave=False)


def network_of(folder: Path) -> str:
    """The network file system the folder lies on; "" for a disk in this machine, or where nobody can say."""
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, kind = -1, ""
    for line in mounts:
        before, _, after = line.partition(" - ")
        point = before.split()[4].encode().decode("unicode_escape")
        if folder.resolve().is_relative_to(point) and len(point) >= found:
            found, kind = len(point), after.split()[0]
    return kind if kind in OVER_THE_NET else ""


def _clock() -> Iterator[Fault]:
    now = datetime.fromtimestamp(time.time(), UTC)
    if now < WRITTEN or now > WRITTEN + timedelta(days=30 * 365):
        yield Fault(
            "clock", f"Maskinens ur siger {now:%Y-%m-%d}.", "Stil uret, før nogen skriver: timedatectl set-ntp true"
        )


def _backup(installation: Installation) -> Iterator[Fault]:
    if installation.demo_file.exists() or not installation.id_file.exists():
        return
    try:
        told = json.loads(installation.backup_note.read_text(encoding="utf-8"))["made_at"]
        made_at = datetime.fromisoformat(told).astimezone(UTC)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        begun = datetime.fromtimestamp(installation.id_file.stat().st_mtime, UTC)
        is_old = datetime.now(UTC) - begun > LONG
        yield Fault("backup", "Der er aldrig lavet en sikkerhedskopi.", "Lav en: samskab backup MAPPE", grave=is_old)
        return
    if datetime.now(UTC) - made_at > LONG:
        yield Fault("backup", f"Den sidste sikkerhedskopi er fra {made_at:%Y-%m-%d}.", "Lav en: samskab backup MAPPE")
