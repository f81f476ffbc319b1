"""Who spoke, of the voices on a card: as it was told, and as coarsely as it must stand so that five may have said it."""

from collections.abc import Mapping
from dataclasses import dataclass

from samskab.publishing.postcards.contents import fingerprint
from samskab.publishing.postcards.models import Judgement, Postcard, PostcardLine, RecognisabilityCheck
from samskab.publishing.recognising.crowd import TOO_FEW
from samskab.publishing.recognising.queries import finest, how_many_like, said_by
from samskab.voices.intake.models import Voice


@dataclass(frozen=True, slots=True)
class Who:
    """One voice on a card: how it was told who spoke, and how coarsely it must stand where nobody says why not.

    `like` is how many the project has heard who would stand so.
    """

    voice: Voice
    rank: int
    reason: str = ""
    like: int = 1

    @property
    def is_fine(self) -> bool:
        """At least five may have said it."""
        return self.rank == 0

    @property
    def is_too_few(self) -> bool:
        """The whole project has heard so few that nothing coarser helps."""
        return self.rank == TOO_FEW

    @property
    def before(self) -> str:
        return said_by(self.voice)

    @property
    def after(self) -> str:
        """How it would stand instead; "" where nothing would be said of who spoke."""
        return said_by(self.voice, min(self.rank, TOO_FEW - 1))


def who_spoke(postcard: Postcard, reasons: Mapping[str, str] | None = None) -> list[Who]:
    """Every voice on the card, in its order. `reasons` stand in for those that are stored."""
    stored = dict(postcard.judgements.filter(voice__isnull=False, rank=0).values_list("about", "reason"))
    voices = voices_of(postcard)
    given = {code: why for code, why in (stored if reasons is None else reasons).items() if why and code in voices}
    ranks = finest(postcard.project_id, _told(postcard) | {voices[code].pk: 0 for code in given})
    like = how_many_like(postcard.project_id)
    return [
        Who(voice, ranks.get(voice.pk, TOO_FEW), given.get(code, ""), like.get(voice.pk, 1))
        for code, voice in voices.items()
    ]


def _told(postcard: Postcard) -> dict[int, int]:
    """The voices that are out on other cards, with how finely they are told of there."""
    cards = Postcard.objects.filter(project=postcard.project_id, state=Postcard.State.PUBLISHED).exclude(pk=postcard.pk)
    lines = PostcardLine.objects.filter(postcard__in=cards, voice__isnull=False).values_list("postcard", "voice")
    judged = Judgement.objects.filter(postcard__in=cards, voice__isnull=False, rank__gt=0)
    ranks = {(card, voice): rank for card, voice, rank in judged.values_list("postcard", "voice", "rank")}
    told: dict[int, int] = {}
    for card, voice in lines:
        if voice is not None:
            told[voice] = min(told.get(voice, TOO_FEW), ranks.get((card, voice), 0))
    return told


def voices_of(postcard: Postcard) -> dict[str, Voice]:
    """The voices on the card, by code, in its order."""
    lines = postcard.lines.filter(voice__isnull=False).select_related("voice__activity")
    return {line.voice.code: line.voice for line in lines if line.voice}


def is_checked(postcard: Postcard) -> bool:
    """Whether somebody has checked the card as it is now."""
    return RecognisabilityCheck.objects.filter(postcard=postcard, fingerprint=fingerprint(postcard)).exists()


def still_holds(postcard: Postcard) -> bool:
    """The same, and the project has not changed since so that fewer than five are left who could have said it."""
    if not is_checked(postcard):
        return False
    shown = dict(postcard.judgements.filter(voice__isnull=False, rank__gt=0).values_list("about", "rank"))
    return all(who.reason or who.rank <= shown.get(who.voice.code, 0) for who in who_spoke(postcard))
