"""What stands on a postcard: pure data, gathered by whoever may read it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from samskab.ground.charts.round import Seat


class Said(NamedTuple):
    """A quote that may be printed, its code (U-31) and a plain word for who said it.

    `instead` is one sentence that keeps the place of words that may not stand here; then there are none.
    """

    text: str
    code: str
    said_by: str
    instead: str = ""


class Point(NamedTuple):
    code: str
    text: str


class TrackLine(NamedTuple):
    """`kind` is the label on the sheet: Et forslag, Et spørgsmål."""

    code: str
    kind: str
    title: str
    text: str


class Knowledge(NamedTuple):
    """Knowledge from outside, a text for each paragraph; `url` may be empty."""

    paragraphs: tuple[str, ...]
    source: str
    url: str


class Answer(NamedTuple):
    """How a reader answers. An inert telephone (the demo's) says on the sheet that it does not ring."""

    public_url: str
    phone: str
    contact_name: str
    phone_is_inert: bool = False


@dataclass(frozen=True)
class Labels:
    """Every fixed word on the sheet. `{…}` is filled in from the card."""

    number: str
    draft: str
    heard: str
    points: str
    tracks: str
    disagreements: str
    knowledge: str
    answer: str
    write_at: str
    or_call: str
    or_call_somebody: str
    inert_phone: str
    qr_alt: str
    round_title: str
    look_up: str
    page: str


def labels_in_this_language() -> Labels:
    """The fixed words in the language that is active now."""
    return Labels(
        number=_("Postkort nr. {number}"),
        draft=_("Kladde – må ikke deles"),
        heard=_("Det har vi hørt"),
        points=_("Det tegner sig"),
        tracks=_("Det går vi videre med"),
        disagreements=_("Her er vi uenige"),
        knowledge=_("Viden udefra – ikke en stemme"),
        answer=_("Hvad har du set, som vi ikke har?"),
        write_at=_("Skriv på"),
        or_call=_("eller ring"),
        or_call_somebody=_("eller ring til {name}"),
        inert_phone=_("Nummeret er opdigtet. Det ringer ingen steder."),
        qr_alt=_("QR-kode, der fører til {address}"),
        round_title=_("Rundt om problemet"),
        look_up=_("Slå en kode op på {address}"),
        page=_("side {page} af {pages}"),
    )


@dataclass(frozen=True)
class Card:
    """Everything on the two sides; what is empty is left out. Addresses begin with https:// or http://.

    A code leads to `thread_url` where there is one, else to `lookup_url`.
    """

    number: int
    edition: str
    title: str
    intro: tuple[str, ...]
    seats: tuple[Seat, ...]
    wording: str
    round_sentence: str
    front_quote: Said | None
    quotes: tuple[Said, ...]
    points: tuple[Point, ...]
    tracks: tuple[TrackLine, ...]
    disagreements: tuple[str, ...]
    knowledge: tuple[Knowledge, ...]
    answer: Answer
    footer_note: str
    lookup_url: str
    document_date: date
    draft: bool = False
    lang: Literal["da", "en"] = "da"
    author: str = "Samskab"
    thread_url: str = ""
    labels: Labels = field(default_factory=labels_in_this_language)
