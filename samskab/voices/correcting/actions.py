"""The only door for correcting a source's text, and for saying where a voice stands in it afterwards."""

from django.db import transaction

from samskab.ground.cpr import find_cpr
from samskab.ground.edits import EditScript
from samskab.ground.text import normalise
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require, turn_of
from samskab.projects.words import ContainsCpr, line
from samskab.voices.correcting.following import ASKS, follow_voices
from samskab.voices.correcting.models import Anchor, Correction
from samskab.voices.intake.models import Voice
from samskab.voices.intake.second_reading import wait_again
from samskab.voices.sources.models import Revision, Source
from samskab.voices.sources.revisions import lay_followed

State = Anchor.State


class ChangedSince(Exception):
    """Somebody else has corrected the text meanwhile. Nothing is stored."""


class NothingLeft(ValueError):
    """A text has words, and a correction a reason. Nothing is stored."""


class NothingThere(ValueError):
    """There are no words to take. Nothing is changed."""


@transaction.atomic
def correct(source: Source, text: str, *, by: Actor, reason: str, seen: int) -> Revision:
    """A new revision; `seen` is the number of the one that was read. The same text is the revision that is there.

    Every voice from it is followed. Refuses a CPR number.
    """
    require(by, source.project, May.READ_IN)
    turn_of(source.project)
    source = Source.objects.select_for_update(of=("self",)).select_related("project").get(pk=source.pk)
    before = source.revisions.last()
    if before is None or before.number != seen:
        raise ChangedSince
    text, reason = normalise(text), line(reason)
    if text == before.text:
        return before
    if find_cpr(text):
        raise ContainsCpr
    if not text.strip() or not reason:
        raise NothingLeft
    script = EditScript(before.text, text)
    revision = lay_followed(source, before, script, by.id if by.kind == "staff" else None)
    Correction.objects.create(revision=revision, reason=reason[:300])
    states = follow_voices(before, revision, script)
    facts = {"number": revision.number, "changed": states.count(State.CHANGED), "lost": states.count(State.LOST)}
    journal.write(
        "source_corrected", by=by, project_id=source.project_id, subject="source", subject_id=source.pk, facts=facts
    )
    return revision


@transaction.atomic
def settle(anchor: Anchor, choice: str, *, by: Actor) -> None:
    """`keep`: it stands here, in its own words. `take`: its words are those that stand here. `loosen`: it stands nowhere.

    Safe to repeat. What was never asked about is not changed.
    """
    project = anchor.voice.project
    require(by, project, May.READ_IN)
    turn_of(project)
    anchor = Anchor.objects.select_for_update(of=("self",)).select_related("voice", "revision").get(pk=anchor.pk)
    if anchor.state not in ASKS:
        return
    if choice == "take":
        _take_the_words(anchor)
        anchor.state = State.EXACT
    elif choice == "keep" and anchor.state == State.CHANGED:
        anchor.state = State.SETTLED
    else:
        anchor.state = State.LOOSE
    anchor.save(update_fields=["state"])
    journal.write(
        "voice_settled_in_text", by=by, project_id=anchor.voice.project_id, subject="voice", subject_id=anchor.voice_id,
        code=anchor.voice.code, facts={"choice": anchor.state},
    )  # fmt: skip


def _take_the_words(anchor: Anchor) -> None:
    """Whoever built on the words of before sees that they are others now: each tie has their fingerprint."""
    words = anchor.revision.text[anchor.start : anchor.end].strip()
    if not words:
        raise NothingThere
    voice = Voice.objects.select_for_update(of=("self",)).get(pk=anchor.voice_id)
    if not voice.is_kept:
        raise NothingThere
    voice.say_instead(words)
    wait_again(voice)
