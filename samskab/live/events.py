"""One thing that happened, as those who listen are told of it: what and to which thing, never whose words or name."""

import json
from dataclasses import dataclass, field

CHANNEL = "samskab_journal"  # where PostgreSQL is told that something happened


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the journal. `to_its_doer` and `to_others` are what is sent, made once for all who listen.

    `person` is who did it, when it was somebody with an account.
    """

    id: int
    project_id: int
    verb: str
    subject: str
    subject_id: int | None = None
    code: str = ""
    person: int | None = None
    by_itself: bool = False
    to_its_doer: bytes = field(init=False, repr=False)
    to_others: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "to_its_doer", self._frame("you"))
        object.__setattr__(self, "to_others", self._frame("samskab" if self.by_itself else "another"))

    def _frame(self, by: str) -> bytes:
        told = {"verb": self.verb, "subject": self.subject, "code": self.code, "by": by}
        return f"id: {self.id}\ndata: {json.dumps(told, separators=(',', ':'))}\n\n".encode()


def opening(cursor: int, retry_ms: int) -> bytes:
    """Where the listener stands, so that whoever loses the line at once comes back to the same place."""
    return f"retry: {retry_ms}\nid: {cursor}\n\n".encode()


def beat(cursor: int) -> bytes:
    """A comment that keeps the line open; an id without data moves the listener on past what they may not hear."""
    return f":\nid: {cursor}\n\n".encode()
