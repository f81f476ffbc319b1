"""The only door for laying other names in a voice that was written down, and in no source."""

from django.db import transaction

from samskab.ground import clock
from samskab.ground.edits import EditScript
from samskab.ground.reactions import tell
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require, turn_of
from samskab.projects.policy import is_open
from samskab.voices.intake.models import SecondReading, Voice
from samskab.voices.intake.second_reading import answer_doubt
from samskab.voices.pseudonyms.actions import NothingToReplace, State, instead_of, row_of, swaps_of
from samskab.voices.pseudonyms.looking import AT_ONCE, ChangedSince, lay_search
from samskab.voices.pseudonyms.models import NameSearch, Replacement, SaidBefore, Spot
from samskab.voices.pseudonyms.said_before import wording
from samskab.voices.pseudonyms.swapping import swapped
from samskab.voices.pseudonyms.texts import VoiceWords


@transaction.atomic
def replace_names_in_voice(voice: Voice, *, by: Actor, seen: int) -> SaidBefore:
    """The words with everything said so far, and the words they were, apart; `seen` is the number of those that were read.

    Nobody is asked to look again at what rests on them: nothing but names is another. Raises ChangedSince, NothingToReplace.
    """
    require(by, voice.project, May.SEE_NAMES)
    turn_of(voice.project)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=voice.pk)
    search = NameSearch.objects.filter(voice=voice).first()
    if not is_open("voice", voice.state, May.SEE_NAMES) or search is None or wording(voice) != seen:
        raise ChangedSince
    spots = list(search.spots.order_by("start", "id").select_related("pseudonym"))
    chosen = [one for one in spots if one.state == State.REPLACED]
    if not chosen:
        raise NothingToReplace
    told, swaps, by_id = VoiceWords(voice), swaps_of(chosen), by.id if by.kind == "staff" else None
    old, new, instead = told.text, swapped(told.text, swaps), told.with_swaps(swaps)
    before = SaidBefore.objects.create(
        voice=voice, number=seen, words=voice.words, thought=voice.thought, made_by_id=by_id, made_at=clock.now()
    )
    voice.say_instead(*instead)
    log = [row_of(one, *place) for one, place in zip(chosen, new.places, strict=True)]
    for row in log:
        row.said_before = before
    Replacement.objects.bulk_create(log, batch_size=AT_ONCE)
    lay_search(VoiceWords(voice), _moved(spots, EditScript(old, new.text, new.blocks)), by_id)
    answer_doubt(voice, SecondReading.Doubt.NAME)
    names = instead_of(Replacement.objects.filter(said_before=before))
    tell("names_in_voice_replaced", voice=voice, before=before.words, instead=names)
    facts = {"number": seen + 1, "places": len(chosen), "names": len({one.pseudonym_id for one in chosen})}
    journal.write(
        "voice_names_replaced", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk,
        code=voice.code, facts=facts,
    )  # fmt: skip
    return before


def _moved(spots: list[Spot], script: EditScript) -> list[Spot]:
    """Those that were not replaced, where they stand in the new words."""
    rest = [one for one in spots if one.state != State.REPLACED]
    for one in rest:
        became = script.became(one.start, one.end)
        one.pk, one.start, one.end = None, became.start, became.end
    return rest
