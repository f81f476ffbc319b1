"""Printing a postcard: exactly two A5 sides that everybody can read, or a sentence that says what to take out."""

import re

import typst
from django.utils.translation import gettext as _

from samskab.ground.documents.typesetting import CannotBeSet, typeset
from samskab.publishing.postcards.press.card import Card
from samskab.publishing.postcards.press.proofreading import misplaced
from samskab.publishing.postcards.press.sheet import card_tree

TEMPLATE = "publishing/postcards/press/postcard.typ"


class TooMuch(CannotBeSet):
    """The card holds more than two sides can carry. The message says what to take out."""


def print_card(card: Card) -> bytes:
    """The card as PDF: two sides of 210 × 148 mm with 3 mm bleed, PDF/UA-1 and PDF/A-2a in one file.

    The same card gives the same bytes. Raises TooMuch when the words do not fit at the smallest size we allow,
    CannotBeSet for a letter the font lacks and NotAccessible for a card without a title.
    """
    try:
        pdf = typeset(TEMPLATE, card_tree(card), page=card.labels.page)
    except typst.TypstError as error:
        raise _what_to_take_out(error, card) from error
    words = misplaced(pdf)
    if words is not None:
        raise _too_long(words)
    return pdf


def _what_to_take_out(error: typst.TypstError, card: Card) -> Exception:
    stopped = re.search(r"too-(much|long):([^\"\\]*)", error.message)
    if stopped is None:
        return error
    if stopped[1] == "long":
        return _too_long(stopped[2])
    sentences = {
        "title": _("Overskriften er for lang til pladsen. Forkort den."),
        "intro": _("Forsidens indledning er for lang til pladsen. Forkort den."),
        "quote": _("Forsidens citat er for langt til pladsen. Forkort det, eller vælg et kortere."),
        "front": _("Forsiden er for fuld. Gør overskriften, indledningen eller citatet kortere."),
        "heard": _("Der er for meget under »%(heading)s«. Tag et citat eller et punkt ud, eller vælg et kortere.")
        % {"heading": card.labels.heard},
        "tracks": _("Der er for meget under »%(heading)s«. Tag et spor eller en uenighed ud, eller skriv dem kortere.")
        % {"heading": card.labels.tracks},
        "foot": _("Teksten nederst på bagsiden er for lang. Skriv den kortere."),
        "answer": _(
            "Der er for meget viden udefra til, at svaret kan stå på kortet. Tag noget af den ud, eller skriv den kortere."
        ),
    }
    return TooMuch(sentences[stopped[2]])


def _too_long(word: str) -> TooMuch:
    return TooMuch(
        _("Ordet »%(word)s« er for langt til en linje på kortet. Del det, eller skriv det om.") % {"word": word}
    )
