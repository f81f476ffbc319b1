"""The only door for writing in the journal."""

import re
from typing import Any, Protocol

from django.db import transaction

from samskab.ground import clock
from samskab.journal.models import Entry

# A key, a code or an ISO day: no white space, nothing long enough to tell something.
_KEY = re.compile(r"[\w.:+-]{0,40}", re.ASCII)


class HoldsWords(ValueError):
    """The journal holds no one's words: a fact is a key, a code, a day, a count or yes and no."""


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
    refuse_words(facts or {})
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


def refuse_words(facts: Any) -> None:
    """Raises HoldsWords for anything that could be a sentence, a name or a number somebody dials."""
    if isinstance(facts, dict):
        facts = [*facts.keys(), *facts.values()]
    if isinstance(facts, list | tuple):
        for fact in facts:
            refuse_words(fact)
    elif isinstance(facts, str):
        if not _KEY.fullmatch(facts):
            raise HoldsWords
    elif not isinstance(facts, bool | int | None):
        raise HoldsWords
