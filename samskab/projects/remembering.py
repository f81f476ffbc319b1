"""What is read of a whole project, remembered for as long as nothing happens in it.

What is done to what the overview shows leaves an entry in its project's journal, in the same transaction, and the journal
has one end; whose name stands where is in the journal of accounts. What was read after an entry is therefore true until
there is another, and nobody has to clear anything. It lies in the memory of this process: give it nothing a voice says.

A few acts leave no entry: an answer about a name in a text, a message under a shut key, a draft of what was recorded, a
night's count of how long things are kept. Look for yours before more is remembered.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache
from django.utils.translation import get_language

from samskab.ground import clock
from samskab.projects.team.models import Membership

T = TypeVar("T")
A_WHILE = 60 * 60  # seconds: no longer in memory than somebody may still ask for it


def while_nothing_happens(what: str, membership: Membership, read: Callable[[], T]) -> T:
    """What `read` finds for this person today in this language; read again when the project's journal is longer.

    A membership that was not found by `samskab.projects.permission` does not know where the journal ended: then it is
    always read.
    """
    heard: int | None = getattr(membership, "heard", None)
    if heard is None:
        return read()
    who = (membership.pk, membership.role, membership.party_id)
    told = (what, *who, heard, getattr(membership, "heard_of_people", None), clock.today(), get_language())
    return cast("T", cache.get_or_set("/".join(map(str, told)), read, A_WHILE))
