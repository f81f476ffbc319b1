"""A key whose words were taken back stays shut, also when an older copy of the database comes back that never heard of it."""

from uuid import UUID

from django.conf import settings

from samskab.ground import clock
from samskab.ground.keeping import erased
from samskab.ground.keeping.erased import Erasure
from samskab.voices.field.models import Submission

MESSAGE = "message"


def number_of(key: UUID) -> int:
    """Sixty of its random bits: what the list beside the database has room for."""
    return key.int >> 68


def note_shut(submission: Submission) -> None:
    """In the list beside the database, on the disk. Raises OSError."""
    erasure = Erasure(MESSAGE, number_of(submission.key), submission.received_at)
    erased.note(settings.INSTALLATION.erased_file, erasure, clock.real_now())


def was_shut(key: UUID) -> bool:
    """Asked of a key the database does not know."""
    try:
        words = settings.INSTALLATION.erased_file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return False
    return f" {MESSAGE} {number_of(key)} " in words
