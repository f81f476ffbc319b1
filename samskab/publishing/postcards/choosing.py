"""What a card is made of before it is stored: the coordinator's own words, and what she chose."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samskab.meaning.themes.models import Insight
from samskab.publishing.postcards.conditions import NotThisNow
from samskab.publishing.postcards.excerpts import NotCutFromTheVoice, shortened
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.trials.tracks.models import Track
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the coordinator writes on a card herself."""

    title: str
    intro: str = ""
    edition_label: str = ""
    disagreements: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coordinator chose for a card, in the order it stands. `excerpts` maps a voice's id to a shortened quote."""

    voices: Sequence[Voice] = ()
    insights: Sequence[Insight] = ()
    knowledge: Sequence[Knowledge] = ()
    tracks: Sequence[Track] = ()
    front: Voice | None = None
    excerpts: dict[int, str] = field(default_factory=dict)


def lines_for(postcard: Postcard, choice: Choice) -> list[PostcardLine]:
    """The lines a choice makes, not yet saved. Raises NotCutFromTheVoice for a quote that was not cut from its voice."""
    things: list[dict[str, Any]] = [
        *({"voice": voice, "excerpt": _cut(voice, choice.excerpts.get(voice.pk, ""))} for voice in choice.voices),
        *({"insight": insight} for insight in choice.insights),
        *({"knowledge": knowledge} for knowledge in choice.knowledge),
        *({"track": track} for track in choice.tracks),
    ]
    return [PostcardLine(postcard=postcard, position=position, **thing) for position, thing in enumerate(things)]


def as_facts(lines: list[PostcardLine]) -> list[tuple[object, ...]]:
    """What tells one layout from another."""
    return [(line.voice_id, line.excerpt, line.insight_id, line.knowledge_id, line.track_id) for line in lines]


def _cut(voice: Voice, excerpt: str) -> str:
    """ "" for the whole quote; else the voice's own words in order, with … where something was left out."""
    try:
        return shortened(voice.words, excerpt)
    except NotCutFromTheVoice as error:
        raise NotCutFromTheVoice(
            _("%(code)s: Et citat kan kun forkortes. Brug stemmens egne ord, og sæt … hvor du tager noget ud.")
            % {"code": voice.code}
        ) from error


def must_be_our_own(postcard: Postcard, choice: Choice) -> None:
    projects = {voice.project_id for voice in choice.voices} | {insight.project_id for insight in choice.insights}
    projects |= {item.project_id for item in choice.knowledge} | {track.project_id for track in choice.tracks}
    if projects - {postcard.project_id}:
        raise NotThisNow(_("Et postkort kan kun bruge det, der er i projektet."))
