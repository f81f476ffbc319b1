"""The form an entry has when it is made into a digest, the same whichever database it lies in.

A chain is a project's entries in the order of their ids; the entries of no project are a chain too. Anybody can
compute these digests: they show that something was changed, and the seals (`sealing.py`) show it also where somebody
computed them all again.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

START = ""
COLUMNS = (
    "id", "at", "project_id", "actor_kind", "actor_id", "verb", "subject", "subject_id", "code", "facts", "previous",
)  # fmt: skip


def moment(at: datetime) -> str:
    """Microseconds in UTC: SQLite keeps text and PostgreSQL a number, and both give this."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def plain(value: Any) -> str:
    """JSON in one way only. What no JSON has (a tampered column's bytes) is written so that it differs."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=repr)


def digest_of(values: Sequence[Any]) -> str:
    """SHA-256 in hex over the values of COLUMNS, in that order, `at` as `moment` writes it."""
    return hashlib.sha256(plain(list(values)).encode()).hexdigest()


def digest_of_entry(entry: Any) -> str:
    """The same of anything with those attributes."""
    return digest_of([moment(entry.at) if name == "at" else getattr(entry, name) for name in COLUMNS])


def digest_of_many(rows: Iterable[Sequence[Any]]) -> tuple[int, str]:
    """(how many, a digest of 40 hex digits over all of them in order): short enough to be a fact in the journal."""
    count, summed = 0, hashlib.sha256()
    for row in rows:
        count += 1
        summed.update(plain(list(row)).encode() + b"\n")
    return count, summed.hexdigest()[:40]
