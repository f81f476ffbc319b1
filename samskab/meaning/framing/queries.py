"""The only door for reading how the problem is worded, and who has not been heard."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from samskab.meaning.framing.models import Framing, SeatNote
from samskab.projects.models import Project
from samskab.projects.perspectives import PERSPECTIVES
from samskab.voices.intake.queries import perspectives_heard

State = Literal["spoken", "mentioned", "unheard"]


@dataclass(frozen=True, slots=True)
class Place:
    """One perspective's place in the round: equal in size to every other, and never a count."""

    key: str
    name: str
    state: State
    sentence: str


def wordings(project: Project) -> QuerySet[Framing]:
    """The problem's wordings, oldest first; the last is in force."""
    return Framing.objects.filter(project=project)


def places(project: Project) -> list[Place]:
    """Every perspective in the fixed order: has spoken, was spoken of, or has not been heard."""
    heard = perspectives_heard(project.pk)
    notes = {note.perspective: note for note in SeatNote.objects.filter(project=project)}
    return [_place(key, str(name), key in heard, notes.get(key)) for key, name in PERSPECTIVES]


def _place(key: str, name: str, has_spoken: bool, note: SeatNote | None) -> Place:
    mentioned = note is not None and note.mentioned
    state: State = "spoken" if has_spoken else "mentioned" if mentioned else "unheard"
    return Place(key, name, state, note.sentence if note else "")
