"""What this stage does every night."""

from samskab.people.actors import SYSTEM
from samskab.tasks.every_night import every_night
from samskab.voices.consent.expiring import end_what_has_run_out
from samskab.voices.field.actions import sweep as sweep_set_aside
from samskab.voices.pictures.actions import sweep as sweep_pictures


@every_night("strays_swept")
def sweep_files() -> None:
    """Files of acts that failed. Safe to repeat."""
    sweep_pictures()
    sweep_set_aside()


@every_night("answers_run_out")
def end_answers() -> None:
    """Safe to repeat."""
    end_what_has_run_out(by=SYSTEM)
