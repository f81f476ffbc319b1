"""From what a card holds, as data, to a card the press can set: for paper, for the web, and for a look before it."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from samskab.ground.charts.round import Seat, State
from samskab.publishing.postcards.contents import CardData, quotes_of
from samskab.publishing.postcards.press.card import (
    Answer,
    Card,
    Knowledge,
    Point,
    Said,
    TrackLine,
    labels_in_this_language,
)

Edition = Literal["print", "page", "web"]
"""print: every quote that may be printed. page: the same card on the web, with a sentence in place of words that may
not stand there. web: the PDF anyone may fetch, without those quotes."""

MOST = 4
"""So many names are listed under the round before it is shorter, and clearer, to name the others."""


def to_card(data: CardData, edition: Edition = "print", *, draft: bool = False) -> Card:
    """The card `data` describes (see contents.card_data), in Danish, ready for the press."""
    with override("da"):
        return _to_card(data, edition, draft)


def _to_card(data: CardData, edition: Edition, draft: bool) -> Card:
    front = _said(data["front"], edition) if data["front"] else None
    quotes = [said for quote in data["quotes"] if (said := _said(quote, edition)) is not None]
    if front is not None and front.instead:
        quotes.insert(0, front)
        front = None
    seats = tuple(Seat(seat["key"], seat["state"]) for seat in data["round"]["seats"])
    return Card(
        number=data["number"],
        edition=data["edition_label"],
        title=data["title"],
        intro=tuple(data["intro"]),
        seats=seats,
        wording=wording_of(data),
        round_sentence=round_sentence(seats),
        front_quote=front,
        quotes=tuple(quotes),
        points=tuple(Point(point["code"], point["text"]) for point in data["points"]),
        tracks=tuple(_track(track) for track in data["tracks"]),
        disagreements=tuple(data["disagreements"]),
        knowledge=tuple(_known(item) for item in data["knowledge"]),
        answer=_answer(data),
        footer_note=_foot(data, edition),
        lookup_url=data["lookup_url"],
        document_date=date.fromisoformat(data["document_on"]),
        draft=draft,
        author=", ".join(data["authorities"]) or data["project"],
        thread_url="" if edition == "print" else settings.SITE_URL + threads_at("public-thread", data["slug"]),
        labels=labels_in_this_language(),
    )


def threads_at(name: str, slug: str) -> str:
    """The address every code's thread stands under."""
    return reverse(name, args=[slug, "U-1"]).removesuffix("U-1/")


def for_those_who_take_part(card: Card, slug: str) -> Card:
    """The same card with codes that lead to the thread as they see it."""
    return replace(card, thread_url=threads_at("thread", slug))


def wording_of(data: CardData) -> str:
    """What stands in the middle of the round: the problem as it is worded now, or that nobody has worded it."""
    return data["round"]["wording"] or _("Hvad er problemet?")


def round_sentence(seats: tuple[Seat, ...]) -> str:
    """Who has been heard, in words; never how many. Where most have not, those who have are named instead."""
    if not seats:
        return ""
    spoken, mentioned, unheard = (_names(seats, state) for state in ("spoken", "mentioned", "unheard"))
    sentences = [_("Alle perspektiver fylder lige meget.")]
    if not (spoken or mentioned):
        return " ".join([*sentences, _("Ingen er hørt endnu.")])
    most = len(unheard) > MOST
    if spoken and most:
        sentences.append(_("Hørt indtil nu: %(names)s.") % {"names": " · ".join(spoken)})
    if unheard and not most:
        sentences.append(_("Ikke hørt endnu: %(names)s.") % {"names": " · ".join(unheard)})
    if mentioned:
        sentences.append(_("Kun omtalt: %(names)s.") % {"names": " · ".join(mentioned)})
    return " ".join([*sentences, *([_("Resten er ikke hørt endnu.")] if most else [])])


def _names(seats: tuple[Seat, ...], state: State) -> list[str]:
    """The perspectives in this state, in order; the two kinds of professionals under one name where both are there."""
    found = {seat.perspective_key: str(seat.perspective.name) for seat in seats if seat.state == state}
    if {"municipal", "regional"} <= found.keys():
        found["municipal"] = _("Fagperson, kommune og region")
        del found["regional"]
    return list(found.values())


def _said(quote: dict[str, Any], edition: Edition) -> Said | None:
    """A quote as this edition may show it; None where it is left out."""
    instead = why_not_here(quote, edition)
    if instead:
        return Said("", quote["code"], "", instead) if edition == "page" or quote.get("gone") else None
    return Said(quote["text"], quote["code"], quote["said_by"])


def why_not_here(quote: dict[str, Any], edition: Edition) -> str:
    """One sentence that stands in place of words that may not be in this edition; "" for those that may."""
    if quote.get("gone") == "withdrawn":
        return _("Trukket tilbage. Ordene er slettet; pladsen står tom.")
    if quote.get("gone"):
        return _("Må ikke stå her længere. Ordene er taget ud.")
    return _("Står kun på det trykte kort.") if edition != "print" and not quote["web"] else ""


def _track(track: dict[str, str]) -> TrackLine:
    text = " ".join(part for part in (track["text"], track["next_step"]) if part)
    return TrackLine(track["code"], track["kind_label"], track["title"], text)


def _known(item: dict[str, str]) -> Knowledge:
    url = item["url"] if item["url"].startswith(("https://", "http://")) else ""
    return Knowledge(tuple(re.split(r"\s*\n\s*", item["text"].strip())), item["source"], url)


def _answer(data: CardData) -> Answer:
    contact = data["contact"]
    return Answer(
        public_url=data["answer_url"],
        phone=contact["phone"],
        contact_name=contact["name"].split(" ")[0],
        phone_is_inert=contact["phone_is_inert"],
    )


def _foot(data: CardData, edition: Edition) -> str:
    only_print = [quote["code"] for quote in quotes_of(data) if not quote["web"] and not quote.get("gone")]
    if edition != "print":
        words = _("Udgaven til nettet: ord, der bliver taget tilbage, forsvinder herfra.")
        return " ".join([words, *([_("Nogle citater står kun på det trykte kort.")] if only_print else [])])
    words = _("Citaterne er godkendt til tryk. Et trykt kort kan ikke kaldes tilbage.")
    if not only_print:
        return words
    return " ".join([words, _("Må ikke lægges på nettet: %(codes)s.") % {"codes": ", ".join(only_print)}])
