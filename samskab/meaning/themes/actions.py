"""The only door for writing insights."""

from contextlib import suppress

from django.db import transaction

from samskab.ground import clock
from samskab.ground.reactions import tell
from samskab.ground.stamps import stamp
from samskab.journal import actions as journal
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.meaning.themes.queries import that_lost
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.projects.permission import require, same_project
from samskab.projects.policy import is_open
from samskab.voices.intake.models import Voice


class TakenBack(ValueError):
    """The voice was taken back: there are no words to stand on."""


@transaction.atomic
def write_insight(
    project: Project, sentence: str, *, by: Actor, note: str = "", asked_against: bool = False
) -> Insight:
    """Something we have come to understand together, with a code of its own."""
    require(by, project, May.INTERPRET)
    insight = Insight.objects.create(
        project=project,
        number=next_number(project, "I"),
        sentence=sentence.strip(),
        note=note.strip(),
        asked_against=_asked(asked_against),
        written_by_id=by.id if by.kind == "staff" else None,
        created_at=clock.now(),
    )
    _note("insight_written", insight, by)
    return insight


@transaction.atomic
def reword_insight(
    insight: Insight, sentence: str, *, by: Actor, note: str = "", asked_against: bool | None = None
) -> None:
    """New words for the same insight; what stands on it is told. Nothing happens when nothing is new."""
    require(by, insight.project, May.INTERPRET)
    if asked_against is not None:
        ask_against(insight, asked_against, by=by)
    if (insight.sentence, insight.note) == (sentence.strip(), note.strip()):
        return
    _seen(insight)
    insight.sentence, insight.note = sentence.strip(), note.strip()
    insight.save(update_fields=["sentence", "note"])
    _note("insight_reworded", insight, by)
    tell("insight_changed", insight=insight, by=by)


@transaction.atomic
def tie(insight: Insight, voice: Voice, stance: str, *, by: Actor) -> InsightVoice:
    """Let an insight stand on a voice, or meet one that contradicts it. Safe to repeat; a new stance replaces the old."""
    require(by, insight.project, May.INTERPRET)
    same_project(insight.project, voice)
    voice = Voice.objects.select_for_update().get(pk=voice.pk)
    if not is_open("voice", voice.state, May.INTERPRET):
        raise TakenBack
    link, _ = InsightVoice.objects.update_or_create(
        insight=insight,
        voice=voice,
        defaults={
            "stance": InsightVoice.Stance(stance),
            "stamp": stamp(voice.words),
            "tied_by_id": by.id if by.kind == "staff" else None,
            "at": clock.now(),
        },
    )
    _note("voice_tied", insight, by, voice=voice.code, stance=stance)
    return link


@transaction.atomic
def untie(insight: Insight, voice: Voice, *, by: Actor) -> None:
    """Let go of a voice. Safe to repeat."""
    require(by, insight.project, May.INTERPRET)
    gone, _ = InsightVoice.objects.filter(insight=insight, voice=voice).delete()
    if gone:
        _note("voice_untied", insight, by, voice=voice.code)


@transaction.atomic
def ask_against(insight: Insight, asked: bool, *, by: Actor) -> None:
    """Say whether anyone has been asked if they see it otherwise."""
    require(by, insight.project, May.INTERPRET)
    if insight.asked_against == _asked(asked):
        return
    insight.asked_against = _asked(asked)
    insight.save(update_fields=["asked_against"])
    _note("insight_asked_against", insight, by, asked=asked)


@transaction.atomic
def tie_all(insight: Insight, stances: dict[Voice, str], *, by: Actor) -> None:
    """Every voice gets the stance given here, and none where it is empty.

    What is the same already is left alone; a voice that was taken back in the meantime is passed over.
    """
    now = dict(InsightVoice.objects.filter(insight=insight).values_list("voice_id", "stance"))
    for voice, stance in stances.items():
        if stance == now.get(voice.pk, ""):
            continue
        if not stance:
            untie(insight, voice, by=by)
            continue
        with suppress(TakenBack):
            tie(insight, voice, stance, by=by)


@transaction.atomic
def look_again(insight: Insight, *, by: Actor) -> None:
    """Somebody saw that a voice is gone: the insight holds without it. Safe to repeat."""
    require(by, insight.project, May.INTERPRET)
    if _seen(insight):
        _note("insight_looked_at_again", insight, by)


def _seen(insight: Insight) -> int:
    return that_lost(insight).update(looked_again_at=clock.now())


def _asked(asked: bool) -> str:
    return Insight.AskedAgainst.YES if asked else Insight.AskedAgainst.NO


def _note(verb: str, insight: Insight, by: Actor, **facts: object) -> None:
    journal.write(
        verb,
        by=by,
        project_id=insight.project_id,
        subject="insight",
        subject_id=insight.pk,
        code=insight.code,
        facts=facts,
    )
