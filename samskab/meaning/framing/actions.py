"""The only door for writing how we word the problem, and who sits round it."""

from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.meaning.framing.models import Framing, SeatNote
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.projects.perspectives import PERSPECTIVE_NAMES


class NoSuchPerspective(ValueError):
    """The round has the same seats for everyone; this is none of them."""


@transaction.atomic
def reframe(
    project: Project, wording: str, *, by: Actor, surprise: str = "", on: date | None = None, date_label: str = ""
) -> Framing:
    """A new wording of the problem. `surprise` is what surprised us in the wording before; it is kept on that one."""
    require(by, project, May.INTERPRET)
    before = Framing.objects.filter(project=project).last()
    if before and before.wording == wording.strip():
        return before
    if before and surprise:
        before.surprise = surprise.strip()
        before.save(update_fields=["surprise"])
    framing = Framing.objects.create(
        project=project,
        wording=wording.strip(),
        on=on or clock.today(),
        date_label=date_label,
        written_by_id=by.id if by.kind == "staff" else None,
        at=clock.now(),
    )
    journal.write("problem_reworded", by=by, project_id=project.pk, subject="framing", subject_id=framing.pk)
    return framing


@transaction.atomic
def note_seat(project: Project, perspective: str, *, by: Actor, sentence: str = "", mentioned: bool = False) -> None:
    """One sentence for a perspective in the round, and whether others have only spoken of it."""
    require(by, project, May.INTERPRET)
    if perspective not in PERSPECTIVE_NAMES:
        raise NoSuchPerspective(perspective)
    SeatNote.objects.update_or_create(
        project=project, perspective=perspective, defaults={"sentence": sentence.strip(), "mentioned": mentioned}
    )
    journal.write("seat_noted", by=by, project_id=project.pk, subject="seat", facts={"perspective": perspective})
