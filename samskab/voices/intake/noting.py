"""Who read whose words, and why. Every page that shows what somebody said notes it here before it shows it.

What stands on a published card is everybody's to read, and is not noted.
"""

from collections.abc import Iterable

from samskab.journal.actions import note_reading
from samskab.journal.purposes import Purpose
from samskab.people.actors import staff
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.sources.models import Source

__all__ = ["Purpose", "note_ids", "note_photos", "note_source", "note_voices"]


def note_voices(membership: Membership, voices: Iterable[Voice], purpose: Purpose) -> None:
    """This person reads these. A voice that was taken back has no words to read."""
    note_ids(membership, [voice.pk for voice in voices if voice.is_kept], purpose)


def note_ids(membership: Membership, ids: Iterable[int], purpose: Purpose) -> None:
    """The same of voices one has only the ids of."""
    note_reading(staff(membership.user), project_id=membership.project_id, subject="voice", ids=ids, purpose=purpose)


def note_photos(membership: Membership, ids: Iterable[int], purpose: Purpose) -> None:
    """Pictures that were sent, and are no voices yet."""
    note_reading(staff(membership.user), project_id=membership.project_id, subject="photo", ids=ids, purpose=purpose)


def note_source(membership: Membership, source: Source, purpose: Purpose) -> None:
    """A document as it was read in holds what people said."""
    note_reading(
        staff(membership.user), project_id=membership.project_id, subject="source", ids=[source.pk], purpose=purpose
    )
