"""Opening a file somebody hands us: read it, refuse what must never be kept, say what it holds. Stores nothing."""

from dataclasses import dataclass
from datetime import date

from samskab.frontdoor.reading.finds import LIMIT_FINDS, count_finds
from samskab.frontdoor.reading.recognise import Reading, recognise
from samskab.frontdoor.reading.refusing import refuse_cpr
from samskab.ground.readers import Document, Unreadable, read_bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it came, its text, and what we found in it."""

    data: bytes
    document: Document
    reading: Reading


def open_upload(name: str, data: bytes, *, after: date | None = None) -> Opened:
    """Read an uploaded file. Raises Unreadable with one sentence for a person, also for a CPR number."""
    document = read_bytes(data, name)
    refuse_cpr(name, document)
    reading = recognise(document, after)
    if count_finds(reading) > LIMIT_FINDS:
        raise Unreadable(
            "Der er for meget i dokumentet til at tjekke på én gang. Del det i flere, og læs dem ind hver for sig."
        )
    return Opened(data, document, reading)
