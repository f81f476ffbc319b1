"""Where words lie that were taken out as a file."""

from collections.abc import Iterator

from samskab.ground.reactions import answers
from samskab.voices.exports.models import Export
from samskab.voices.exports.queries import that_held
from samskab.voices.intake.models import Voice


@answers("who_has_a_copy_of_this_voice")
def in_files(voice: Voice) -> Iterator[Export]:
    yield from that_held(voice)
