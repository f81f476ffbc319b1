"""The recognisability check: nobody is known by accident from what a card says of who spoke, or from the words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.projects.words import kept
from samskab.publishing.postcards.conditions import held, voices_on, why_one_may_not_be_printed
from samskab.publishing.postcards.contents import card_data, fingerprint
from samskab.publishing.postcards.models import Judgement, Postcard, RecognisabilityCheck
from samskab.publishing.postcards.signs import Sign, signs_on
from samskab.publishing.postcards.spoken import Who, voices_of, who_spoke

FINE = {
    "nobody": gettext_lazy("Det er ikke en person, eller det passer på mange"),
    "agreed": gettext_lazy("Den, det handler om, ved det og har sagt ja"),
    "public": gettext_lazy("Alle ved det i forvejen, og det er ikke privat"),
}


class Undecided(ValueError):
    """Something on the card is still to be decided. `str` says what. Nothing is stored."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """By a voice's code why it may stand as it was told (it is told more coarsely where there is no reason), and by a
    sign's key which of FINE it is."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def check(postcard: Postcard, decided: Decisions, *, by: Actor) -> None:
    """Keep what was decided; the check then stands for exactly this card. Raises Undecided where something is left.

    A voice fewer than five could have said is told more coarsely, unless there is a reason. Safe to repeat.
    """
    require(by, postcard.project, May.MAKE_POSTCARD)
    why_one_may_not_be_printed(voices_on(postcard))
    held(postcard, May.MAKE_POSTCARD)
    reasons = {code: kept(why) for code, why in decided.reasons.items()}
    everyone = who_spoke(postcard, reasons)
    if few := [who.voice.code for who in everyone if who.is_too_few and not who.reason]:
        raise Undecided(_("%(codes)s: skriv, hvorfor ordene må stå.") % {"codes": ", ".join(few)})
    postcard.judgements.all().delete()
    _judge(postcard, (_about(who) for who in everyone if not who.is_fine or who.reason), by)
    signs = signs_on(postcard, card_data(postcard))
    if left := [sign for sign in signs if decided.signs.get(sign.key) not in FINE]:
        raise Undecided(_("»%(words)s« er ikke afgjort.") % {"words": left[0].text})
    _judge(postcard, (_sign(postcard, sign, decided.signs[sign.key]) for sign in signs), by)
    RecognisabilityCheck.objects.update_or_create(
        postcard=postcard,
        defaults={"fingerprint": fingerprint(postcard), "made_by_id": _id(by), "at": clock.now()},
    )
    journal.write(
        "card_checked", by=by, project_id=postcard.project_id, subject="postcard", subject_id=postcard.pk,
        code=f"{postcard.number}", facts={"coarser": sum(not one.is_fine and not one.reason for one in everyone)},
    )  # fmt: skip


def _about(who: Who) -> Judgement:
    return Judgement(voice=who.voice, about=who.voice.code, rank=0 if who.reason else who.rank, reason=who.reason)


def _sign(postcard: Postcard, sign: Sign, answer: str) -> Judgement:
    voice = voices_of(postcard).get(sign.code) if sign.code else None
    return Judgement(voice=voice, about=sign.key, reason=answer)


def _judge(postcard: Postcard, judgements: Iterable[Judgement], by: Actor) -> None:
    for one in judgements:
        one.postcard, one.made_by_id, one.at = postcard, _id(by), clock.now()
        one.save()


def _id(by: Actor) -> int | None:
    return by.id if by.kind == "staff" else None
