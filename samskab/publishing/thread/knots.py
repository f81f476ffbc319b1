"""What a thread is made of, as one person may see it."""

from dataclasses import dataclass
from typing import Literal

from samskab.meaning.themes.models import InsightVoice
from samskab.projects.models import Project
from samskab.projects.perspectives import PERSPECTIVES
from samskab.publishing.postcards.models import Postcard
from samskab.trials.tracks.models import Track

Seen = Literal["words", "place", "withdrawn"]


@dataclass(frozen=True, slots=True)
class VoiceKnot:
    """A voice on the thread. `seen` says how much of it this person may see; a withdrawn one keeps its place.

    `read` is its id where the words are the voice's own; 0 where they are a published card's, or not shown.
    """

    code: str
    url: str
    seen: Seen
    stance: str
    words: str = ""
    said_by: str = ""
    perspective: str = ""
    is_suspect: bool = False
    read: int = 0

    @property
    def is_against(self) -> bool:
        return self.stance == InsightVoice.Stance.CONTRADICTS

    @property
    def is_there(self) -> bool:
        return self.seen != "withdrawn"


@dataclass(frozen=True, slots=True)
class InsightKnot:
    code: str
    url: str
    sentence: str
    asked_against: bool
    voices: tuple[VoiceKnot, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class TrackKnot:
    code: str
    url: str
    kind: str
    title: str
    state: str
    state_label: str
    next_step: str
    insights: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.kind == Track.Kind.QUESTION


@dataclass(frozen=True, slots=True)
class Thread:
    """Everything one code hangs together with, in the order of the thread. `here` is the code one stands at.

    `steps` are (ISO day, what happened, the state it came into). `many` is how many voices
    there are for it and against it where not all are told of. `is_part` says that there are more tracks or insights.
    """

    project: Project
    here: str
    insights: tuple[InsightKnot, ...]
    tracks: tuple[TrackKnot, ...]
    lone_voice: VoiceKnot | None = None
    cards: tuple[Postcard, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[tuple[str, str, str], ...] = ()
    many: tuple[int, int] | None = None
    is_part: bool = False

    @property
    def has_words(self) -> bool:
        """Something a voice says stands in it: then it is kept in no memory."""
        return any(voice.words for voice in self.voices)

    @property
    def has_more(self) -> bool:
        """Some of its insights have more voices than are told of here."""
        return any(insight.has_more for insight in self.insights)

    @property
    def is_uncounted(self) -> bool:
        """There are more voices than are told of here, and nobody has counted them."""
        return self.has_more and self.many is None

    @property
    def voices(self) -> list[VoiceKnot]:
        """Each voice once, in the order it is first met."""
        return _once([voice for insight in self.insights for voice in insight.voices] + self._lone)

    @property
    def read(self) -> list[int]:
        """The ids of the voices whose own words whoever looks at this reads."""
        return [voice.read for voice in self.voices if voice.read]

    @property
    def supporting(self) -> list[VoiceKnot]:
        """Each voice that speaks for something on the thread. One that also speaks against something is in both."""
        return _once([voice for insight in self.insights for voice in insight.voices if not voice.is_against])

    @property
    def against(self) -> list[VoiceKnot]:
        return _once([voice for insight in self.insights for voice in insight.voices if voice.is_against])

    @property
    def perspectives(self) -> list[str]:
        """Keys of the perspectives that speak for something here, in the fixed order."""
        speaking = {voice.perspective for voice in self.supporting}
        return [key for key, _ in PERSPECTIVES if key in speaking]

    @property
    def voice_here(self) -> VoiceKnot | None:
        return next((voice for voice in self.voices if voice.code == self.here), None)

    @property
    def asked_against(self) -> bool:
        return any(insight.asked_against for insight in self.insights)

    def along(self, track: TrackKnot) -> "Thread":
        """Only what hangs on one of its tracks."""
        insights = tuple(insight for insight in self.insights if insight.code in track.insights)
        return Thread(self.project, self.here, insights, (track,))

    @property
    def loose(self) -> "Thread | None":
        """The insights no track stands on yet."""
        carried = {code for track in self.tracks for code in track.insights}
        insights = tuple(insight for insight in self.insights if insight.code not in carried)
        return Thread(self.project, self.here, insights, ()) if insights else None

    @property
    def by_track(self) -> list["Thread"]:
        """One thread for each track, and at last what no track stands on."""
        return [self.along(track) for track in self.tracks] + ([self.loose] if self.loose else [])

    @property
    def _lone(self) -> list[VoiceKnot]:
        return [self.lone_voice] if self.lone_voice is not None else []


def _once(voices: list[VoiceKnot]) -> list[VoiceKnot]:
    met: dict[str, VoiceKnot] = {}
    for voice in voices:
        met.setdefault(voice.code, voice)
    return list(met.values())
