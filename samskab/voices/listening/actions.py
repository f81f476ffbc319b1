"""The only door for writing a voice down together with what was agreed about it."""

from django.db import transaction

from samskab.people.actors import Actor
from samskab.projects.models import Project
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice


@transaction.atomic
def write_down(
    project: Project, told: Told, answers: dict[str, bool], agreement: Agreement | None, *, by: Actor
) -> Voice:
    """The words and the answers about them, whole or not at all."""
    voice = capture(project, told, by=by)
    if agreement is not None:
        record(voice, answers, agreement, by=by)
    return voice
