"""A yes with a last day runs out by itself; what stood on it answers as if somebody had said no."""

from django.db import transaction

from samskab.ground import clock
from samskab.ground.reactions import tell
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.permission import turn_of
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.models import Voice


def end_what_has_run_out(*, by: Actor) -> int:
    """Every answer whose last day has been. How many voices it was about. Safe to repeat, and for two at once."""
    due = ConsentRecord.objects.filter(expires_on__lt=clock.today(), ended_at=None).order_by()
    voices = sorted(set(due.values_list("voice", flat=True)))
    return sum(_end(pk, by) for pk in voices)


@transaction.atomic
def _end(pk: int, by: Actor) -> bool:
    found = Voice.objects.select_related("project").filter(pk=pk).first()
    if found is None:
        return False
    turn_of(found.project)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=pk)
    due = ConsentRecord.objects.filter(voice=voice, expires_on__lt=clock.today(), ended_at=None)
    if not due.update(ended_at=clock.now()):
        return False
    journal.write(
        "consent_expired", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code
    )
    tell("consent_changed", voice=voice, by=by)
    return True
