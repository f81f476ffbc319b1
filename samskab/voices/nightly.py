"""What this stage does every night."""

from samskab.people.actors import SYSTEM
from samskab.tasks.every_night import every_night
from samskab.voices.consent.expiring import end_what_has_run_out
from samskab.voices.field import parts
from samskab.voices.field.actions import sweep as sweep_set_aside
from samskab.voices.photos.actions import let_go_of_what_is_left
from samskab.voices.photos.actions import sweep as sweep_photos
from samskab.voices.pictures.actions import sweep as sweep_pictures
from samskab.voices.recordings.actions import sweep as sweep_recordings
from samskab.voices.retention.actions import keep_no_longer
from samskab.voices.sources.originals import lock_what_lies_open


@every_night("strays_swept")
def sweep_files() -> None:
    """Files of acts that failed. Safe to repeat."""
    sweep_pictures()
    sweep_photos()
    sweep_recordings()
    sweep_set_aside()
    parts.sweep()


@every_night("originals_locked")
def lock_originals() -> None:
    """What came back open from an older copy, or could not be locked at the start. Safe to repeat."""
    lock_what_lies_open()


@every_night("answers_run_out")
def end_answers() -> None:
    """Safe to repeat."""
    end_what_has_run_out(by=SYSTEM)


@every_night("kept_no_longer")
def let_go() -> None:
    """Announced thirty days before, and never on a clock that made a leap. Safe to repeat."""
    keep_no_longer(by=SYSTEM)


@every_night("photos_let_go")
def let_go_of_photos() -> None:
    """Those nobody chose while there was time. Safe to repeat."""
    let_go_of_what_is_left(by=SYSTEM)
