"""The only door to the red thread: from anything with a code, back to its voices and forward to what came of it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from samskab.meaning.framing.queries import places
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.codes import parse
from samskab.projects.models import Project
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.thread.eyes import Eyes
from samskab.publishing.thread.knots import InsightKnot, Thread, TrackKnot, VoiceKnot
from samskab.trials.tracks.models import Track
from samskab.voices.intake.models import Voice

NAMED: dict[str, type[Voice] | type[Insight] | type[Track]] = {"U": Voice, "I": Insight, "S": Track}
TIES = ("ties__voice__consents", "ties__voice__activity")


def projects_with(code: str, memberships: QuerySet[Membership]) -> list[Project]:
    """The projects where this code is something this person may see: their own, and public ones."""
    letter, number = parse(code) or ("", 0)
    if letter not in NAMED:
        return []
    with_it = [thing.project_id for thing in NAMED[letter].objects.filter(number=number).only("project")]
    own = Q(pk__in=memberships.order_by().values("project"))
    candidates = Project.objects.filter(own | Q(is_public=True), pk__in=with_it).order_by("name")
    members = {membership.project_id: membership for membership in memberships}
    return [project for project in candidates if _is_there(project, members.get(project.pk), letter, number)]


def on_paper_only(code: str) -> list[Project]:
    """The open projects with a published card where this code stands in print, but may not be on the web."""
    letter_and_number = parse(code)
    if letter_and_number is None or letter_and_number[0] != "U":
        return []
    code = f"U-{letter_and_number[1]}"
    cards = Postcard.objects.filter(project__is_public=True, state=Postcard.State.PUBLISHED)
    cards = cards.select_related("project").prefetch_related("editions")
    return list(
        dict.fromkeys(
            card.project for card in cards if any(_prints(edition.card, code) for edition in card.editions.all())
        )
    )


def _prints(card: dict[str, Any], code: str) -> bool:
    return any(quote.get("code") == code and not quote.get("withdrawn") for quote in _quotes(card))


def _quotes(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [card.get("front") or {}, *card.get("quotes", [])]


def _is_there(project: Project, membership: Membership | None, letter: str, number: int) -> bool:
    try:
        _things(project, Eyes(project, membership), letter, number)
    except Http404:
        return False
    return True


def thread_of(project: Project, membership: Membership | None, code: str) -> Thread:
    """The thread through a code. 404 for no such code, and for one this person may not see anything of."""
    letter, number = parse(code) or ("", 0)
    if letter not in NAMED:
        raise Http404
    eyes = Eyes(project, membership)
    thing, insights, tracks = _things(project, eyes, letter, number)
    lone = None
    if isinstance(thing, Voice):
        ties = InsightVoice.objects.filter(voice=thing, insight__in=insights)
        lone = eyes.knot(thing, ties.values_list("stance", flat=True).first() or "")
    return _hang_together(project, eyes, thing.code, eyes.insights(insights), eyes.tracks(tracks), lone)


def whole(project: Project, membership: Membership) -> Thread:
    """The whole project's thread, for the overview: every insight and every track."""
    insights, tracks = Insight.objects.filter(project=project), Track.objects.filter(project=project)
    return _hang_together(project, Eyes(project, membership), "", insights, tracks)


def _things(
    project: Project, eyes: Eyes, letter: str, number: int
) -> tuple[Voice | Insight | Track, QuerySet[Insight], QuerySet[Track]]:
    """What the code names, with the insights and tracks it hangs together with. 404 for what may not be seen."""
    thing = NAMED[letter].objects.filter(project=project, number=number).first()
    if isinstance(thing, Voice) and _may_meet(project, eyes, thing):
        insights = Insight.objects.filter(ties__voice=thing).distinct()
        return thing, insights, _standing_on(insights)
    if isinstance(thing, Insight) and eyes.insights(Insight.objects.filter(pk=thing.pk)).exists():
        insights = Insight.objects.filter(pk=thing.pk)
        return thing, insights, _standing_on(insights)
    if isinstance(thing, Track) and eyes.tracks(Track.objects.filter(pk=thing.pk)).exists():
        return thing, Insight.objects.filter(pk__in=thing.ties.values("insight")), Track.objects.filter(pk=thing.pk)
    raise Http404


def _standing_on(insights: QuerySet[Insight]) -> QuerySet[Track]:
    return Track.objects.filter(ties__insight__in=insights).distinct()


def _may_meet(project: Project, eyes: Eyes, voice: Voice) -> bool:
    """A member meets every voice's place; others its words, or its empty place on a card that was published."""
    seen = eyes.see(voice)
    return eyes.is_member or seen == "words" or (seen == "withdrawn" and _was_told(project, voice))


def _was_told(project: Project, voice: Voice) -> bool:
    """A withdrawn voice keeps its public place only where a published card says so."""
    return any(
        quote.get("code") == voice.code
        for card in Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED)
        for edition in card.editions.all()
        for quote in _quotes(edition.card)
    )


def _hang_together(
    project: Project,
    eyes: Eyes,
    here: str,
    insights: QuerySet[Insight],
    tracks: QuerySet[Track],
    lone: VoiceKnot | None = None,
) -> Thread:
    insights = insights.order_by("number").prefetch_related(*TIES)
    found = list(tracks.order_by("number").prefetch_related("ties__insight", "steps"))
    knots = tuple(_insight_knot(insight, eyes) for insight in insights)
    return Thread(
        project=project,
        here=here,
        insights=knots,
        tracks=tuple(_track_knot(track) for track in found),
        lone_voice=lone,
        cards=tuple(_cards_with(project, here)) if here else (),
        missing=_missing(project, knots) if here else (),
        steps=_steps(found) if here and eyes.is_member else (),
    )


def _missing(project: Project, knots: tuple[InsightKnot, ...]) -> tuple[str, ...]:
    """The names of those nobody has heard, neither here nor anywhere in the project."""
    spoken = {voice.perspective for knot in knots for voice in knot.voices}
    unheard = [place.key for place in places(project) if place.state != "spoken" and place.key not in spoken]
    return tuple(str(PERSPECTIVE_NAMES[key]) for key in unheard)


def _steps(tracks: list[Track]) -> tuple[tuple[str, str, str], ...]:
    """What happened, in order. Notes of those who work with it: a card tells the others."""
    taken = sorted((step for track in tracks for step in track.steps.all()), key=lambda step: (step.on, step.pk))
    return tuple((step.on.isoformat(), step.what, str(step.get_state_display())) for step in taken)


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
