"""One period: a week, a month or part of it, a quarter, a half-year, a season, a year."""

import re
from collections.abc import Callable

from samskab.ground.dates import danish
from samskab.ground.dates.clocks import MONTH_WORD
from samskab.ground.dates.danish import Bounds
from samskab.ground.dates.days import day_piece
from samskab.ground.dates.pieces import (
    FULL_YEAR,
    NOT_COUNTED,
    NUMBER_ENDS,
    WEEKDAY,
    YEAR_AFTER,
    YEAR_THEN,
    Piece,
    century,
    end_of_name,
    weekday_number,
    with_year,
)
from samskab.ground.dates.when import Precision

MONTH = re.compile(rf"(?P<name>{MONTH_WORD})(?P<stop>\.?)(?![a-zæøå_])(?: måned(?!\w))?")
SLIP = re.compile(rf"(?P<name>[a-zæøå]{{4,10}})(?P<stop>)(?= {FULL_YEAR}(?![0-9]))")
PART = (
    r"(?:primo|medio|ultimo|(?:i )?(?:starten|begyndelsen|midten|slutningen|udgangen|første halvdel"
    r"|anden halvdel|1\. halvdel|2\. halvdel) (?:af|i)"
    r"|(?:start|midt|slut|først|sidst|tidligt|sent) (?:i )?)"
)
PART_OF = re.compile(rf"(?P<part>{PART})(?: ?[/-] ?(?P<part2>{PART}))? ?(?=\w)")
OF_YEAR = re.compile(rf"(?P<part>{PART}) ?(?:år )?(?P<year>{FULL_YEAR}){NUMBER_ENDS}{NOT_COUNTED}")
WEEK = re.compile(r"(?:(?:uge|ugerne|uger) ?(?:nr\.? ?)?|u\. ?)(?P<week>[0-9]{1,2})(?![0-9])(?!\.[0-9])")
NEXT_WEEK = re.compile(rf"(?P<week>[0-9]{{1,2}})(?![0-9])(?![./][0-9])(?!\.? ?{MONTH_WORD}){NOT_COUNTED}")
WEEK_YEAR = re.compile(r"/(?P<year>[2-9][0-9])(?![0-9/])")
ISO_WEEK = re.compile(rf"(?P<year>{FULL_YEAR})-?w(?P<week>[0-9]{{2}})(?!\w)")
SHORT_WEEKDAY = "(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?"
FIRST_DAY_OF_WEEK = re.compile(
    rf"(?P<weekday>{SHORT_WEEKDAY})(?!\w)\.?(?=(?: ?(?:[-/,+&]|og|samt|til|eller) ?(?:og |samt )?{SHORT_WEEKDAY}(?!\w)\.?)+"
    r",? (?:i )?u(?:ge|\.) ?[0-9])"
)
YEAR_FIRST = re.compile(rf"(?P<year>{FULL_YEAR})[,:]? ?-? ?(?=[uqk1-4])")
NUMBER_OF_MONTH = re.compile(rf"(?P<month>0?[1-9]|1[0-2])[/-](?P<year>{FULL_YEAR})(?![0-9/-]|\.[0-9])")
WEEK_OF_MONTH = re.compile(r"(?P<which>første|sidste) uge (?:i|af) ")
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


# The same parts of a year, as first and last month.
PARTS_OF_YEAR = {(1, 10): (1, 3), (11, 20): (5, 8), (21, 31): (10, 12), (1, 15): (1, 6), (16, 31): (7, 12)}


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
        first, last = third(part["part"])[0], third(part["part2"] or part["part"])[1]
        piece.kind, piece.precision = "part", Precision.PART_OF_MONTH
        piece.bounds = danish.days_of_month(number, first, last)
    piece.strong = bool(part) or found["name"] not in danish.SHORT_MONTHS
    return with_year(text, piece)


def third(words: str) -> tuple[int, int]:
    """The first and last day of the part that "primo", "i slutningen af" and the like name."""
    return THIRDS[words.removeprefix("i ").split()[0]]


def part_of_year(text: str, at: int) -> Piece | None:
    """Primo 2025 is its first quarter, ultimo its last, and the middle is May to August."""
    found = OF_YEAR.match(text, at)
    if found is None:
        return None
    months = PARTS_OF_YEAR[third(found["part"])]
    precision = Precision.QUARTER if months[1] - months[0] == 2 else Precision.MONTH
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


def iso_week(text: str, at: int) -> Piece | None:
    """2025-W07."""
    found = ISO_WEEK.match(text, at)
    if found is None:
        return None
    number = int(found["week"])
    return Piece(at, found.end(), "week", Precision.WEEK, danish.week(number), number, int(found["year"]))


def weekday_of_a_week(text: str, at: int) -> Piece | None:
    """The "mandag" of "mandag-onsdag i uge 12": bare, until the last of them says which week."""
    found = FIRST_DAY_OF_WEEK.match(text, at)
    if found is None:
        return None
    weekday = weekday_number(found["weekday"])
    return Piece(
        at, found.end(), "bare", Precision.DAY, danish.no_days, weekday=weekday, strong=False, led=True, dotted=True
    )


def year_first(text: str, at: int) -> Piece | None:
    """2026 uge 12, 2026 Q1, 2026: 2. halvår."""
    found = YEAR_FIRST.match(text, at)
    if found is None:
        return None
    piece = week_piece(text, found.end()) or quarter_piece(text, found.end()) or half_piece(text, found.end())
    if piece is None or piece.year is not None:
        return None
    piece.at, piece.year, piece.strong = at, int(found["year"]), True
    return piece


def number_of_month(text: str, at: int) -> Piece | None:
    """03/2026 and 03-2026, where they cannot be the number of anything else."""
    found = NUMBER_OF_MONTH.match(text, at)
    if found is None:
        return None
    number, year = int(found["month"]), int(found["year"])
    bounds = danish.months(number, number)
    return Piece(at, found.end(), "month", Precision.MONTH, bounds, number, year, strong=False)


def week_of_month(text: str, at: int) -> Piece | None:
    """Its first or last seven days."""
    found = WEEK_OF_MONTH.match(text, at)
    piece = month_piece(text, found.end()) if found else None
    if found is None or piece is None or piece.kind != "month":
        return None
    month = piece.number
    piece.at, piece.kind, piece.precision, piece.strong = at, "part", Precision.PART_OF_MONTH, True
    piece.bounds = danish.days_of_month(month, 1, 7) if found["which"] == "første" else danish.last_week(month)
    return piece


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
        if year < after < year + 30:
            piece.last_year, piece.strong = after, True
        else:
            return iso_month(found, piece)
    return piece


def iso_month(found: re.Match[str], piece: Piece) -> Piece:
    """2025-03, where the end of "2025-03" cannot be a later year."""
    month = found["to_year"][1:]
    if found["to_year"][0] == "-" and len(month) == 2 and 0 < int(month) < 13:
        piece.kind, piece.precision, piece.number, piece.strong = "month", Precision.MONTH, int(month), True
        piece.bounds = danish.months(piece.number, piece.number)
    else:
        piece.to = found.start("to_year")
    return piece


READERS: tuple[Callable[[str, int], Piece | None], ...] = (
    quarter_piece, half_piece, part_of_year, week_of_month, month_piece, number_of_month, iso_week, year_first,
    weekday_of_a_week, year_piece, day_piece, week_piece, season_piece,
)  # fmt: skip


def read_piece(text: str, at: int) -> Piece | None:
    """The piece that begins exactly at `at`, if any."""
    return next((piece for reader in READERS if (piece := reader(text, at))), None)
