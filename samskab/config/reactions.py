"""Whether anything that was asked for in this request is stored: what a page of failure must know before it says so."""

from contextvars import ContextVar

from django.db import transaction
from django.http import HttpRequest

from samskab.ground.reactions import reacts_to
from samskab.journal.models import Entry

_now: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def begin(request: HttpRequest) -> None:
    """From here until the next request, what is committed is committed for this one."""
    request.is_stored = False  # type: ignore[attr-defined]
    _now.set(request)


def is_stored(request: HttpRequest) -> bool:
    return getattr(request, "is_stored", False)


@reacts_to("journal_written")
def note_the_commit(entry: Entry) -> None:
    """Every act is in the journal, in its own transaction."""
    request = _now.get()
    if request is not None:
        transaction.on_commit(lambda: setattr(request, "is_stored", True))
