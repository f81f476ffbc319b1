"""Seals: the end of every chain under a key that is not in the database.

Somebody with the database alone can change an entry and compute the whole chain again. They cannot make the seal of
the day it was sealed. The number and the mark of the newest seal also stand in a file beside the key, so that seals
that were taken away are missed.
"""

import hmac
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from samskab.ground import clock
from samskab.journal.chain import moment, plain
from samskab.journal.models import ChainHead, Seal

SALT = "samskab.journal.seal"
Point = tuple[int, int, int, str]  # chain, last_id, count, digest


@transaction.atomic
def seal_today() -> Seal:
    """The day's seal: made if it is not there. Safe to repeat; for the night."""
    newest: Seal | None = Seal.objects.order_by("-number").first()
    if newest is not None and newest.sealed_at.astimezone(clock.COPENHAGEN).date() == clock.today():
        return newest
    return seal()


@transaction.atomic
def seal() -> Seal:
    """Seal the chains as they stand now. Two at once make two seals, one after the other."""
    ends = list(ChainHead.objects.select_for_update().order_by("chain"))
    newest = Seal.objects.order_by("-number").first()
    sealed = {point[0]: point for point in points()}
    now = [(end.chain, end.last_id, end.count, end.digest) for end in ends]
    made = Seal(
        number=newest.number + 1 if newest else 1,
        sealed_at=clock.now(),
        heads=[list(point) for point in now if sealed.get(point[0]) != point],
        previous=newest.mac if newest else "",
    )
    made.mac = mac_of(made)
    made.save(force_insert=True)
    transaction.on_commit(lambda: _write_beside_the_key(made))
    return made


def points() -> Iterator[Point]:
    """Every end that was ever sealed, oldest first."""
    for heads in Seal.objects.order_by("number").values_list("heads", flat=True).iterator():
        yield from map(tuple, heads)


def mac_of(one: Seal, key: str | bytes | None = None) -> str:
    """The seal's mark: 64 hex digits nobody can make without the installation's key."""
    sealed = plain([one.number, moment(one.sealed_at), one.heads, one.previous])
    return salted_hmac(SALT, sealed, secret=key, algorithm="sha256").hexdigest()


def is_ours(one: Seal) -> bool:
    """Was this seal made with the installation's key, or with one it had before?"""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(mac_of(one, key), one.mac) for key in keys)


def file_of_seals() -> Path:
    path: Path = settings.INSTALLATION.seals_file
    return path


def _write_beside_the_key(made: Seal) -> None:
    """One line for each seal, on the disk before we go on."""
    with os.fdopen(os.open(file_of_seals(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
        file.write(line_of(made) + "\n")
        file.flush()
        os.fsync(file.fileno())


def line_of(made: Seal) -> str:
    """What an operator may keep in another place: number, day, mark."""
    return f"{made.number} {made.sealed_at.astimezone(clock.COPENHAGEN):%Y-%m-%d} {made.mac}"


def newest_beside_the_key() -> tuple[int, str] | None:
    """(number, mark) of the last seal the file knows; None where there is no file, or its last line was cut."""
    try:
        lines = file_of_seals().read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return None
    words = lines[-1].split() if lines else []
    return (int(words[0]), words[2]) if len(words) == 3 and words[0].isdecimal() else None
