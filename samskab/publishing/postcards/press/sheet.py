"""The postcard as a tree of blocks: the one text that paper and page are both made from."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import TypeVar

from samskab.ground.charts.qr import draw_qr
from samskab.ground.charts.round import draw_round, list_of_seats
from samskab.ground.documents.tree import (
    Block,
    Code,
    Document,
    Figure,
    Framed,
    Heading,
    Inline,
    Link,
    ListBlock,
    Look,
    Paragraph,
    Part,
    Quote,
    Strong,
    tidy,
)
from samskab.publishing.postcards.press.card import Answer, Card, Knowledge, Said, TrackLine

ROUND_SIZE = 280
"""The round's side in px: printed at 72 mm its smallest letters are 9.5 pt, at 63 mm 8.3 pt."""
T = TypeVar("T")


def card_tree(card: Card) -> Document:
    """The card's words in reading order: front, then back. Raises NotAccessible for a card without a title."""
    card = _tidied(card)
    return Document(card.title, card.lang, card.author, card.document_date, (_front(card), _back(card)))


def _front(card: Card) -> Part:
    blocks: list[Block] = [
        Part("edition", _edition(card)),
        Part("why", (Heading(1, card.title), *_paragraphs(card.intro, "lead"))),
    ]
    if card.seats:
        blocks.append(Part("round", (_round(card),)))
    if card.front_quote:
        blocks.append(Part("voice", (_quote(card.front_quote, card),)))
    blocks.append(Part("foot", (_small(_look_up(card)),)))
    return Part("front", tuple(blocks))


def _edition(card: Card) -> tuple[Block, ...]:
    words = [card.labels.number.format(number=card.number), card.edition]
    line: tuple[Inline, ...] = (Strong(" · ".join(word for word in words if word)),)
    return (_small(*line), *((_small(Strong(card.labels.draft)),) if card.draft else ()))


def _round(card: Card) -> Figure:
    labels = card.labels
    svg = draw_round(
        card.seats, card.wording, sentence=card.round_sentence, title=labels.round_title, size=ROUND_SIZE, prefix="kort"
    )
    alt = " ".join(part for part in (f"{labels.round_title}:", card.wording, card.round_sentence) if part)
    return Figure(svg, alt, list_of_seats(card.seats), card.round_sentence, "round")


def _back(card: Card) -> Part:
    columns = (
        Part("heard", _heard(card)),
        Part("tracks", _going_on(card)),
        Part("answer", _knowledge_and_answer(card)),
    )
    foot: tuple[Inline, ...] = tuple(words for words in (card.footer_note, *_look_up(card)) if words)
    return Part("back", (*(one for one in columns if one.blocks), Part("foot", (_small(*foot),))))


def _heard(card: Card) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if card.quotes:
        blocks += [Heading(2, card.labels.heard), *(_quote(one, card) for one in card.quotes)]
    if card.points:
        items = tuple((_code(one.code, card), one.text) for one in card.points)
        blocks += [Heading(2, card.labels.points), ListBlock(items)]
    return tuple(blocks)


def _going_on(card: Card) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if card.tracks:
        blocks += [Heading(2, card.labels.tracks), *(Part("track", _track(one, card)) for one in card.tracks)]
    if card.disagreements:
        blocks += [Heading(2, card.labels.disagreements), *_paragraphs(card.disagreements, "body")]
    return tuple(blocks)


def _track(track: TrackLine, card: Card) -> tuple[Block, ...]:
    kind = Paragraph((_code(track.code, card), Strong(track.kind)), "label")
    return (kind, Heading(3, track.title), *_paragraphs((track.text,), "body"))


def _knowledge_and_answer(card: Card) -> tuple[Block, ...]:
    return (*(_framed(card) if card.knowledge else ()), *_answer(card))


def _framed(card: Card) -> tuple[Block, ...]:
    inside = tuple(Part("known", _known(one)) for one in card.knowledge)
    return (Framed(card.labels.knowledge, inside),)


def _known(knowledge: Knowledge) -> tuple[Block, ...]:
    source: tuple[Inline, ...] = (knowledge.source,) if knowledge.source else ()
    if knowledge.url and knowledge.source:
        source = (Link(knowledge.source, knowledge.url), f"· {_host(knowledge.url)}")
    return (*_paragraphs(knowledge.paragraphs, "body"), *((_small(*source),) if source else ()))


def _answer(card: Card) -> tuple[Block, ...]:
    answer, labels = card.answer, card.labels
    address = _shown(answer.public_url)
    code = Figure(qr_code(answer.public_url), labels.qr_alt.format(address=address), name="qr")
    ways = (Paragraph((Link(labels.write_at, answer.public_url),)), Paragraph((Strong(address),)), *_call(answer, card))
    return (Heading(2, labels.answer), Part("ways", (code, *ways)))


def _call(answer: Answer, card: Card) -> tuple[Block, ...]:
    if not answer.phone:
        return ()
    labels = card.labels
    who = labels.or_call_somebody.format(name=answer.contact_name) if answer.contact_name else labels.or_call
    if answer.phone_is_inert:
        return (Paragraph((who,)), Paragraph((Strong(answer.phone),), "large"), _small(labels.inert_phone))
    number = "".join(one for one in answer.phone if one in "+0123456789")
    way = Link(answer.phone, f"tel:{number}") if number else Strong(answer.phone)
    return (Paragraph((who,)), Paragraph((way,), "large"))


@lru_cache(maxsize=64)
def qr_code(url: str) -> str:
    """The QR code as an SVG image in black on white, with the quiet zone it needs to be read."""
    return draw_qr(url, _shown(url))


def _quote(said: Said, card: Card) -> Quote | Paragraph:
    if said.instead:
        return _small(Code(said.code), said.instead)
    return Quote(said.text, said.code, said.said_by, _code(said.code, card).url)


def _code(code: str, card: Card) -> Code:
    if code and card.thread_url:
        return Code(code, f"{card.thread_url.rstrip('/')}/{code}/")
    return Code(code, f"{card.lookup_url.rstrip('/')}/{code}" if code and card.lookup_url else "")


def _look_up(card: Card) -> tuple[Inline, ...]:
    if not card.lookup_url:
        return ()
    return (Link(card.labels.look_up.format(address=_shown(card.lookup_url)), card.lookup_url),)


def _small(*content: Inline | tuple[Inline, ...]) -> Paragraph:
    flat = [piece for one in content for piece in (one if isinstance(one, tuple) else (one,))]
    return Paragraph(tuple(flat), "small")


def _paragraphs(texts: tuple[str, ...], look: Look) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((text,), look) for text in texts if text)


def _shown(url: str) -> str:
    """An address as one writes it by hand: without https:// and the last stroke."""
    return re.sub(r"^[a-z]+://(?:www\.)?", "", url).rstrip("/")


def _host(url: str) -> str:
    return _shown(url).split("/")[0]


def _tidied(value: T) -> T:
    """The same card with every text as it can be set; lines without words are left out of its lists of text."""
    if isinstance(value, str):
        return tidy(value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _tidied(getattr(value, one.name)) for one in fields(value)})
    if isinstance(value, tuple):
        made = [_tidied(one) for one in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)  # type: ignore[return-value]
    return value
