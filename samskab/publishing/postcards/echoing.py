"""A card's own words that say what a voice said. When the voice is taken back they are not: nobody knows whose they are.

Only a person can tell, so they are pointed at. It is noted while the words are still there to compare with.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.publishing.postcards.models import Echo, Postcard
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.said_before import all_it_told

IN_A_ROW = 4  # words: fewer are said by everybody
_WORD = re.compile(r"\w+")


def says_the_same(own: str, told: str) -> bool:
    """Whether IN_A_ROW words of what was told stand in a row among our own, whatever their capitals and signs."""
    return not _runs(told).isdisjoint(_runs(own))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return set(zip(*(words[start:] for start in range(IN_A_ROW)), strict=False))


def note_echoes(voice: Voice) -> None:
    """Point at every place on a card not yet published that says what this voice says. Safe to repeat."""
    cards = Postcard.objects.filter(project_id=voice.project_id).exclude(state=Postcard.State.PUBLISHED)
    told = "\n".join(all_it_told(voice))
    for card in cards:
        for part in _that_say(card, told):
            Echo.objects.get_or_create(postcard=card, voice=voice, part=part, defaults={"noted_at": clock.now()})


def _that_say(card: Postcard, told: str) -> Iterator[str]:
    for part in Echo.Part.values:
        if says_the_same(getattr(card, part), told):
            yield part


def forget_echoes(postcard: Postcard, before: dict[str, str]) -> None:
    """Whoever wrote a part anew has seen to it. `before` is each part as it was."""
    anew = [part for part, text in before.items() if getattr(postcard, part) != text]
    Echo.objects.filter(postcard=postcard, part__in=anew).delete()


@transaction.atomic
def are_our_own(postcard: Postcard, *, by: Actor) -> None:
    """Somebody has looked: the words are ours, and stay. Safe to repeat."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    gone, _ = Echo.objects.filter(postcard=postcard).delete()
    if gone:
        journal.write(
            "own_words_kept", by=by, project_id=postcard.project_id, subject="postcard", subject_id=postcard.pk,
            code=f"{postcard.number}",
        )  # fmt: skip
