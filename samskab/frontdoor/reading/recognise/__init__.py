"""Recognising what a document says: a `Document` in, a `Reading` out, every word accounted for.

Pure: no Django, no database, no clock. Nothing is invented; what is open is marked, what is not understood is
kept under `unread`.
"""

from samskab.frontdoor.reading.recognise.findings import (
    Activity,
    Choice,
    Doubt,
    Item,
    Knowledge,
    Party,
    Reading,
    Section,
    Title,
    Track,
    Unread,
    Voice,
)
from samskab.frontdoor.reading.recognise.recognising import recognise

__all__ = [
    "Activity",
    "Choice",
    "Doubt",
    "Item",
    "Knowledge",
    "Party",
    "Reading",
    "Section",
    "Title",
    "Track",
    "Unread",
    "Voice",
    "recognise",
]
