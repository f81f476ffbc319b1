"""The only door for taking voices out as a file."""

from django.db import transaction
from django.db.models import Max

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require, turn_of
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.queries import answer_to
from samskab.voices.exports.models import Export, ExportedVoice
from samskab.voices.exports.writing import written
from samskab.voices.intake.models import Voice


@transaction.atomic
def take_out(project: Project, which: str, format: str, *, by: Actor) -> tuple[Export, str]:
    """(what is remembered of it, the file's words). Voices that were taken back stand in it without words.

    Which voices left with their words is on the disk before anybody has the file.
    """
    require(by, project, May.WITHDRAW_VOICE)
    turn_of(project)
    last = Export.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    export = Export.objects.create(
        project=project, number=last + 1, which=Export.Which(which), format=Export.Format(format),
        made_by_id=by.id if by.kind == "staff" else None, made_at=clock.now(),
    )  # fmt: skip
    voices = _those(project, export)
    kept = [ExportedVoice(export=export, voice=voice) for voice in voices if voice.is_kept]
    ExportedVoice.objects.bulk_create(kept, batch_size=500)
    facts = {"number": export.number, "voices": len(kept), "which": export.which}
    journal.write("voices_taken_out", by=by, project_id=project.pk, subject="export", subject_id=export.pk, facts=facts)
    return export, written(export, voices)


def _those(project: Project, export: Export) -> list[Voice]:
    voices = Voice.objects.filter(project=project).select_related("activity", "place", "project")
    found = list(voices.prefetch_related("consents").order_by("number"))
    if export.which == Export.Which.ALL:
        return found
    return [one for one in found if not one.is_kept or answer_to(one, ConsentRecord.Purpose.SHARE)]
