"""One conversation may be about several voices: all that was said in it is kept, or nothing."""

from collections.abc import Mapping

from django.db import transaction

from samskab.people.actors import Actor
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.intake.actions import say_who
from samskab.voices.intake.models import Voice


@transaction.atomic
def record_conversation(
    answers: Mapping[Voice, dict[str, bool]], agreement: Agreement, *, by: Actor, perspective: str = ""
) -> None:
    """Each voice gets its own answers (purpose → yes or no), with the same basis, channel and day.

    `perspective` is who spoke; it is kept where nobody had said so before. Raises what `record` and `say_who` raise,
    and then nothing is stored about any of them.
    """
    for one, given in sorted(answers.items(), key=lambda pair: pair[0].pk):
        record(one, given, agreement, by=by)
        voice = Voice.objects.select_related("place").get(pk=one.pk)
        if perspective and not voice.perspective:
            say_who(voice, by=by, perspective=perspective, position=voice.position, place=voice.place)
