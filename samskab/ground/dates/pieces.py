"""What the single pieces of a date have in common: their shape, and the year that may follow them."""

import re
from dataclasses import dataclass

from samskab.ground.dates import danish
from samskab.ground.dates.clocks import MONTH_WORD, Clock
from samskab.ground.dates.danish import Bounds
from samskab.ground.dates.when import Precision

COUNTED = (
    r"kr|kroner|mio|mia|stk|km|m|meter|liter|timer|time|minutter|min|borgere|personer|deltagere|mennesker"
    r"|voksne|børn|patienter|besøg|procent|pct|dage|uger|måneder|gange|styk|indbyggere|medarbejdere"
    r"|familier"
)
NOT_COUNTED = rf"(?! ?(?:%|(?:{COUNTED})(?!\w)))"
NUMBER_ENDS = r"(?![0-9])(?!\.[0-9])"
FULL_YEAR = r"(?:19|20)[0-9]{2}"
YEAR_THEN = (
    rf"(?P<year>{FULL_YEAR})(?P<to_year>[/-](?:{FULL_YEAR}"
    rf"|[0-9]{{2}})(?![0-9/])(?!\.[0-9])(?!\.? ?{MONTH_WORD}))?{NUMBER_ENDS}{NOT_COUNTED}"
)
SHORT_ENDS = rf"(?=$|[\s,;:)(])(?! ?(?:-|til|og) ?[0-9])(?! ?{MONTH_WORD}){NOT_COUNTED}"
YEAR_AFTER = re.compile(
    rf"(?:(?:,? ?|/| ?- ?| i )(?:år )?|,? ?\((?=[0-9]{{4}}\))){YEAR_THEN}\)?"
    rf"|,? ?'(?P<mark>[0-9]{{2}})(?![0-9])"
    rf"|-(?P<dash>[0-9]{{2}}){SHORT_ENDS}"
    r"| (?P<bare>[1-6][0-9])(?= ?(?:$|[\n,;)]| kl))"
)
WEEKDAY = (
    r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|(?:man|tirs?|ons|tors?|fre|lør|søn)\."
    r"|(?:tirs?|ons|tors?|fre|lør|søn)(?= (?:d[. ]|den|[0-9]))"
    r"|(?:man|tirs?|ons|tors?|fre|lør|søn)(?= ?[-/] ?(?:man|tirs?|ons|tors?|fre|lør|søn)))(?!\w)"
)
FULL_STOP = re.compile(r"\.(?= ?(?:[0-9]{4}|kl))")


@dataclass(slots=True)
class Piece:
    """One piece of a date at `at`..`to` in the even text.

    `bounds` gives its first and last day in a year. A "bare" piece is a number whose meaning the next piece decides
    ("16." in "16.-17. januar"); it has no days of its own. `strong` pieces are dates wherever they stand; others need
    something that says so.
    """

    at: int
    to: int
    kind: str
    precision: Precision
    bounds: Bounds
    number: int = 0
    year: int | None = None
    last_year: int | None = None
    weekday: int | None = None
    clock: Clock | None = None
    strong: bool = True
    led: bool = False
    dotted: bool = False
    month: int | None = None
    shared: bool = False


def century(words: str) -> int:
    """A year of two or four digits; 70-99 are last century's."""
    year = int(words)
    return year if year > 99 else year + (1900 if year > 69 else 2000)


def weekday_number(name: str | None) -> int | None:
    return None if name is None else ("man", "tir", "ons", "tor", "fre", "lør", "søn").index(name[:3])


def end_of_name(text: str, found: re.Match[str], name: str) -> int:
    """Where a month's name ends: the stop belongs to a shortened one, and to a full one before year or time."""
    if name in danish.SHORT_MONTHS or FULL_STOP.match(text, found.start("stop")):
        return found.end("stop")
    return found.start("stop")


def with_year(text: str, piece: Piece) -> Piece:
    """The piece with the year written after it, if there is one."""
    found = YEAR_AFTER.match(text, piece.to)
    if found is None:
        return piece
    piece.to, piece.strong = found.end(), True
    piece.year = century(found["year"] or found["mark"] or found["dash"] or found["bare"])
    if found["to_year"]:
        after = century(found["to_year"][1:])
        if after == piece.year + 1:
            piece.last_year = after
        else:
            piece.to = found.start("to_year")
    return piece


def take_full_year(text: str, piece: Piece) -> None:
    """Read a year of four digits written after the time: "4. marts kl. 9-12, 2025"."""
    found = YEAR_AFTER.match(text, piece.to)
    if found and found["year"] and not found["to_year"]:
        piece.year, piece.to = int(found["year"]), found.end()
