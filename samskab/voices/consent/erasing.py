"""A voice that was taken back is not brought back by a copy of the database."""

from collections.abc import Iterable

from django.conf import settings

from samskab.ground import clock
from samskab.ground.keeping import erased
from samskab.ground.keeping.erased import Erasure
from samskab.voices.intake.models import Voice
from samskab.voices.sources.models import Source

VOICE, SOURCE = "voice", "source"


def note_erased(voice: Voice, forgot: Iterable[Source]) -> None:
    """Its number and the moment it was written down, in the list beside the database, and the documents that forgot it.

    Raises OSError.
    """
    documents = {source.pk: Erasure(SOURCE, source.pk, source.read_at) for source in forgot}
    erasure = Erasure(VOICE, voice.pk, voice.created_at, tuple(documents.values()))
    erased.note(settings.INSTALLATION.erased_file, erasure, clock.real_now())


def taken_back(erasures: list[Erasure]) -> list[Voice]:
    """The voices among these that stand here with their words."""
    return [voice for voice in _named(erasures).values() if voice.is_kept]


def documents_of_the_unheard(erasures: list[Erasure]) -> list[Source]:
    """The documents that forgot a voice which is not here: it was written down after the copy was made.

    What it said stands in them, and nobody can tell where.
    """
    heard = _named(erasures)
    voices = [one for one in erasures if one.kind == VOICE and (one.id, one.made_at) not in heard]
    named = {(one.id, one.made_at) for voice in voices for one in voice.out_of if one.kind == SOURCE}
    sources = Source.objects.filter(pk__in={pk for pk, _read_at in named})
    return [source for source in sources if (source.pk, source.read_at) in named]


def _named(erasures: list[Erasure]) -> dict[tuple[int, object], Voice]:
    """Number and moment → the voice here that both are true of."""
    named = {(one.id, one.made_at) for one in erasures if one.kind == VOICE}
    there = Voice.objects.filter(pk__in={pk for pk, _made_at in named})
    return {(one.pk, one.created_at): one for one in there if (one.pk, one.created_at) in named}
