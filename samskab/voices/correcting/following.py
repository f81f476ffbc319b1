"""Where the voices of a source stand after its text became another. Call it in the transaction that lays the revision."""

from samskab.ground.anchors import anchor_at, follow_along
from samskab.ground.edits import EditScript
from samskab.voices.correcting.models import Anchor
from samskab.voices.intake.models import Voice
from samskab.voices.sources.cutting import places_of
from samskab.voices.sources.models import Revision

State = Anchor.State
STANDS = (State.EXACT, State.MOVED, State.SETTLED)
ASKS = (State.CHANGED, State.LOST)


def follow_voices(before: Revision, revision: Revision, script: EditScript) -> list[str]:
    """What became of each kept voice of the source, in the order of their numbers: a state, or "" for one that has no place."""
    kept = Voice.objects.filter(source=revision.source_id, state=Voice.State.KEPT).order_by("number")
    return [_follow(voice, before, revision, script) for voice in kept]


def _follow(voice: Voice, before: Revision, revision: Revision, script: EditScript) -> str:
    """Where it stands in the new text. One that stood nowhere, or in two places, is not looked for."""
    known = Anchor.objects.filter(voice=voice).first()
    if known is not None and known.state == State.LOOSE:
        return State.LOOSE
    place = _place(voice, known, before)
    if place is None:
        return ""
    followed = follow_along(anchor_at(before.text, *place), script) if place[0] < place[1] else None
    state: str = followed.state if followed else State.LOST
    if known is not None and known.state in ASKS and followed and not followed.needs_a_person:
        state = known.state  # nobody has answered yet
    if known is not None and known.state == State.SETTLED and state in STANDS:
        state = State.SETTLED
    start, end = (followed.start, followed.end) if followed else place
    Anchor.objects.update_or_create(
        voice=voice, defaults={"revision": revision, "start": start, "end": end, "state": state}
    )
    return state


def _place(voice: Voice, known: Anchor | None, before: Revision) -> tuple[int, int] | None:
    if known is not None and known.revision_id == before.pk:
        return known.start, known.end
    if before.text.count(voice.words) == 1:
        start = before.text.index(voice.words)
        return start, start + len(voice.words)
    found = places_of(before.text, voice.words)
    return found[0] if len(found) == 1 else None
