"""The map forgets with the texts: a name nobody's text holds any more is nowhere."""

from collections.abc import Iterator

from samskab.ground.reactions import answers, reacts_to
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.map import forget_unused, unused
from samskab.voices.pseudonyms.said_before import forget_answers


@reacts_to("source_text_erased")
def forget_with_it(project_id: int) -> None:
    """Its spots and what was replaced in it went with its revisions."""
    forget_unused(project_id)


@reacts_to("voice_retyped")
def what_was_answered_is_of_other_words(voice: Voice) -> None:
    forget_answers(voice)


@answers("what_is_left_of_this_voice")
def names_that_rest_on_nothing(voice: Voice) -> Iterator[str]:
    for line in unused(voice.project_id):
        yield f"voices.Pseudonym {line.pk}: hviler ikke på nogen tekst"
