"""The only door for writing voices."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.ground.cpr import find_cpr
from samskab.ground.reactions import tell
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.methods import shelf
from samskab.projects.models import Activity, Place, Project
from samskab.projects.permission import may, require, same_project, turn_of
from samskab.projects.perspectives import PERSPECTIVE_NAMES, standing_and_sector
from samskab.projects.policy import is_open
from samskab.projects.words import ContainsCpr
from samskab.voices.intake.models import Voice, what_is_searched
from samskab.voices.intake.second_reading import let_wait, wait_again
from samskab.voices.sources.models import Source


class TakenBack(Exception):
    """The words have been taken back: nobody can be said to have spoken them."""


class NoSuchPerspective(ValueError):
    """Nobody speaks from there. Nothing is stored."""


class NotGivenThisWay(ValueError):
    """The activity was dropped, or its method's capture rule does not let a voice be kept so. Nothing is stored."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, as a person wrote it down. Only the words must be there."""

    words: str
    kind: str = Voice.Kind.QUOTE
    thought: str = ""
    standing: str = ""
    sector: str = ""
    position: str = ""
    place: Place | None = None
    said_at: str = ""
    activity: Activity | None = None
    capture_method: str = Voice.Capture.NOTED
    read_back: bool = False
    captured_on: date | None = None
    source: Source | None = None


def capture_rule(activity: Activity | None) -> str:
    """The capture rule of the activity's method; "" where there is none to follow."""
    if activity is None or not activity.method_key:
        return ""
    return shelf.method(activity.method_key).capture_rule


def may_record(activity: Activity | None) -> bool:
    """May sound be kept from there, where the person says yes? Never where only what people hand in is kept."""
    return capture_rule(activity) not in ("volunteered_only", "none")


def ways_to_capture(activity: Activity | None, way: str) -> bool:
    """May a voice from this activity be kept in this way? In a salon only what people hand in themselves.

    Nobody spoke at what was dropped.
    """
    if activity is not None and not is_open("activity", activity.state, May.CAPTURE_VOICE):
        return False
    if way == Voice.Capture.READ_IN:
        return True
    rule = capture_rule(activity)
    return rule != "none" and (rule != "volunteered_only" or way == Voice.Capture.CARD)


@transaction.atomic
def capture(project: Project, told: Told, *, by: Actor) -> Voice:
    """Keep a voice exactly as it was told, and give it its code. Refuses a CPR number: nothing is stored then."""
    require(by, project, May.CAPTURE_VOICE)
    if any(find_cpr(text) for text in (told.words, told.thought, told.position, told.said_at)):
        raise ContainsCpr
    same_project(project, told.place, told.activity, told.source)
    if not ways_to_capture(told.activity, told.capture_method):
        raise NotGivenThisWay
    voice = Voice.objects.create(
        project=project,
        number=next_number(project, "U"),
        kind=told.kind,
        words=told.words.strip(),
        thought=told.thought.strip(),
        **what_is_searched(told.words, told.thought),
        standing=told.standing,
        sector=told.sector,
        position=told.position.strip(),
        place=told.place,
        said_at=told.said_at.strip(),
        activity=told.activity,
        capture_method=told.capture_method,
        read_back=told.read_back,
        captured_on=told.captured_on or clock.today(),
        captured_by_id=by.id if by.kind == "staff" else None,
        source=told.source,
        created_at=clock.now(),
    )
    let_wait(voice)
    journal.write(
        "voice_captured",
        by=by,
        project_id=project.pk,
        subject="voice",
        subject_id=voice.pk,
        code=voice.code,
        facts={"kind": voice.kind, "capture": voice.capture_method},
    )
    return voice


@transaction.atomic
def retype(voice: Voice, words: str, *, by: Actor) -> None:
    """The words as they stand on the paper, where they were typed in wrongly. Only for who typed them.

    Refuses a CPR number. Safe to repeat.
    """
    require(by, voice.project, May.CAPTURE_VOICE)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=voice.pk)
    if not is_open("voice", voice.state, May.CAPTURE_VOICE):
        raise TakenBack
    if by.kind != "staff" or by.id != voice.captured_by_id or not words.strip():
        raise NotGivenThisWay
    if find_cpr(words):
        raise ContainsCpr
    if voice.words == words.strip():
        return
    voice.say_instead(words.strip())
    wait_again(voice)
    tell("voice_retyped", voice=voice)
    journal.write(
        "voice_retyped", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code
    )


@transaction.atomic
def say_who(voice: Voice, *, by: Actor, perspective: str, position: str = "", place: Place | None = None) -> None:
    """Who spoke, as coarsely as it was known: a perspective's key ("" for not known), a position, a place.

    What was known before is replaced. The words are as they were, and so is what rests on them. Refuses a CPR number.
    Safe to repeat.
    """
    turn_of(voice.project)  # before the voice is locked, or two acts could wait for each other
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=voice.pk)
    if not may(by, voice.project, May.RECORD_CONSENT):
        require(by, voice.project, May.CAPTURE_VOICE)
    if not is_open("voice", voice.state, May.CAPTURE_VOICE):
        raise TakenBack
    if perspective and perspective not in PERSPECTIVE_NAMES:
        raise NoSuchPerspective(perspective)
    if find_cpr(position):
        raise ContainsCpr
    same_project(voice.project, place)
    before = _who(voice)
    if perspective != voice.perspective:
        voice.standing, voice.sector = standing_and_sector(perspective)
    voice.position, voice.place = position.strip(), place
    if _who(voice) == before:
        return
    voice.save(update_fields=["standing", "sector", "position", "place"])
    let_wait(voice)
    journal.write(
        "voice_placed", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code
    )


def _who(voice: Voice) -> tuple[str, str, str, int | None]:
    return voice.standing, voice.sector, voice.position, voice.place_id
