"""The only door for writing in the journal, and in the log of who read what.

Each entry is tied to the one before it in its chain. Whoever writes takes the end of the chain first and keeps it until
the transaction ends, so within a project the ids are in the order of the commits, on PostgreSQL too: who has seen entry
7 of a project will never be surprised by its entry 6. Live events rest on that. Between projects there is no order.

An act takes its turn in the project (`ground.turns`) before anything else, so nobody waits in a ring here. Where one
transaction writes in two chains, the installation's own comes first.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, Protocol

from django.db import connection, transaction

from samskab.ground import clock
from samskab.ground.reactions import tell
from samskab.ground.wordless import refuse_words
from samskab.journal.chain import digest_of_entry
from samskab.journal.models import ChainHead, Entry, Reading
from samskab.journal.purposes import Purpose

OWN = 0
A_FEW = 200
COUNTED = "readings_counted"


class Doer(Protocol):
    """Who did it: a kind and an id, never a name."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> int | None: ...


def write(
    verb: str,
    *,
    by: Doer,
    project_id: int | None,
    subject: str,
    subject_id: int | None = None,
    code: str = "",
    facts: dict[str, Any] | None = None,
) -> Entry:
    """Note that it happened, in the transaction of the act itself. `facts` hold keys, dates and counts: no words.

    A new verb gets its Danish sentence in `verbs.py`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The journal is written in the same transaction as the act.")
    refuse_words(facts or {})
    head = _head(project_id)
    entry = Entry(
        id=_next_id(),
        at=clock.now(),
        project_id=project_id,
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        subject=subject,
        subject_id=subject_id,
        code=code,
        facts=json.loads(json.dumps(facts or {})),
        previous=head.digest,
    )
    entry.digest = digest_of_entry(entry)
    entry.save(force_insert=True)
    head.last_id, head.count, head.digest = entry.pk, head.count + 1, entry.digest
    head.save(update_fields=["last_id", "count", "digest"])
    tell("journal_written", entry=entry)
    return entry


def _head(project_id: int | None) -> ChainHead:
    """The end of the chain, locked until the transaction ends. Of two who begin a chain at once, one makes it."""
    heads = ChainHead.objects.select_for_update().filter(chain=chain_of(project_id))
    if (head := heads.first()) is not None:
        return head
    ChainHead.objects.bulk_create([ChainHead(chain=chain_of(project_id))], ignore_conflicts=True)
    return heads.get()


def chain_of(project_id: int | None) -> int:
    return OWN if project_id is None else project_id


def _next_id() -> int:
    """The id is part of what is made into a digest, so it is known before the row is written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('journal_entry', 'id'))")
            return int(cursor.fetchone()[0])
    last: int | None = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    return (last or 0) + 1


def note_reading(by: Doer, *, project_id: int | None, subject: str, ids: Iterable[int], purpose: Purpose) -> None:
    """Note that somebody read these, why, and that it was today. What is noted already costs one question.

    Called before what was read is shown: what cannot be noted is not shown.
    """
    wanted = set(ids)
    if not wanted:
        return
    today = clock.today()
    missing = wanted - _noted(by, today, subject, purpose, wanted)
    if missing:
        _note(by, project_id, subject, missing, purpose, today)


def _noted(by: Doer, day: date, subject: str, purpose: Purpose, ids: Collection[int]) -> set[int]:
    """The ids among these that are noted that day. Of very many it is cheaper to be told everything that is."""
    noted = Reading.objects.filter(
        actor_kind=by.kind, actor_id=by.id or 0, day=day, subject=subject, purpose=purpose
    ).order_by()
    if len(ids) <= A_FEW:
        noted = noted.filter(subject_id__in=ids)
    return set(noted.values_list("subject_id", flat=True))


@transaction.atomic
def _note(by: Doer, project_id: int | None, subject: str, ids: Iterable[int], purpose: Purpose, today: date) -> None:
    """A day that was counted is closed: when the clock was set back, we write on the first day that is open."""
    closed = last_counted_day(project_id)
    day = today if closed is None or today > closed else closed + timedelta(days=1)
    Reading.objects.bulk_create(
        [
            Reading(
                day=day, at=clock.now(), project_id=project_id, actor_kind=by.kind, actor_id=by.id or 0,
                subject=subject, subject_id=one, purpose=purpose,
            )
            for one in sorted(ids)
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def last_counted_day(project_id: int | None) -> date | None:
    """The last day whose readings stand in the journal with their number."""
    facts = (
        Entry.objects.filter(project_id=project_id, verb=COUNTED)
        .order_by("-id")
        .values_list("facts", flat=True)
        .first()
    )
    return date.fromisoformat(facts["day"]) if facts else None
