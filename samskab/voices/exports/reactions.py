"""Where words lie that were taken out as a file."""

from collections.abc import Iterator
from datetime import datetime

from samskab.ground.reactions import answers
from samskab.voices.exports.models import Export
from samskab.voices.exports.queries import that_held
from samskab.voices.intake.models import Voice


@answers("who_has_a_copy_of_this_voice")
def in_files(voice: Voice) -> Iterator[Export]:
    yield from that_held(voice)


@answers("what_went_out")
def in_files_from_before(voice: Voice, before: datetime) -> Iterator[Export]:
    yield from (one for one in that_held(voice) if one.made_at < before)
