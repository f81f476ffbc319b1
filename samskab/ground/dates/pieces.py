"""The single pieces dates are built of: one day, one month, one week. No ranges, no times, no missing years."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from samskab.ground.dates import danish
from samskab.ground.dates.clocks import MONTH_WORD, Clock
from samskab.ground.dates.danish import Bounds
from samskab.ground.dates.when import Precision

COUNTED = r"kr|kroner|mio|mia|stk|km|m|meter|liter|timer|time|minutter|min|borgere|personer|deltagere|mennesker|voksne|børn|patienter|besøg|procent|pct|dage|uger|måneder|gange|styk|indbyggere|medarbejdere|familier"
NOT_COUNTED = rf"(?! ?(?:%|(?:{COUNTED})(?!\w)))"
NUMBER_ENDS = r"(?![0-9])(?!\.[0-9])"
FULL_YEAR = r"(?:19|20)[0-9]{2}"
YEAR_THEN = rf"(?P<year>{FULL_YEAR})(?P<to_year>[/-](?:{FULL_YEAR}|[0-9]{{2}})(?![0-9/.]))?{NUMBER_ENDS}{NOT_COUNTED}"
SHORT_ENDS = rf"(?=$|[\s,;:)(])(?! ?(?:-|til|og) ?[0-9])(?! ?{MONTH_WORD}){NOT_COUNTED}"
YEAR_AFTER = re.compile(
    rf"(?:(?:,? ?|/| ?- ?)(?:år )?|,? ?\((?=[0-9]{{4}}\))){YEAR_THEN}\)?"
    rf"|,? ?'(?P<mark>[0-9]{{2}})(?![0-9])"
    rf"|-(?P<dash>[0-9]{{2}}){SHORT_ENDS}"
    r"| (?P<bare>[1-6][0-9])(?= ?(?:$|[\n,;)]| kl))"
)
WEEKDAY = (
    r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|(?:man|tirs?|ons|tors?|fre|lør|søn)\."
    r"|(?:tirs?|ons|tors?|fre|lør|søn)(?= (?:d[. ]|den|[0-9])))(?!\w)"
)
LEAD = re.compile(rf"(?:(?P<weekday>{WEEKDAY})[,.]? ?)?(?P<den>den:? |d\. ?|d (?=[0-9]))?(?=[0-9])")
ISO = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})(?![0-9])(?!-[0-9])t?"
)
NUMERIC = re.compile(
    r"(?P<day>[0-9]{1,2})(?:"
    rf"(?P<dot>\. ?)(?P<month1>[0-9]{{1,2}})(?:\.? (?={FULL_YEAR})|[.-](?={FULL_YEAR})|\.(?=[0-9]{{2}}(?![0-9])))(?P<year1>[0-9]{{4}}|[0-9]{{2}}){NUMBER_ENDS}"
    rf"|-(?P<month2>[0-9]{{1,2}})-(?P<year2>{FULL_YEAR}|[0-9]{{2}}){NUMBER_ENDS}(?!-[0-9])"
    rf"|/(?P<month3>[0-9]{{1,2}})(?:(?: ?[-/.] ?|,? )(?P<year3>{FULL_YEAR}){NUMBER_ENDS}|[-/](?P<year4>[0-9]{{2}})(?![0-9/])(?!\.[0-9])(?!\. ?{MONTH_WORD})|,? '(?P<year5>[0-9]{{2}})(?![0-9]))"
    rf"){NOT_COUNTED}"
)
DAY_AND_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?P<mark>[./]) ?(?P<month>[0-9]{{1,2}})(?P<stop>\.?)(?![0-9])(?![./][0-9])(?!\.? ?{MONTH_WORD}){NOT_COUNTED}(?! ?(?:af|del|dele)(?!\w))"
)
NAMED = re.compile(r"(?P<day>[0-9]{1,2})(?P<dot>\.?) ?(?P<month>[a-zæøå]{3,10})(?P<stop>\.?)(?![a-zæøå_])")
BARE = re.compile(rf"(?P<day>[0-9]{{1,2}})(?P<dot>\.?)(?![0-9])(?![.:][0-9])(?!/(?! ?[0-9]{{1,2}}\.? ?{MONTH_WORD}))")
FULL_STOP = re.compile(r"\.(?= ?(?:[0-9]{4}|kl))")
MONTH = re.compile(rf"(?P<name>{MONTH_WORD})(?P<stop>\.?)(?![a-zæøå_])(?: måned(?!\w))?")
SLIP = re.compile(rf"(?P<name>[a-zæøå]{{4,10}})(?P<stop>)(?= {FULL_YEAR}(?![0-9]))")
PART = (
    r"(?:primo|medio|ultimo|(?:i )?(?:starten|begyndelsen|midten|slutningen|udgangen|første halvdel|anden halvdel|1\. halvdel|2\. halvdel) (?:af|i)"
    r"|(?:start|midt|slut|først|sidst|tidligt|sent) (?:i )?)"
)
PART_OF = re.compile(rf"(?P<part>{PART})(?: ?[/-] ?(?P<part2>{PART}))? ?(?=\w)")
OF_YEAR = re.compile(rf"(?P<part>{PART}) ?(?:år )?(?P<year>{FULL_YEAR}){NUMBER_ENDS}{NOT_COUNTED}")
WEEK = re.compile(r"(?:(?:uge|ugerne|uger) ?(?:nr\.? ?)?|u\. ?)(?P<week>[0-9]{1,2})(?![0-9])(?!\.[0-9])")
NEXT_WEEK = re.compile(rf"(?P<week>[0-9]{{1,2}})(?![0-9])(?![./][0-9])(?!\.? ?{MONTH_WORD}){NOT_COUNTED}")
WEEK_YEAR = re.compile(r"/(?P<year>[2-9][0-9])(?![0-9/])")
DAY_OF_WEEK = re.compile(rf"(?P<weekday>{WEEKDAY})[, ] ?(?:i )?(?=u)")
QUARTER = re.compile(
    r"(?:(?P<number>[0-9])\. ?|(?P<word>første|andet|tredje|fjerde) )(?:kvartal|kvt\.?|kv\.)(?:et)?(?!\w)"
)
LETTER_QUARTER = re.compile(r"(?P<letter>[qk])(?P<number>[1-4])(?!\w)")
HALF = re.compile(r"(?:(?P<number>[0-9])\. ?|(?P<word>første|andet) )halvår(?:et)?(?!\w)")
SEASON = re.compile(r"(?P<name>forår|sommer|efterår|vinter)(?P<the>et|en)?(?!\w)(?! ?og alle)")
YEAR = re.compile(rf"{YEAR_THEN}(?![-/][0-9])")

ORDINALS = {"første": 1, "andet": 2, "tredje": 3, "fjerde": 4}
THIRDS = {
    "primo": (1, 10), "medio": (11, 20), "ultimo": (21, 31), "starten": (1, 10), "begyndelsen": (1, 10),
    "midten": (11, 20), "slutningen": (21, 31), "udgangen": (21, 31), "start": (1, 10), "midt": (11, 20),
    "slut": (21, 31), "først": (1, 10), "tidligt": (1, 10), "sidst": (21, 31), "sent": (21, 31),
    "første": (1, 15), "1.": (1, 15), "anden": (16, 31), "2.": (16, 31),
}  # fmt: skip


@dataclass(slots=True)
class Piece:
    """One piece of a date at `at`..`to` in the even text.

    `bounds` gives its first and last day in a year. A "bare" piece is a number whose meaning the next piece decides
    ("16." in "16.-17. januar"); it has no days of its own. `strong` pieces are dates wherever they stand; others need something that says so.
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


def weekday_number(name: str | None) -> int | None:
    return None if name is None else ("man", "tir", "ons", "tor", "fre", "lør", "søn").index(name[:3])


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
        return None
    to = found.end() if found["mark"] == "." else found.start("stop")
    strong = found["mark"] == "/" and number > month and (number, month) != (24, 7)
    piece = Piece(at, to, "day", Precision.DAY, danish.day(number, month), number, None, strong=strong, month=month)
    return with_year(text, piece)


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


def end_of_name(text: str, found: re.Match[str], name: str) -> int:
    """Where a month's name ends: the stop belongs to a shortened one, and to a full one before year or time."""
    if name in danish.SHORT_MONTHS or FULL_STOP.match(text, found.start("stop")):
        return found.end("stop")
    return found.start("stop")


def bare_day(text: str, at: int) -> Piece | None:
    found = BARE.match(text, at)
    if found is None:
        return None
    dotted = bool(found["dot"])
    return Piece(at, found.end(), "bare", Precision.DAY, danish.no_days, int(found["day"]), strong=False, dotted=dotted)


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


def month_piece(text: str, at: int) -> Piece | None:
    """November, november 2024, nov. 2024, primo marts."""
    part = PART_OF.match(text, at)
    start = part.end() if part else at
    found = MONTH.match(text, start) or SLIP.match(text, start)
    number = danish.month_number(found["name"]) if found else None
    if found is None or number is None:
        return None
    to = end_of_name(text, found, found["name"]) if found["stop"] else found.end()
    piece = Piece(at, to, "month", Precision.MONTH, danish.months(number, number), number)
    if part:
        first, last = THIRDS[part["part"].removeprefix("i ").split()[0]][0], third(part["part2"] or part["part"])[1]
        piece.precision, piece.bounds, piece.kind = (
            Precision.PART_OF_MONTH,
            danish.days_of_month(number, first, last),
            "part",
        )
    piece.strong = bool(part) or found["name"] not in danish.SHORT_MONTHS
    return with_year(text, piece)


def third(words: str) -> tuple[int, int]:
    return THIRDS[words.removeprefix("i ").split()[0]]


def part_of_year(text: str, at: int) -> Piece | None:
    """Primo 2025 is its first quarter, ultimo its last, and the middle is May to August."""
    found = OF_YEAR.match(text, at)
    if found is None:
        return None
    first, last = third(found["part"])
    months = (
        (5, 8)
        if first == 11
        else (1, 6)
        if last == 15
        else (7, 12)
        if first == 16
        else (1, 3)
        if first == 1
        else (10, 12)
    )
    precision = Precision.QUARTER if months in ((1, 3), (10, 12)) else Precision.MONTH
    return Piece(at, found.end(), "year", precision, danish.months(*months), year=int(found["year"]))


def week_piece(text: str, at: int) -> Piece | None:
    """Uge 7, u. 7, tirsdag i uge 7."""
    named = DAY_OF_WEEK.match(text, at)
    found = WEEK.match(text, named.end() if named else at)
    if found is None:
        return None
    number = int(found["week"])
    if named:
        weekday = weekday_number(named["weekday"]) or 0
        piece = Piece(at, found.end(), "day", Precision.DAY, danish.day_of_week(number, weekday), number)
    else:
        piece = Piece(at, found.end(), "week", Precision.WEEK, danish.week(number), number)
    return with_week_year(text, piece)


def with_week_year(text: str, piece: Piece) -> Piece:
    short = WEEK_YEAR.match(text, piece.to)
    if short and int(short["year"]) != piece.number + 1:
        piece.to, piece.year = short.end(), century(short["year"])
        return piece
    found = YEAR_AFTER.match(text, piece.to)
    return piece if found and (found["bare"] or found["dash"]) else with_year(text, piece)


def next_week(text: str, at: int) -> Piece | None:
    """The 8 of "uge 7-8"."""
    found = NEXT_WEEK.match(text, at)
    if found is None or int(found["week"]) > 53:
        return None
    piece = Piece(at, found.end(), "week", Precision.WEEK, danish.week(int(found["week"])), int(found["week"]))
    return with_week_year(text, piece)


def quarter_piece(text: str, at: int) -> Piece | None:
    found = QUARTER.match(text, at) or LETTER_QUARTER.match(text, at)
    if found is None:
        return None
    number = int(found["number"] or ORDINALS[found["word"]])
    piece = Piece(at, found.end(), "quarter", Precision.QUARTER, quarter(number), number)
    piece.strong = "letter" not in found.groupdict()
    return with_year(text, piece)


def quarter(number: int) -> Bounds:
    return danish.months(3 * number - 2, 3 * number)


def half_piece(text: str, at: int) -> Piece | None:
    """A half-year is six whole months, so its precision is month."""
    found = HALF.match(text, at)
    if found is None:
        return None
    number = int(found["number"] or ORDINALS[found["word"]])
    return with_year(text, Piece(at, found.end(), "half", Precision.MONTH, half(number), number))


def half(number: int) -> Bounds:
    return danish.months(6 * number - 5, 6 * number)


def season_piece(text: str, at: int) -> Piece | None:
    found = SEASON.match(text, at)
    if found is None:
        return None
    number = danish.SEASONS.index(found["name"])
    piece = Piece(at, found.end(), "season", Precision.SEASON, danish.season(number), number)
    piece.strong = bool(found["the"]) and text[max(0, at - 3) : at] != "om "
    piece = with_year(text, piece)
    if number == 3:
        piece.last_year = None
    return piece


def year_piece(text: str, at: int) -> Piece | None:
    """A year alone, which only its surroundings make a date; two years with a dash or slash always are one."""
    found = YEAR.match(text, at)
    if found is None:
        return None
    year = int(found["year"])
    piece = Piece(at, found.end(), "year", Precision.YEAR, danish.whole_year, year=year, strong=False)
    if found["to_year"]:
        after = century(found["to_year"][1:])
        if not year < after < year + 30:
            piece.to = found.start("to_year")
        else:
            piece.last_year, piece.strong = after, True
    return piece


READERS: tuple[Callable[[str, int], Piece | None], ...] = (
    quarter_piece, half_piece, year_piece, day_piece, week_piece, part_of_year, month_piece, season_piece,
)  # fmt: skip


def read_piece(text: str, at: int) -> Piece | None:
    """The piece that begins exactly at `at`, if any."""
    return next((piece for reader in READERS if (piece := reader(text, at))), None)
