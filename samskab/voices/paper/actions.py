"""The only door for printing cards with codes, and for typing in what came to stand on them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction

from samskab.ground import clock
from samskab.ground.reactions import ask
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Activity, Project
from samskab.projects.permission import require, same_project, turn_of
from samskab.voices.consent import receipts
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.consent.queries import agreed
from samskab.voices.intake.actions import NotGivenThisWay, Told, capture, retype, say_who, ways_to_capture
from samskab.voices.intake.models import Voice
from samskab.voices.paper import card_code
from samskab.voices.paper.models import PaperCard

ON_A_SHEET, MOST_SHEETS = 4, 25
MOST_TRIES = 40


class CodesUsedUp(RuntimeError):
    """Nearly every code of this project stands on a card. Nothing is stored."""


class TypedBefore(Exception):
    """Other words stand on this card already. Nothing is stored, and nothing is changed."""

    def __init__(self, card: PaperCard) -> None:
        super().__init__(card.code)
        self.card = card


class BuiltOn(Exception):
    """Somebody has built on the words since. They stand as they are."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A card to be printed, and the receipt on its strip: the only time anybody but the holder sees that code."""

    card: PaperCard
    receipt_code: str


Press = Callable[[list[Blank]], bytes]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody read off a card: the words, who said them, and a yes or no to each use."""

    words: str
    standing: str = ""
    sector: str = ""
    answers: tuple[tuple[str, bool], ...] = ()


def way_of(kind: str) -> str:
    """How the words on such a card were kept: handed in by who wrote them, or written by who listened."""
    return Voice.Capture.CARD if kind == PaperCard.Kind.HARVEST else Voice.Capture.NOTED


@transaction.atomic
def print_cards(
    project: Project, kind: str, sheets: int, *, by: Actor, activity: Activity | None = None
) -> list[Blank]:
    """So many sheets of new cards. Raises NotGivenThisWay where the method lets no voice be kept so."""
    require(by, project, May.CAPTURE_VOICE)
    same_project(project, activity)
    if not 1 <= sheets <= MOST_SHEETS or not ways_to_capture(activity, way_of(kind)):
        raise NotGivenThisWay
    made = [_blank(project, PaperCard.Kind(kind), activity, by) for _card in range(sheets * ON_A_SHEET)]
    facts = {"cards": len(made), "kind": kind}
    journal.write("cards_printed", by=by, project_id=project.pk, subject="project", subject_id=project.pk, facts=facts)
    return made


@transaction.atomic
def print_kit(project: Project, press: Press, kind: str, sheets: int, *, by: Actor, activity: Activity | None) -> bytes:
    """The file `press` makes of so many sheets of new cards; where it cannot be made, no card was. None is a kit without."""
    require(by, project, May.CAPTURE_VOICE)
    return press(print_cards(project, kind, sheets, by=by, activity=activity) if sheets else [])


def _blank(project: Project, kind: str, activity: Activity | None, by: Actor) -> Blank:
    given = receipts.make_blank(project, by=by)
    card = PaperCard.objects.create(
        project=project, code=_unused_code(project), kind=kind, activity=activity, receipt=given.receipt,
        printed_at=clock.now(), printed_by_id=_staff(by),
    )  # fmt: skip
    return Blank(card, given.code)


def _unused_code(project: Project) -> str:
    for _try in range(MOST_TRIES):
        if not PaperCard.objects.filter(project=project, code=(code := card_code.make())).exists():
            return code
    raise CodesUsedUp


@transaction.atomic
def type_in(card: PaperCard, typed: Typed, agreement: Agreement, *, by: Actor) -> Voice:
    """The words on a card become a voice, with the answers, and the receipt on its strip holds it. All of it, or nothing.

    The same once more is the same voice. Raises TypedBefore for other words on a card that is typed in, and what
    `capture` and `record` raise.
    """
    require(by, card.project, May.CAPTURE_VOICE)
    card = PaperCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    if card.voice is not None:
        if _says(card.voice, typed):
            return card.voice
        raise TypedBefore(card)
    told = Told(typed.words, standing=typed.standing, sector=typed.sector, activity=card.activity)
    voice = capture(
        card.project, replace(told, capture_method=way_of(card.kind), captured_on=agreement.given_on), by=by
    )
    record(voice, dict(typed.answers), agreement, by=by)
    receipts.fill_in(card.receipt, voice, by=by)
    card.voice, card.typed_at, card.typed_by_id = voice, clock.now(), _staff(by)
    card.save(update_fields=["voice", "typed_at", "typed_by"])
    journal.write(
        "card_typed_in", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk, code=voice.code
    )
    return voice


def _says(voice: Voice, typed: Typed) -> bool:
    stands = {line.purpose: line.answer for line in agreed(voice) if line.answer is not None}
    who = (voice.standing, voice.sector) == (typed.standing, typed.sector)
    return voice.words == typed.words.strip() and who and stands == dict(typed.answers)


@transaction.atomic
def correct(card: PaperCard, typed: Typed, agreement: Agreement, *, perspective: str, by: Actor) -> Voice:
    """What was typed wrongly is as it stands on the card. Only for who typed it, and while nobody has built on it.

    Raises BuiltOn, and what `retype`, `say_who` and `record` raise.
    """
    turn_of(card.project)
    voice = Voice.objects.select_related("project", "place").get(pk=card.voice.pk if card.voice else 0)
    if ask("what_rests_on_this_voice", voice=voice):
        raise BuiltOn
    retype(voice, typed.words, by=by)
    say_who(voice, by=by, perspective=perspective, position=voice.position, place=voice.place)
    stands = {line.purpose: line.answer for line in agreed(voice)}
    record(voice, {one: yes for one, yes in typed.answers if stands.get(one) is not yes}, agreement, by=by)
    return voice


def _staff(by: Actor) -> int | None:
    return by.id if by.kind == "staff" else None
