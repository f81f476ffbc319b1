"""One day: "mandag den 17. februar 2025", "17/2-25", or a bare "16." that a later piece explains."""

import re

from samskab.ground.dates import danish
from samskab.ground.dates.clocks import MONTH_WORD
from samskab.ground.dates.pieces import (
    FULL_YEAR,
    NOT_COUNTED,
    NUMBER_ENDS,
    WEEKDAY,
    Piece,
    century,
    end_of_name,
    weekday_number,
    with_year,
)
from samskab.ground.dates.when import Precision

LEAD = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})(?:(?: ?[-/] ?| til | og ){WEEKDAY})?[,.]? ?)?(?P<den>den:? |d\. ?"
    rf"|d (?=[0-9]))?(?=[0-9])"
)
ISO = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})(?![0-9])(?!-[0-9])t?"
)
NUMERIC = re.compile(
    r"(?P<day>[0-9]{1,2})(?:"
    rf"(?P<dot>\. ?)(?P<month1>[0-9]{{1,2}})(?:\.? (?={FULL_YEAR})|[.-](?={FULL_YEAR})"
    rf"|\.(?=[0-9]{{2}}(?![0-9])))(?P<year1>[0-9]{{4}}|[0-9]{{2}}){NUMBER_ENDS}"
    rf"|-(?P<month2>[0-9]{{1,2}})-(?P<year2>{FULL_YEAR}|[0-9]{{2}}){NUMBER_ENDS}(?!-[0-9])"
    rf"|/(?P<month3>[0-9]{{1,2}})(?:(?: ?[-/.] ?|,? )(?P<year3>{FULL_YEAR}){NUMBER_ENDS}"
    rf"|[-/](?P<year4>[0-9]{{2}})(?![0-9/])(?!\.[0-9])(?!\. ?{MONTH_WORD})"
    rf"|,? '(?P<year5>[0-9]{{2}})(?![0-9]))"
    rf"){NOT_COUNTED}"
)
DAY_AND_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?P<mark>[./]) ?(?P<month>[0-9]{{1,2}})(?P<stop>\.?)(?![0-9])(?![./][0-9])(?!\.? ?{MONTH_WORD}){NOT_COUNTED}(?! ?(?:af"
    rf"|del|dele)(?!\w))"
)
NAMED = re.compile(r"(?P<day>[0-9]{1,2})(?P<dot>\.?) ?(?P<month>[a-zæøå]{3,10})(?P<stop>\.?)(?![a-zæøå_])")
BARE = re.compile(rf"(?P<day>[0-9]{{1,2}})(?P<dot>\.?)(?![0-9])(?![.:][0-9])(?!/(?! ?[0-9]{{1,2}}\.? ?{MONTH_WORD}))")


def day_piece(text: str, at: int) -> Piece | None:
    """A day with its month, or a bare day number that a later piece must explain."""
    lead = LEAD.match(text, at)
    if lead is None:
        return None
    piece = iso_day(text, lead.end()) or numeric_day(text, lead.end()) or named_day(text, lead.end())
    piece = piece or numeric_day_and_month(text, lead.end()) or bare_day(text, lead.end())
    if piece is None:
        return None
    piece.at = at
    piece.weekday = weekday_number(lead["weekday"])
    piece.led = lead["weekday"] is not None or lead["den"] is not None
    firmly = lead["weekday"] is not None or (lead["den"] or "")[:2] in ("d.", "d ")
    piece.strong = piece.strong or (firmly and piece.kind != "bare")
    return piece


def iso_day(text: str, at: int) -> Piece | None:
    found = ISO.match(text, at)
    if found is None or int(found["month"]) > 12:
        return None
    return numbered(found, int(found["day"]), int(found["month"]), int(found["year"]))


def numeric_day(text: str, at: int) -> Piece | None:
    """17.2.2025, 17-02-25, 17/2-25, 17/2 2025."""
    found = NUMERIC.match(text, at)
    if found is None:
        return None
    year = next(y for y in found.group("year1", "year2", "year3", "year4", "year5") if y)
    month = int(next(m for m in found.group("month1", "month2", "month3") if m))
    number = int(found["day"])
    if len(year) == 2 and (number > 31 or month > 12 or not number or not month):
        return None
    return numbered(found, number, month, century(year))


def numbered(found: re.Match[str], number: int, month: int, year: int) -> Piece:
    return Piece(found.start(), found.end(), "day", Precision.DAY, danish.day(number, month), number, year, month=month)


def numeric_day_and_month(text: str, at: int) -> Piece | None:
    """17/2 and 17.2: the first is a date on its own only where it cannot be a fraction."""
    found = DAY_AND_MONTH.match(text, at)
    if found is None:
        return None
    number, month = int(found["day"]), int(found["month"])
    if not (0 < number < 32 and 0 < month < 13):
        return no_such_day(found, number, month) if found["mark"] == "/" else None
    to = found.end() if found["mark"] == "." else found.start("stop")
    strong = found["mark"] == "/" and number > month and (number, month) != (24, 7)
    piece = Piece(at, to, "day", Precision.DAY, danish.day(number, month), number, None, strong=strong, month=month)
    return with_year(text, piece)


def no_such_day(found: re.Match[str], number: int, month: int) -> Piece:
    """32/1 and 1/13: no date, but where only a date can stand the reader is told so."""
    to = found.start("stop")
    return Piece(found.start(), to, "day", Precision.DAY, danish.day(number, month), number, None, strong=False)


def named_day(text: str, at: int) -> Piece | None:
    """17. februar 2025, 17 feb, 3. maj."""
    found = NAMED.match(text, at)
    month = danish.month_number(found["month"]) if found else None
    if found is None or month is None:
        return None
    number = int(found["day"])
    if number > 31 and not found["dot"]:
        return None
    to = end_of_name(text, found, found["month"])
    return with_year(text, Piece(at, to, "day", Precision.DAY, danish.day(number, month), number, month=month))


def bare_day(text: str, at: int) -> Piece | None:
    found = BARE.match(text, at)
    if found is None:
        return None
    dotted = bool(found["dot"])
    return Piece(at, found.end(), "bare", Precision.DAY, danish.no_days, int(found["day"]), strong=False, dotted=dotted)
