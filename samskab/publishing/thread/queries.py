"""The only door to the red thread: from anything with a code, back to its voices and forward to what came of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Case, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.http import Http404

from samskab.meaning.framing.queries import places
from samskab.meaning.themes import queries as themes
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.codes import parse
from samskab.projects.models import Project
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.publishing.thread.eyes import Eyes
from samskab.publishing.thread.knots import InsightKnot, Thread, TrackKnot
from samskab.trials.tracks.models import Track, TrackInsight
from samskab.voices.intake.models import Voice

Named = Voice | Insight | Track
NAMED: dict[str, type[Voice] | type[Insight] | type[Track]] = {"U": Voice, "I": Insight, "S": Track}
KINDS = {"U": "voice", "I": "insight", "S": "track"}
MOST_TRACKS, MOST_INSIGHTS = 3, 6  # what one picture of a whole project has room for
FEW = 8  # so few voices are all told of, wherever they speak from


def projects_with(code: str, memberships: QuerySet[Membership]) -> list[Project]:
    """The projects where this code is something this person may see: their own, and public ones."""
    letter, number = parse(code) or ("", 0)
    if letter not in NAMED:
        return []
    members = {membership.project_id: membership for membership in memberships}
    open_here = Project.objects.filter(Q(pk__in=list(members)) | Q(is_public=True))
    named: Any = NAMED[letter].objects.filter(project__in=open_here, number=number).select_related("project")
    things: list[Named] = list(named)
    told = _on_published_cards(letter, [thing.pk for thing in things])
    return [
        thing.project
        for thing in sorted(things, key=lambda thing: thing.project.name)
        if thing.project_id in members or (_may_be_told(thing, told) and _is_there(thing.project, letter, number))
    ]


def _on_published_cards(letter: str, things: Collection[int]) -> set[int | None]:
    kind = KINDS[letter]
    lines = PostcardLine.objects.filter(postcard__state=Postcard.State.PUBLISHED, **{f"{kind}__in": things})
    return set(lines.values_list(kind, flat=True))


def _may_be_told(thing: Named, told: Collection[int | None]) -> bool:
    """Worth a closer look: it stands on a published card, or it was taken back and may have stood there."""
    return thing.pk in told or (isinstance(thing, Voice) and not thing.is_kept)


def on_paper_only(code: str) -> list[Project]:
    """The open projects with a published card where this code stands in print, but may not be on the web."""
    letter_and_number = parse(code)
    if letter_and_number is None or letter_and_number[0] != "U":
        return []
    letter, number = letter_and_number
    code = f"{letter}-{number}"
    cards = Postcard.objects.filter(project__is_public=True, state=Postcard.State.PUBLISHED)
    cards = cards.filter(pk__in=PostcardLine.objects.filter(voice__number=number).values("postcard"))
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


def _is_there(project: Project, letter: str, number: int) -> bool:
    """For those who do not take part."""
    try:
        _things(project, Eyes(project, None), letter, number)
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
    found = list(eyes.tracks(tracks).order_by("number").prefetch_related(_with_insights(), "steps"))
    shown = list(eyes.insights(insights).order_by("number"))
    knots = _insight_knots(shown, eyes, thing if isinstance(thing, Voice) else None)
    return Thread(
        project=project,
        here=thing.code,
        insights=knots,
        tracks=tuple(_track_knot(track, eyes) for track in found),
        lone_voice=lone,
        cards=tuple(_cards_with(project, thing.code)),
        missing=_missing(project, knots),
        steps=_steps(found) if eyes.is_member else (),
        many=themes.how_many(*shown) if any(knot.has_more for knot in knots) else None,
    )


def whole(project: Project, membership: Membership, *, codes_alone: bool = False) -> Thread:
    """The whole project's thread, for the overview. Of a big project the tracks where something happened last, with
    the insights they stand on and the newest that no track stands on. `codes_alone` leaves out what voices say."""
    latest = Track.objects.filter(project=project).annotate(last_at=Coalesce(Max("steps__at"), F("created_at")))
    tracks = list(latest.order_by("-last_at", "-number").prefetch_related(_with_insights())[: MOST_TRACKS + 1])
    shown = sorted(tracks[:MOST_TRACKS], key=lambda track: track.number)
    carried = {tie.insight_id for track in shown for tie in track.ties.all()}
    eyes = Eyes(project, membership, codes_alone=codes_alone)
    insights = list(_carried_or_loose(project, carried)[: MOST_INSIGHTS + 1])
    return Thread(
        project=project,
        here="",
        insights=_insight_knots(sorted(insights[:MOST_INSIGHTS], key=lambda one: one.number), eyes),
        tracks=tuple(_track_knot(track, eyes) for track in shown),
        is_part=len(tracks) > MOST_TRACKS or len(insights) > MOST_INSIGHTS,
    )


def _carried_or_loose(project: Project, carried: set[int]) -> QuerySet[Insight]:
    """The insights these tracks stand on, and then those no track stands on, the newest first."""
    insights = Insight.objects.filter(project=project)
    loose = ~Exists(TrackInsight.objects.filter(insight=OuterRef("pk")))
    there = insights.filter(Q(pk__in=carried) | loose)
    return there.order_by(Case(When(pk__in=carried, then=0), default=1), "-number")


def _things(project: Project, eyes: Eyes, letter: str, number: int) -> tuple[Named, QuerySet[Insight], QuerySet[Track]]:
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
        for card in Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED).prefetch_related(
            "editions"
        )
        for edition in card.editions.all()
        for quote in _quotes(edition.card)
    )


def _missing(project: Project, knots: tuple[InsightKnot, ...]) -> tuple[str, ...]:
    """The names of those nobody has heard, neither here nor anywhere in the project."""
    spoken = {voice.perspective for knot in knots for voice in knot.voices}
    unheard = [place.key for place in places(project) if place.state != "spoken" and place.key not in spoken]
    return tuple(str(PERSPECTIVE_NAMES[key]) for key in unheard)


def _with_insights() -> Prefetch:  # type: ignore[type-arg]
    return Prefetch("ties", TrackInsight.objects.select_related("insight"))


def _steps(tracks: list[Track]) -> tuple[tuple[str, str, str], ...]:
    """What happened, in order. Notes of those who work with it: a card tells the others."""
    taken = sorted((step for track in tracks for step in track.steps.all()), key=lambda step: (step.on, step.pk))
    return tuple((step.on.isoformat(), step.what, str(step.get_state_display())) for step in taken)


def _insight_knots(insights: Sequence[Insight], eyes: Eyes, here: Voice | None = None) -> tuple[InsightKnot, ...]:
    """Each with its voices, those against last; where there are more than a few, one or two from each perspective on
    each side, the voice one stands at among them."""
    each = 2 if len(insights) == 1 else 1
    first = [Case(When(voice=here.pk, then=0), default=1).asc()] if here else []
    each, mixed = (each, False) if eyes.sees_all else (FEW // 2, True)
    found = themes.from_every_perspective(
        [insight.pk for insight in insights], each, FEW, *first, *eyes.first, mixed=mixed, codes_alone=eyes.codes_alone
    )
    ties: dict[int, list[InsightVoice]] = defaultdict(list)
    for tie in found if eyes.sees_all else found.prefetch_related("voice__consents"):
        ties[tie.insight_id].append(tie)
    return tuple(_insight_knot(insight, ties[insight.pk], eyes) for insight in insights)


def _insight_knot(insight: Insight, ties: list[InsightVoice], eyes: Eyes) -> InsightKnot:
    ties = sorted(ties, key=lambda tie: (tie.stance == InsightVoice.Stance.CONTRADICTS, tie.voice.number))
    return InsightKnot(
        insight.code,
        eyes.address(insight.code),
        insight.sentence,
        insight.asked_against == Insight.AskedAgainst.YES,
        tuple(eyes.knot(tie.voice, tie.stance, tie.stamp) for tie in ties),
        bool(ties) and len(ties) < ties[0].many,  # type: ignore[attr-defined]
    )


def _track_knot(track: Track, eyes: Eyes) -> TrackKnot:
    codes = tuple(sorted((tie.insight.code for tie in track.ties.all()), key=lambda code: int(code[2:])))
    return TrackKnot(
        track.code,
        eyes.address(track.code),
        track.kind,
        track.title,
        track.state,
        str(track.get_state_display()),
        track.next_step,
        codes,
    )


def _cards_with(project: Project, code: str) -> QuerySet[Postcard]:
    """Published cards where this code stands."""
    letter, number = parse(code) or ("", 0)
    published = Postcard.objects.filter(project=project, state=Postcard.State.PUBLISHED)
    return published.filter(**{f"lines__{KINDS[letter]}__number": number}).distinct()
