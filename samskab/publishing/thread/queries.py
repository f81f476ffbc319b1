"""The only door to the red thread: from anything with a code, back to its voices and forward to what came of it."""

from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Q, QuerySet
from django.http import Http404

from samskab.ground.stamps import stamp
from samskab.meaning.framing.queries import places
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.access import May
from samskab.projects.codes import parse
from samskab.projects.models import Project
from samskab.projects.perspectives import PERSPECTIVE_NAMES, PERSPECTIVES
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.contents import said_by
from samskab.publishing.postcards.models import Postcard
from samskab.trials.tracks.models import Track
from samskab.voices.consent.queries import may_be_on_the_web, may_be_printed
from samskab.voices.intake.models import Voice

Seen = Literal["words", "place", "withdrawn"]


@dataclass(frozen=True, slots=True)
class VoiceKnot:
    """A voice on the thread. `seen` says how much of it this person may see; a withdrawn one keeps its place."""

    code: str
    seen: Seen
    stance: str
    words: str = ""
    said_by: str = ""
    perspective: str = ""
    is_suspect: bool = False

    @property
    def is_against(self) -> bool:
        return self.stance == InsightVoice.Stance.CONTRADICTS


@dataclass(frozen=True, slots=True)
class InsightKnot:
    code: str
    sentence: str
    asked_against: bool
    voices: tuple[VoiceKnot, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackKnot:
    code: str
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
    """Everything one code hangs together with, in the order of the thread. `here` is the code one stands at."""

    project: Project
    here: str
    insights: tuple[InsightKnot, ...]
    tracks: tuple[TrackKnot, ...]
    lone_voice: VoiceKnot | None = None
    cards: tuple[Postcard, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[tuple[str, str, str], ...] = field(default=())

    @property
    def voices(self) -> list[VoiceKnot]:
        """Each voice once, in the order it is first met."""
        met: dict[str, VoiceKnot] = {}
        for insight in self.insights:
            for voice in insight.voices:
                met.setdefault(voice.code, voice)
        if self.lone_voice is not None:
            met.setdefault(self.lone_voice.code, self.lone_voice)
        return list(met.values())

    @property
    def supporting(self) -> list[VoiceKnot]:
        return [voice for voice in self.voices if not voice.is_against]

    @property
    def against(self) -> list[VoiceKnot]:
        return [voice for voice in self.voices if voice.is_against]

    @property
    def perspectives(self) -> list[str]:
        """Keys of the perspectives that speak on this thread, in the fixed order."""
        speaking = {voice.perspective for voice in self.voices}
        return [key for key, _ in PERSPECTIVES if key in speaking]

    @property
    def voice_here(self) -> VoiceKnot | None:
        return next((voice for voice in self.voices if voice.code == self.here), None)

    @property
    def asked_against(self) -> bool:
        return any(insight.asked_against for insight in self.insights)


class Eyes:
    """How much of a project's voices somebody may see. Asked once for a page."""

    def __init__(self, project: Project, membership: Membership | None) -> None:
        self.sees_all = membership is not None and membership.may(May.SEE_VOICES)
        self.is_member = membership is not None
        self.on_cards = set(
            Voice.objects.filter(
                pk__in=Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED).values("lines__voice")
            ).values_list("pk", flat=True)
        )

    def see(self, voice: Voice) -> Seen:
        """The coordinator's circle sees every word; a reader what is on a card; everyone what may be on the web."""
        if not voice.is_kept:
            return "withdrawn"
        if self.sees_all:
            return "words"
        may = may_be_printed(voice) if self.is_member else may_be_on_the_web(voice) and may_be_printed(voice)
        return "words" if may and voice.pk in self.on_cards else "place"

    def knot(self, voice: Voice, stance: str, reviewed: str = "") -> VoiceKnot:
        seen = self.see(voice)
        if seen != "words":
            return VoiceKnot(voice.code, seen, stance)
        suspect = self.sees_all and bool(reviewed) and reviewed != stamp(voice.words)
        return VoiceKnot(voice.code, seen, stance, voice.words, said_by(voice), voice.perspective, suspect)


def projects_with(code: str, memberships: QuerySet[Membership]) -> list[Project]:
    """The projects where this code is something this person may see: their own, and public ones."""
    letter_and_number = parse(code)
    if letter_and_number is None:
        return []
    letter, number = letter_and_number
    own = Q(memberships__in=memberships)
    candidates = Project.objects.filter(own | Q(is_public=True)).distinct().order_by("name")
    members = {membership.project_id: membership for membership in memberships}
    return [project for project in candidates if _is_there(project, members.get(project.pk), letter, number)]


def _is_there(project: Project, membership: Membership | None, letter: str, number: int) -> bool:
    try:
        thread = thread_of(project, membership, f"{letter}-{number}")
    except Http404:
        return False
    return thread is not None


def thread_of(project: Project, membership: Membership | None, code: str) -> Thread:
    """The thread through a code. 404 for no such code, and for one this person may not see anything of."""
    letter_and_number = parse(code)
    if letter_and_number is None:
        raise Http404
    letter, number = letter_and_number
    eyes = Eyes(project, membership)
    if letter == "U":
        return _from_voice(project, eyes, number)
    if letter == "I":
        return _from_insight(project, eyes, number)
    if letter == "S":
        return _from_track(project, eyes, number)
    raise Http404


def _from_voice(project: Project, eyes: Eyes, number: int) -> Thread:
    voice = Voice.objects.filter(project=project, number=number).first()
    if voice is None or (eyes.see(voice) == "place" and not eyes.is_member):
        raise Http404
    if voice is not None and not voice.is_kept and not eyes.is_member and not _was_told(project, voice):
        raise Http404
    insights = Insight.objects.filter(ties__voice=voice).distinct()
    stance = InsightVoice.objects.filter(voice=voice).values_list("stance", flat=True).first() or ""
    return _hang_together(project, eyes, voice.code, insights, lone=eyes.knot(voice, stance))


def _from_insight(project: Project, eyes: Eyes, number: int) -> Thread:
    insight = Insight.objects.filter(project=project, number=number).first()
    if insight is None or not (eyes.is_member or _on_a_public_card(project, insight)):
        raise Http404
    return _hang_together(project, eyes, insight.code, Insight.objects.filter(pk=insight.pk))


def _from_track(project: Project, eyes: Eyes, number: int) -> Thread:
    track = Track.objects.filter(project=project, number=number).first()
    if track is None or not (eyes.is_member or _on_a_public_card(project, track)):
        raise Http404
    insights = Insight.objects.filter(pk__in=track.ties.values("insight"))
    return _hang_together(project, eyes, track.code, insights, only=track)


def _was_told(project: Project, voice: Voice) -> bool:
    """A withdrawn voice keeps its public place only where a published card says so."""
    return any(
        quote.get("code") == voice.code
        for card in Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED)
        for edition in card.editions.all()
        for quote in [edition.card.get("front") or {}, *edition.card.get("quotes", [])]
    )


def _on_a_public_card(project: Project, thing: Insight | Track) -> bool:
    cards = Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED)
    return cards.filter(Q(lines__insight=thing) if isinstance(thing, Insight) else Q(lines__track=thing)).exists()


def _hang_together(
    project: Project,
    eyes: Eyes,
    here: str,
    insights: QuerySet[Insight],
    *,
    lone: VoiceKnot | None = None,
    only: Track | None = None,
) -> Thread:
    insights = insights.order_by("number").prefetch_related("ties__voice__consents", "ties__voice__activity")
    tracks = (
        Track.objects.filter(ties__insight__in=insights).distinct()
        if only is None
        else Track.objects.filter(pk=only.pk)
    )
    knots = tuple(_insight_knot(insight, eyes) for insight in insights)
    spoken = {voice.perspective for knot in knots for voice in knot.voices}
    return Thread(
        project=project,
        here=here,
        insights=knots,
        tracks=tuple(_track_knot(track) for track in tracks.order_by("number").prefetch_related("ties__insight")),
        lone_voice=lone,
        cards=tuple(_cards_with(project, here)),
        missing=tuple(
            str(PERSPECTIVE_NAMES[place.key])
            for place in places(project)
            if place.key not in spoken and place.state != "spoken"
        ),
        steps=tuple(
            (step.on.isoformat(), step.what, str(step.get_state_display()))
            for track in tracks
            for step in track.steps.all()
        ),
    )


def _insight_knot(insight: Insight, eyes: Eyes) -> InsightKnot:
    ties = sorted(insight.ties.all(), key=lambda tie: (tie.stance == InsightVoice.Stance.CONTRADICTS, tie.voice.number))
    return InsightKnot(
        insight.code,
        insight.sentence,
        insight.asked_against == Insight.AskedAgainst.YES,
        tuple(eyes.knot(tie.voice, tie.stance, tie.stamp) for tie in ties),
    )


def _track_knot(track: Track) -> TrackKnot:
    codes = tuple(sorted((tie.insight.code for tie in track.ties.all()), key=lambda code: int(code[2:])))
    return TrackKnot(
        track.code, track.kind, track.title, track.state, str(track.get_state_display()), track.next_step, codes
    )


def _cards_with(project: Project, code: str) -> QuerySet[Postcard]:
    """Published cards where this code stands."""
    letter, number = parse(code) or ("", 0)
    kind = {"U": "voice", "I": "insight", "S": "track"}[letter]
    published = Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED)
    return published.filter(**{f"lines__{kind}__number": number}).distinct()


def whole(project: Project, membership: Membership) -> Thread:
    """The whole project's thread, for the overview: every insight and every track."""
    eyes = Eyes(project, membership)
    return _hang_together_all(project, eyes)


def _hang_together_all(project: Project, eyes: Eyes) -> Thread:
    insights = Insight.objects.filter(project=project).order_by("number")
    insights = insights.prefetch_related("ties__voice__consents", "ties__voice__activity")
    tracks = Track.objects.filter(project=project).order_by("number").prefetch_related("ties__insight", "steps")
    return Thread(
        project=project,
        here="",
        insights=tuple(_insight_knot(insight, eyes) for insight in insights),
        tracks=tuple(_track_knot(track) for track in tracks),
    )
