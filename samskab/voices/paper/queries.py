"""The only door for reading cards."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.projects.guides.queries import asked_at, asked_by
from samskab.projects.methods import shelf
from samskab.projects.methods.shelf import Method
from samskab.projects.models import Activity, Project
from samskab.projects.team.models import Membership
from samskab.voices.consent import participation
from samskab.voices.consent.actions import Agreement
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.queries import agreed
from samskab.voices.intake.queries import activities_to_choose
from samskab.voices.paper.models import PaperCard
from samskab.voices.paper.sheets import Written


def with_code(membership: Membership, code: str) -> PaperCard | None:
    """The project's card with this code, as `card_code.read` gave it."""
    cards = PaperCard.objects.select_related("project", "activity", "receipt", "voice")
    return cards.filter(project=membership.project, code=code).first()


@dataclass(frozen=True, slots=True)
class Pile:
    """What one person has typed in today: how many, and the last of them."""

    typed: int
    last: PaperCard | None

    @property
    def day(self) -> date:
        """The day the card before was from; the next is most often from the same."""
        return self.last.voice.captured_on if self.last and self.last.voice else clock.today()


def pile_of(membership: Membership) -> Pile:
    begins = make_aware(datetime.combine(clock.today(), time.min))
    mine = PaperCard.objects.filter(project=membership.project, typed_by=membership.user, typed_at__gte=begins)
    last = mine.select_related("voice", "project", "activity").order_by("-typed_at", "-pk").first()
    return Pile(mine.count(), last)


def last_typed(membership: Membership) -> PaperCard | None:
    """The last card this person typed in today, while its words are here: the one they may still correct."""
    last = pile_of(membership).last
    return last if last and last.voice and last.voice.is_kept else None


def as_typed(card: PaperCard) -> dict[str, object]:
    """What stands in the fields when a card is corrected."""
    voice = card.voice
    if voice is None:
        return {}
    yes = [line.purpose for line in agreed(voice) if line.answer]
    return {"words": voice.words, "perspective": voice.perspective, "yes": yes}


def agreement_on(card: PaperCard, day: date) -> Agreement:
    """What was ticked on the card counts from its day; left at today, from the day of the meeting where the plan knows it."""
    held_on = card.activity.held_on if card.activity else None
    given_on = min(held_on, day) if held_on and day == clock.today() else day
    shown = participation.in_force(card.project, card.activity)
    return Agreement(ConsentRecord.Basis.CONSENT, ConsentRecord.Channel.PAPER, given_on, None, shown)


def method_here(key: str) -> Method | None:
    try:
        return shelf.method(key)
    except shelf.UnknownMethod:
        return None


def kit_of(project: Project, method: Method | None, activity: Activity | None) -> Written:
    """Everything a kit says, without its cards."""
    text = method.text(get_language()) if method else None
    asked = asked_at([activity]) if activity else [asked_by(method.key)] if method else []
    told = participation.in_force(project, activity)
    return Written(
        project=project,
        title=activity.title if activity else text.name if text else _("Kort til at skrive på"),
        method=text,
        asked=next(iter(asked), None),
        told=told.text if told else participation.to_begin_with(project),
        asks_the_place=method.asks_the_place if method else False,
    )


def activity_here(membership: Membership, number: str) -> Activity | None:
    """The activity one comes from, as its address says; None for one where nobody speaks."""
    if not number.isdecimal() or len(number) > 6:
        return None
    return activities_to_choose(membership).filter(number=int(number)).first()


def kinds_under(rule: str) -> list[str]:
    """The kinds of cards a capture rule lets people write on; none where nobody may be noted."""
    if rule == "none":
        return []
    return [PaperCard.Kind.HARVEST] if rule == "volunteered_only" else list(PaperCard.Kind.values)
