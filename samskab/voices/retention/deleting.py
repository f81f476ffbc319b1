"""The only door for deleting a whole source: the file, every revision of its text, and what one hears or sees of it."""

from django.conf import settings
from django.db import transaction

from samskab.ground import clock
from samskab.ground.forgetting import leave_no_copy_in_the_log
from samskab.ground.keeping import erased
from samskab.ground.keeping.erased import Erasure
from samskab.ground.reactions import tell
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require, turn_of
from samskab.projects.words import line
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.models import Voice
from samskab.voices.retention.models import SourceGone
from samskab.voices.sources.media import forget_media
from samskab.voices.sources.models import Source
from samskab.voices.sources.originals import forget_originals

DOCUMENT = "document"


class NoReason(ValueError):
    """Whoever keeps voices when their source goes says why. Nothing is changed."""


@transaction.atomic
def delete_source(source: Source, *, by: Actor, reason: str, keep_voices: bool) -> SourceGone | None:
    """The source goes; the voices from it are taken back, or stay without it. None where it is gone already.

    It is on the list beside the database before this is committed: an older copy does not bring it back.
    """
    require(by, source.project, May.WITHDRAW_VOICE)
    turn_of(source.project)
    reason = line(reason)
    if not reason:
        raise NoReason
    found = Source.objects.select_for_update(of=("self",)).select_related("project").filter(pk=source.pk).first()
    if found is None:
        return None
    voices = list(Voice.objects.filter(source=found, state=Voice.State.KEPT).select_related("project"))
    if keep_voices:
        Voice.objects.filter(source=found).update(source=None)
    else:
        for voice in voices:
            withdraw(voice, by=by)
    gone = SourceGone.objects.create(
        project=found.project, number=found.number, reason=reason[:300],
        voices_kept=len(voices) if keep_voices else 0, voices_withdrawn=0 if keep_voices else len(voices),
        deleted_by_id=by.id if by.kind == "staff" else None, deleted_at=clock.now(),
    )  # fmt: skip
    facts = {"number": found.number, "kept": gone.voices_kept, "withdrawn": gone.voices_withdrawn}
    journal.write(
        "source_deleted", by=by, project_id=found.project_id, subject="source", subject_id=found.pk, facts=facts
    )
    remove(found)
    return gone


def remove(source: Source) -> None:
    """Its rows and files, and a line in the list of what was erased. Call it in the transaction of the act."""
    erasure = Erasure(DOCUMENT, source.pk, source.read_at)
    Source.objects.select_for_update(of=("self",)).filter(pk=source.pk).values_list("pk").first()
    forget_media([source])
    forget_originals([source])
    Source.objects.filter(pk=source.pk).delete()
    tell("source_text_erased", project_id=source.project_id)
    leave_no_copy_in_the_log()
    erased.note(settings.INSTALLATION.erased_file, erasure, clock.real_now())
