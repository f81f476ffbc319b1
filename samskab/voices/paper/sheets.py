"""What is taken along on paper, as a tree: what to do, what to ask, what is told, and cards to write on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samskab.ground.charts.qr import draw_qr
from samskab.ground.documents.tree import Block, Figure, Heading, ListBlock, Paragraph, Part, Strong
from samskab.projects.guides.queries import Asked
from samskab.projects.methods.shelf import MethodText
from samskab.projects.models import Project
from samskab.projects.perspectives import PERSPECTIVES
from samskab.voices.consent import receipt_code
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.paper import card_code
from samskab.voices.paper.actions import ON_A_SHEET, Blank
from samskab.voices.paper.models import PaperCard

ASKS = {
    ConsentRecord.Purpose.TAKE_PART: gettext_lazy("Jeg er med, som aftalen siger"),
    ConsentRecord.Purpose.INTERNAL: gettext_lazy("I må bruge ordene i jeres arbejde"),
    ConsentRecord.Purpose.PRINT: gettext_lazy("De må trykkes, fx på et postkort"),
    ConsentRecord.Purpose.WEB: gettext_lazy("De må stå på nettet"),
}
"""What a card asks, as the one who fills it in says it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the sheets of a kit say, gathered by whoever may read it. `told` is the participation agreement."""

    project: Project
    title: str
    method: MethodText | None
    asked: Asked | None
    told: str
    asks_the_place: bool
    kind: str = ""
    cards: tuple[Blank, ...] = ()


def parts_of(kit: Written) -> tuple[Block, ...]:
    """Each part begins on a new sheet. The first has the heading of them all."""
    sheets: list[Block] = [
        Part("first", (*_first(kit), *(_leading(kit.method) if kit.method else ()), *_handling(kit)))
    ]
    if kit.asked:
        sheets.append(Part("questions", (Heading(2, kit.asked.title), *_questions(kit.asked))))
    if kit.method and kit.method.task:
        sheets.append(Part("side", (Heading(2, _("Opgaven")), _numbered(kit.method.task))))
    if kit.told:
        sheets.append(Part("side", (Heading(2, _("Det siger vi til dig")), *_said(kit.told))))
    if kit.asks_the_place:
        sheets.append(Part("side", _permission()))
    return (*sheets, *_cards(kit))


def _first(kit: Written) -> Iterator[Block]:
    yield Heading(1, kit.title)
    if kit.method:
        yield Paragraph((kit.method.purpose,), "lead")


def _handling(kit: Written) -> Iterator[Block]:
    if kit.cards:
        yield Heading(2, _("Kortene"))
        yield _numbered(
            (
                _("Print i fuld størrelse (100 %) på kraftigt papir, og klip langs de stiplede linjer."),
                _("Nederst sidder kvitteringen. Den, der fortæller, river den af og beholder den."),
                _("Skriv kortet ind bagefter: Stemmer, og så Skriv kort ind. Fra da af virker kvitteringen."),
                _("Brug hvert kort én gang. Skal du have flere, så print nye. Kopier har samme kode."),
            )
        )


def _leading(method: MethodText) -> Iterator[Block]:
    yield Heading(2, _("Sådan gør I"))
    yield _numbered(method.steps)
    yield Heading(2, _("Tid og folk"))
    time = method.time
    yield _listed(
        (
            f"{_('Før')}: {time.prepare}",
            f"{_('Undervejs')}: {time.hold}",
            f"{_('Bagefter')}: {time.after}",
            method.group_size,
        )
    )
    yield ListBlock(tuple((Strong(f"{role.name}:"), role.task) for role in method.roles))
    yield Heading(2, _("Tag med"))
    yield _listed(method.kit)
    yield Heading(2, _("Hvad må skrives ned?"))
    yield Paragraph((method.capture,))
    yield Heading(2, _("Pas på"))
    yield _listed(method.care)


def _questions(asked: Asked) -> Iterator[Block]:
    yield Paragraph((asked.source,), "small")
    yield ListBlock(tuple((question,) for question in asked.questions), ordered=True)


def _said(told: str) -> Iterator[Block]:
    for words in told.split("\n"):
        if words.strip():
            yield Paragraph((words.strip(),), "lead")


def _permission() -> tuple[Block, ...]:
    fields = (
        _("Stedet"),
        _("Hvem siger ja for stedet, og hvad er personens opgave her?"),
        _("Hvilke dage, og hvornår på dagen?"),
        _("Hvor på stedet må vi være, og hvor må vi ikke?"),
        _("Hvad har vi aftalt om billeder?"),
        _("Hvem ringer stedet til, hvis noget går galt?"),
        _("Dato og underskrift"),
    )
    return (
        Heading(2, _("Lov til at være her")),
        Paragraph((_("Vi vil gerne tale med dem, der kommer her. Vi skriver ingen navne ned, og alle må sige nej."),)),
        Part("blank", tuple(Paragraph((Strong(one),)) for one in fields)),
    )


def _numbered(lines: Sequence[str]) -> ListBlock:
    return ListBlock(tuple((one,) for one in lines), ordered=True)


def _listed(lines: Sequence[str]) -> ListBlock:
    return ListBlock(tuple((one,) for one in lines))


def _cards(kit: Written) -> Iterator[Block]:
    for start in range(0, len(kit.cards), ON_A_SHEET):
        yield Part("cards", tuple(_card(one, kit) for one in kit.cards[start : start + ON_A_SHEET]))


def _card(blank: Blank, kit: Written) -> Part:
    is_own = kit.kind == PaperCard.Kind.HARVEST
    words = _("Det vil jeg gerne sige") if is_own else _("Det blev sagt")
    hint = (
        _("Ingen navne. Der er plads på bagsiden.")
        if is_own
        else _("Skriv ordene, som de faldt. Læs dem højt til sidst.")
    )
    code = Paragraph((Strong(card_code.in_groups(blank.card.code)),), "large")
    who = Paragraph((Strong(_("Jeg er") if is_own else _("Den, der sagde det, er")),))
    asks = Paragraph(
        (Strong(_("Sæt kryds") if is_own else _("Læs højt, og sæt kryds")), _("Uden et kryds bliver det et nej."))
    )
    return Part(
        "card",
        (
            Part("top", (Heading(2, words), code, Paragraph((hint,), "small"))),
            Part("who", (who, ListBlock(tuple((str(name),) for _key, name in PERSPECTIVES)))),
            Part("asks", (asks, ListBlock(tuple((str(one),) for one in ASKS.values())))),
            Part("receipt", tuple(_receipt(blank, kit.project))),
        ),
    )


def _receipt(blank: Blank, project: Project) -> Iterator[Block]:
    address = settings.SITE_URL + reverse("receipt")
    yield Figure(
        draw_qr(f"{address}#{blank.receipt_code}", _("Din kvittering")), _("Fører til din kvittering"), name="qr"
    )
    yield Paragraph((Strong(_("Din kvittering: riv af, og gem")),), "body")
    groups = receipt_code.in_groups(blank.receipt_code)
    middle = len(groups) // 2
    yield Paragraph((Strong(groups[: middle + 1]),), "large")
    yield Paragraph((Strong(groups[middle + 1 :]),), "large")
    ways = [_("Se dine ord på %(address)s, når de er skrevet ind.") % {"address": _shown(address)}]
    if project.contact_phone:
        inert = f" ({_('nummeret er opdigtet')})" if project.phone_is_inert else ""
        ways.append(_("Eller ring: %(phone)s") % {"phone": project.contact_phone} + inert)
    yield Paragraph(tuple(ways), "small")


def _shown(address: str) -> str:
    return address.split("://", 1)[-1].rstrip("/")
