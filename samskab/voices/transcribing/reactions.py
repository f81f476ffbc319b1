"""What drafts answer when sound or words go, and when somebody asks whether all is well."""

from collections.abc import Iterator, Sequence

from samskab.ground.keeping.faults import Fault
from samskab.ground.reactions import answers, reacts_to
from samskab.people.actors import Actor
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.said_before import all_it_said
from samskab.voices.sources.models import Source
from samskab.voices.transcribing.actions import forget_drafts, forget_words
from samskab.voices.transcribing.transcribers import why_not


@reacts_to("voice_withdrawn")
def words_leave_drafts(voice: Voice, by: Actor) -> None:
    for words in all_it_said(voice):
        forget_words(voice.project_id, words)


@reacts_to("media_forgotten")
def drafts_go_with_the_sound(sources: Sequence[Source]) -> None:
    forget_drafts(sources)


@reacts_to("words_laid")
def a_draft_is_no_more_needed(source: Source) -> None:
    forget_drafts([source])


@answers("what_is_wrong")
def a_model_that_does_not_work() -> Iterator[Fault]:
    if reason := why_not():
        yield Fault(
            "transcription",
            f"Maskinen kan ikke skrive lyd ud. {reason}",
            "Ret det, eller fjern indstillingen.",
            grave=False,
        )
