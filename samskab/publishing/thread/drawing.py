"""A thread in words and as the shapes the picture and its list are drawn from."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samskab.ground.charts.thread import Edge, Node, draw_thread, more_of, thread_steps
from samskab.ground.templatetags.samskab import Link
from samskab.ground.wording import number_word
from samskab.publishing.thread.knots import InsightKnot, Thread, TrackKnot, VoiceKnot

AHEAD = (("P", "trial"), ("L", "learning"), ("A", "recommendation"), ("Svar", "answer"))
WORDS_BESIDE = 44
DRAWN_LATELY = 256
"""So many threads are remembered as they were drawn, each by everything it is drawn from: one that has changed is another.
Only threads of codes: what a voice says is not kept in memory."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture, and the same as a list for those who would rather read."""

    svg: str
    steps: list[Any]


def title(thread: Thread) -> str:
    """What the page is about: the track's or the insight's own words, or that it is a voice."""
    for track in thread.tracks:
        if track.code == thread.here:
            return track.title
    for insight in thread.insights:
        if insight.code == thread.here:
            return insight.sentence
    voice = thread.voice_here
    return _("Trukket tilbage") if voice and voice.seen == "withdrawn" else _("Det, nogen sagde")


def sentence(thread: Thread) -> str:
    """The page's answer to "who says it?": how many voices, from which perspectives, who is against, who is missing."""
    if thread.voice_here is not None and not thread.insights:
        return _("Endnu er der ikke bygget noget på ordene.")
    parts = [_standing(thread), *_against(thread)]
    if thread.missing:
        parts.append(_("Ikke hørt endnu: %(names)s.") % {"names": ", ".join(name.lower() for name in thread.missing)})
    return " ".join(parts)


def _against(thread: Thread) -> list[str]:
    against = thread.many[1] if thread.many else len([voice for voice in thread.against if voice.is_there])
    if not against:
        return []
    if thread.is_uncounted:
        return [_("Nogle taler imod.")]
    words = ngettext("Én stemme taler imod.", "%(words)s stemmer taler imod.", against)
    return [words % {"words": str(number_word(against)).capitalize()}]


def _standing(thread: Thread) -> str:
    """How many voices, and how many perspectives when these eyes see all of them."""
    there = [voice for voice in thread.supporting if voice.is_there]
    voices = thread.many[0] if thread.many else len(there)
    perspectives = len(thread.perspectives) if all(voice.seen == "words" for voice in there) else 0
    if thread.is_uncounted:
        return _("Tråden står på flere stemmer, end her er plads til.")
    said = ngettext("én stemme", "%(words)s stemmer", voices) % {"words": number_word(voices)}
    if not voices:
        return _("Tråden står ikke på nogen stemmer endnu.")
    if perspectives < 2:
        return _("Tråden står på %(voices)s.") % {"voices": said}
    return _("Tråden står på %(voices)s fra %(words)s perspektiver.") % {
        "voices": said,
        "words": number_word(perspectives),
    }


def links(thread: Thread) -> list[Link]:
    """The thread as breadcrumb: one voice, one insight, one track, and what is not there yet, dashed."""
    voice = thread.voice_here or next((voice for voice in thread.supporting if voice.seen == "words"), None)
    insight = next((knot for knot in thread.insights if knot.code == thread.here), None)
    insight = insight or (thread.insights[0] if thread.insights else None)
    track = next((knot for knot in thread.tracks if knot.code == thread.here), None)
    track = track or (thread.tracks[0] if thread.tracks else None)
    first = [Link("U", "", "ahead") if voice is None else _link(thread, voice)]
    second = [Link("I", "", "ahead") if insight is None else _link(thread, insight)]
    third = [Link("S", "", "ahead") if track is None else _link(thread, track)]
    return [*first, *second, *third, *(Link(letter, "", "ahead") for letter, _kind in AHEAD[:3])]


def _link(thread: Thread, knot: VoiceKnot | InsightKnot | TrackKnot) -> Link:
    return Link(knot.code, knot.url, "here" if knot.code == thread.here else "")


def picture(thread: Thread, *, prefix: str = "traad") -> Picture:
    """The whole thread, voices to the left. One that stands on nothing yet is still drawn."""
    if thread.has_words:
        return _picture(thread, prefix)
    return _picture_of_codes(thread, prefix, get_language())


def _picture(thread: Thread, prefix: str) -> Picture:
    nodes, edges = shapes(thread)
    svg = draw_thread(nodes, edges, title=_("Den røde tråd"), sentence=sentence(thread), prefix=prefix)
    return Picture(svg, list(thread_steps(nodes, edges)))


@lru_cache(DRAWN_LATELY)
def _picture_of_codes(thread: Thread, prefix: str, _language: str | None) -> Picture:
    return _picture(thread, prefix)


def rails(thread: Thread) -> SafeString:
    """The same down a telephone, a rail of codes for each track, for those who take part."""
    return _rails(thread) if thread.has_words else _rails_of_codes(thread, get_language())


def _rails(thread: Thread) -> SafeString:
    return SafeString(render_to_string("publishing/thread_rails.html", {"threads": thread.by_track}))


@lru_cache(DRAWN_LATELY)
def _rails_of_codes(thread: Thread, _language: str | None) -> SafeString:
    return _rails(thread)


def shapes(thread: Thread) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges for the picture, from voices to what is not there yet."""
    nodes = [_voice_node(thread, voice) for voice in thread.voices]
    nodes += [more_of(insight.code) for insight in thread.insights if insight.has_more]
    edges = [Edge(more_of(insight.code).id, insight.code) for insight in thread.insights if insight.has_more]
    for insight in thread.insights:
        state = "here" if insight.code == thread.here else ""
        nodes.append(
            Node(insight.code, "insight", insight.sentence, insight.url, state)  # type: ignore[arg-type]
        )
        edges += [Edge(voice.code, insight.code, _bond(voice)) for voice in insight.voices]
    for track in thread.tracks:
        more_nodes, more_edges = _track_shapes(thread, track)
        nodes += more_nodes
        edges += more_edges
    return nodes, edges


def _voice_node(thread: Thread, voice: VoiceKnot) -> Node:
    state = "here" if voice.code == thread.here else "withdrawn" if voice.seen == "withdrawn" else ""
    words = shortened(voice.words) if voice.words else ""
    url = voice.url if voice.seen == "words" else ""
    return Node(voice.code, "voice", words, url, state, voice.perspective)  # type: ignore[arg-type]


def _bond(voice: VoiceKnot) -> Any:
    return "withdrawn" if voice.seen == "withdrawn" else "against" if voice.is_against else "supports"


def _track_shapes(thread: Thread, track: TrackKnot) -> tuple[list[Node], list[Edge]]:
    here = track.code == thread.here or not thread.here
    node = Node(
        track.code, "track", track.title, track.url,
        "here" if here else "", note=track.next_step or track.state_label,
        loose=_("Spørgsmålet skal gås rundt om, før nogen foreslår noget.") if track.is_question else "",
    )  # fmt: skip
    shown = {insight.code for insight in thread.insights}
    edges = [Edge(code, track.code) for code in track.insights if code in shown]
    if track.is_question:
        return [node], edges
    ahead = [Node(letter, kind, state="ahead", key=f"{letter} {track.code}") for letter, kind in AHEAD]  # type: ignore[arg-type]
    chain = [node, *ahead]
    edges += [Edge(one.id, other.id, "ahead") for one, other in zip(chain, ahead, strict=False)]
    return [node, *ahead], edges


def shortened(words: str) -> str:
    """The beginning of a voice's own words, with … where it is cut; never a paraphrase."""
    words = " ".join(words.split())
    if len(words) <= WORDS_BESIDE:
        return words
    return words[:WORDS_BESIDE].rsplit(" ", 1)[0].rstrip(",.;:–-") + " …"
