"""What stands on a card, as plain data: the same data becomes the PDF, the page and the frozen edition."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from samskab.ground.stamps import stamp
from samskab.meaning.framing import queries as framing
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.publishing.recognising.crowd import LEVELS
from samskab.publishing.recognising.queries import said_by
from samskab.voices.consent.queries import may_be_on_the_web, why_not_printed

CardData = dict[str, Any]


def card_data(postcard: Postcard, lines: Sequence[PostcardLine] | None = None, front: int | None = None) -> CardData:
    """The card as JSON-ready data, in the card's language. A quote that may not be printed now is left out.

    `lines` and `front` (a voice's id) stand in for the stored ones, to look at a card before it is saved.
    Keys: number, edition_label, title, intro [str], round {wording, seats [{key, name, state}]}, front, quotes,
    points, tracks, knowledge, disagreements [str], contact {name, phone, phone_is_inert, email, address}, url,
    lookup_url, authorities [str], document_on (ISO date). A quote: code, text, said_by, web (bool); in a frozen card
    also `gone`: "withdrawn" or "print" where the words have left it.
    """
    if lines is None:
        lines = list(postcard.lines.select_related("voice__activity", "insight", "knowledge", "track"))
        front = next((line.voice_id for line in lines if line.pk == postcard.front_line_id), None)
    with override("da"):
        return _data(postcard, lines, front)


def _data(postcard: Postcard, lines: Sequence[PostcardLine], front: int | None) -> CardData:
    ranks = ranks_on(postcard)
    quotes = [(line, quote) for line in lines if (quote := _quote(line, ranks)) is not None]
    project = postcard.project
    return {
        "number": postcard.number,
        "edition_label": postcard.edition_label,
        "title": postcard.title,
        "intro": _paragraphs(postcard.intro),
        "project": project.name,
        "authorities": [str(party) for party in project.parties.select_related("organisation")],
        "round": _round(postcard),
        "front": next((quote for line, quote in quotes if line.voice_id == front), None),
        "quotes": [quote for line, quote in quotes if line.voice_id != front],
        "points": [{"code": line.insight.code, "text": line.insight.sentence} for line in lines if line.insight],
        "tracks": [_track(line) for line in lines if line.track],
        "knowledge": [_knowledge(line) for line in lines if line.knowledge],
        "disagreements": _paragraphs(postcard.disagreements),
        "contact": {
            "name": project.contact_name,
            "phone": project.contact_phone,
            "phone_is_inert": project.phone_is_inert,
            "email": project.contact_email,
            "address": project.contact_address,
        },
        "slug": project.slug,
        "url": settings.SITE_URL + reverse("public-postcard", args=[project.slug, postcard.number]),
        "answer_url": settings.SITE_URL + reverse("public-project", args=[project.slug]),
        "lookup_url": settings.SITE_URL + reverse("lookup"),
        "document_on": postcard.document_on.isoformat(),
    }


def fingerprint(postcard: Postcard) -> str:
    """What the card says, as a fingerprint: a partner's yes counts for exactly this."""
    data = card_data(postcard)
    for key in ("document_on", "url", "answer_url", "lookup_url", "slug"):
        data.pop(key)
    for quote in quotes_of(data):
        quote.pop("web")
    return stamp(json.dumps(data, sort_keys=True, ensure_ascii=False))


def quotes_of(data: CardData) -> Iterator[dict[str, Any]]:
    """Every quote on a card, the front's first."""
    if isinstance(data.get("front"), dict):
        yield data["front"]
    yield from data.get("quotes", [])


def ranks_on(postcard: Postcard) -> dict[str, int]:
    """How coarsely it was decided to tell who spoke, by the voice's code; what is not here stands as it was told."""
    return dict(postcard.judgements.filter(rank__gt=0).values_list("about", "rank"))


def _quote(line: PostcardLine, ranks: dict[str, int]) -> dict[str, Any] | None:
    voice = line.voice
    if voice is None or why_not_printed(voice):
        return None
    rank = ranks.get(voice.code, 0)
    return {
        "code": voice.code,
        "text": line.excerpt or voice.words,
        "said_by": said_by(voice, rank),
        "perspective": voice.perspective if LEVELS[rank] != "nothing" else "",
        "web": may_be_on_the_web(voice),
    }


def _track(line: PostcardLine) -> dict[str, str]:
    track = line.track
    assert track is not None
    return {
        "code": track.code,
        "kind": track.kind,
        "kind_label": str(track.get_kind_display()),
        "title": track.title,
        "text": track.text,
        "next_step": track.next_step,
    }


def _knowledge(line: PostcardLine) -> dict[str, str]:
    knowledge = line.knowledge
    assert knowledge is not None
    return {"text": knowledge.text, "source": knowledge.attribution, "url": knowledge.url}


def _round(postcard: Postcard) -> dict[str, Any]:
    wording = framing.wordings(postcard.project).last()
    return {
        "wording": wording.wording if wording else "",
        "seats": [
            {"key": place.key, "name": place.name, "state": place.state} for place in framing.places(postcard.project)
        ],
    }


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
