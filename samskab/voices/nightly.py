"""What this stage does every night."""

from samskab.people.actors import SYSTEM
from samskab.tasks.every_night import every_night
from samskab.voices.consent.expiring import end_what_has_run_out


@every_night("answers_run_out")
def end_answers() -> None:
    """Safe to repeat."""
    end_what_has_run_out(by=SYSTEM)
