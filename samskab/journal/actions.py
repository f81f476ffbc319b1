"""The only door for writing in the journal."""

from typing import Any, Protocol

from django.db import transaction

from samskab.ground import clock
from samskab.journal.models import Entry


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
    """Note that it happened, in the transaction of the act itself. `facts` hold keys, dates and counts: no words."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The journal is written in the same transaction as the act.")
    return Entry.objects.create(
        at=clock.now(),
        project_id=project_id,
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        subject=subject,
        subject_id=subject_id,
        code=code,
        facts=facts or {},
    )
