"""What names are looked for in: a revision of a source's text, or a voice's own words. Each has a `text`."""

from collections.abc import Sequence
from dataclasses import dataclass

from samskab.projects.models import Project
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.swapping import Swap, swapped
from samskab.voices.sources.models import Revision

BETWEEN = "\n\n\n"  # after what was said, before what was thought; no name goes across it


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """The words of a voice as they stand, and after them what somebody thought, as one text."""

    voice: Voice

    @property
    def text(self) -> str:
        return BETWEEN.join(one for one in (self.voice.words, self.voice.thought) if one)

    def is_across(self, start: int, end: int) -> bool:
        """Whether a place lies partly in the words and partly not: there is no name."""
        seam = len(self.voice.words)
        return start < seam + len(BETWEEN) and end > seam

    def with_swaps(self, swaps: Sequence[Swap]) -> tuple[str, str]:
        """The words, and the thought, with these of `text` done. All else is as it was, to the letter."""
        begins = len(self.voice.words) + len(BETWEEN)
        said = [one for one in swaps if one.end <= len(self.voice.words)]
        rest = [Swap(one.start - begins, one.end - begins, one.instead) for one in swaps[len(said) :]]
        return swapped(self.voice.words, said).text, swapped(self.voice.thought, rest).text


Laid = Revision | VoiceWords


def project_of(laid: Laid) -> Project:
    project: Project = laid.voice.project if isinstance(laid, VoiceWords) else laid.source.project
    return project


def labels_of(laid: Laid) -> dict[str, int]:
    """What each speaker is called → the number of the first segment they speak. In a voice nobody is called anything."""
    labels: dict[str, int] = {}
    if isinstance(laid, Revision):
        segments = laid.segments.only("id", "revision_id", "number", "speaker")
        for one in segments.iterator(chunk_size=2_000):
            if one.speaker:
                labels.setdefault(one.speaker, one.number)
    return labels


def text_with(laid: Laid, segment: int | None) -> str:
    """What places are counted in: the text, or what the speaker of that segment is called."""
    if segment is None or isinstance(laid, VoiceWords):
        text: str = laid.text
    else:
        text = laid.segments.get(number=segment).speaker
    return text
