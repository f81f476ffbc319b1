"""The only door for writing tracks."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.meaning.themes.models import Insight
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.projects.permission import require, same_project
from samskab.trials.tracks.models import STATES, Track, TrackInsight, TrackStep


class NotThisKind(ValueError):
    """A proposal and a question each have states of their own."""


class NotYet(ValueError):
    """Nothing has happened on a day that has not come. Nothing is stored."""


@transaction.atomic
def lay_track(
    project: Project,
    kind: str,
    title: str,
    *,
    by: Actor,
    text: str = "",
    next_step: str = "",
    insights: Sequence[Insight] = (),
) -> Track:
    """A new track, in its kind's first state, with a code of its own, standing on these insights."""
    require(by, project, May.EDIT_TRACKS)
    track = Track.objects.create(
        project=project,
        number=next_number(project, "S"),
        kind=Track.Kind(kind),
        title=title.strip(),
        text=text.strip(),
        state=STATES[kind][0],
        next_step=next_step.strip(),
        created_at=clock.now(),
    )
    _note("track_laid", track, by, kind=kind)
    for insight in insights:
        stand_on(track, insight, by=by)
    return track


@transaction.atomic
def reword_track(
    track: Track,
    title: str,
    *,
    by: Actor,
    text: str = "",
    next_step: str = "",
    insights: Sequence[Insight] | None = None,
) -> None:
    """New words for the same track; `insights`, when given, are all it stands on from now."""
    require(by, track.project, May.EDIT_TRACKS)
    track.title, track.text, track.next_step = title.strip(), text.strip(), next_step.strip()
    track.save(update_fields=["title", "text", "next_step"])
    _note("track_reworded", track, by)
    if insights is None:
        return
    for tie in TrackInsight.objects.filter(track=track).exclude(insight__in=insights).select_related("insight"):
        let_go(track, tie.insight, by=by)
    for insight in insights:
        stand_on(track, insight, by=by)


@transaction.atomic
def stand_on(track: Track, insight: Insight, *, by: Actor) -> None:
    """Let a track stand on an insight. Safe to repeat."""
    require(by, track.project, May.EDIT_TRACKS)
    same_project(track.project, insight)
    _, made = TrackInsight.objects.get_or_create(
        track=track,
        insight=insight,
        defaults={"tied_by_id": by.id if by.kind == "staff" else None, "at": clock.now()},
    )
    if made:
        _note("insight_tied", track, by, insight=insight.code)


@transaction.atomic
def let_go(track: Track, insight: Insight, *, by: Actor) -> None:
    """The track no longer stands on this insight. Safe to repeat."""
    require(by, track.project, May.EDIT_TRACKS)
    gone, _ = TrackInsight.objects.filter(track=track, insight=insight).delete()
    if gone:
        _note("insight_untied", track, by, insight=insight.code)


@transaction.atomic
def step(track: Track, state: str, what: str, *, by: Actor, on: date | None = None, next_step: str = "") -> TrackStep:
    """Something happened on the track: the state it came into, and why. A stop is a step like any other."""
    require(by, track.project, May.EDIT_TRACKS)
    if state not in STATES[track.kind]:
        raise NotThisKind(state)
    if on is not None and on > clock.today():
        raise NotYet(on)
    track.state, track.next_step = state, next_step.strip()
    track.save(update_fields=["state", "next_step"])
    taken = TrackStep.objects.create(
        track=track,
        state=state,
        what=what.strip(),
        on=on or clock.today(),
        noted_by_id=by.id if by.kind == "staff" else None,
        at=clock.now(),
    )
    _note("track_stepped", track, by, state=state)
    return taken


def _note(verb: str, track: Track, by: Actor, **facts: object) -> None:
    journal.write(
        verb, by=by, project_id=track.project_id, subject="track", subject_id=track.pk, code=track.code, facts=facts
    )
