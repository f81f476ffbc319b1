"""Pieces put together: ranges, lists, and the times that belong to them. Years may still be missing."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from samskab.ground.dates import danish, periods
from samskab.ground.dates.clocks import Clock, read_bare_clock, read_clock, read_lone_clock
from samskab.ground.dates.periods import next_week, read_piece
from samskab.ground.dates.pieces import WEEKDAY, Piece, take_full_year
from samskab.ground.dates.when import Precision

LINK = re.compile(
    r"(?P<range> ?[-/] ?| (?:til og med|frem til|og til|til|t\.?o\.?m\.?) )"
    r"|(?P<list> ?[,&+] ?(?:og |samt |eller )?| (?:og|samt|eller|el\.) )"
)
OPENING = re.compile(r"(?P<mellem>mellem )|(?:i perioden )?fra |i perioden ")
PARTS_OF_DAY = (
    r"(?:(?:om )?(?:formiddagen|eftermiddagen|aftenen|morgenen)|formiddag|eftermiddag|aften|morgen"
    r"|hele dagen|heldag|alle dage|begge dage)"
)
TO_CLOCK = re.compile(rf" ?[,;:.]? ?(?P<paren>\()?(?:(?:{PARTS_OF_DAY}|tidspunkt|tid),?:? ?)?")
AFTERWARDS = re.compile(rf",? ?\(?{PARTS_OF_DAY}(?!\w)\)?|,? ?\((?:{WEEKDAY})\)")
PERIODS = ("month", "part", "quarter", "half", "season")
LEAP_YEAR_OF_53_WEEKS = 2020
COARSENESS = list(Precision)


@dataclass(slots=True)
class Unit:
    """One date or one range at `at`..`to` in the even text.

    `first` and `last` are the same piece for a date that is no range. Units of one `sequence` were written as a list.
    """

    first: Piece
    last: Piece
    at: int
    to: int
    sequence: int = 0
    clock: Clock | None = None
    tentative: bool = False
    condition: str = ""
    ongoing: bool = False
    open_end: bool = False
    open_start: bool = False
    shares_year: bool = False
    backwards: bool = False

    @property
    def precision(self) -> Precision:
        return max(self.first.precision, self.last.precision, key=COARSENESS.index)

    @property
    def has_year(self) -> bool:
        return self.first.year is not None or self.last.year is not None


@dataclass(slots=True)
class Sequence:
    """Pieces and the links between them ("range" or "list"), up to `to`; `mellem` makes the first "og" a range."""

    at: int
    to: int
    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ors: bool = False
    mellem: bool = False


def order(piece: Piece) -> date:
    """Where in a year a piece lies, for telling whether a range crosses the new year."""
    try:
        return piece.bounds(LEAP_YEAR_OF_53_WEEKS)[0]
    except ValueError:
        return date.min


def read_sequence(text: str, at: int) -> Sequence | None:
    """The longest run of linked pieces from `at`, or None when no piece begins there."""
    opening = OPENING.match(text, at)
    start = opening.end() if opening else at
    piece = read_piece(text, start)
    if piece is None:
        return None
    run = Sequence(at, piece.to, mellem=bool(opening and opening["mellem"]))
    while piece is not None:
        run.pieces.append(piece)
        run.to = piece.to
        take_clock(text, piece)
        piece = follow(text, run)
    return run


def take_clock(text: str, piece: Piece) -> None:
    """Give a piece the time written right after it."""
    if piece.kind == "bare":
        return
    piece.clock = clock_after(text, piece)
    if piece.clock:
        piece.to = piece.clock.to
        if piece.year is None:
            take_full_year(text, piece)


def clock_after(text: str, piece: Piece) -> Clock | None:
    way = TO_CLOCK.match(text, piece.to)
    for to in {way.end(), piece.to + (text[piece.to : piece.to + 1] == " ")} if way else ():
        clock = read_clock(text, to) or (bare_clock(text, to, piece) if piece.kind == "day" else None)
        if clock is None:
            continue
        if way and way["paren"] and to == way.end():
            if text[clock.to : clock.to + 1] != ")":
                continue
            return replace(clock, to=clock.to + 1)
        return clock
    return None


def bare_clock(text: str, at: int, piece: Piece) -> Clock | None:
    return read_bare_clock(text, at) or (read_lone_clock(text, at) if piece.year else None)


def follow(text: str, run: Sequence) -> Piece | None:
    """The next piece of a run, its link noted; None when the run ends here."""
    before = run.pieces[-1]
    link = LINK.match(text, before.to)
    if link is None or (run.links[-1:] == ["range"] and link["range"] is not None):
        return None
    if before.clock and (link["list"] is not None or before.clock.end):
        return None
    piece = read_piece(text, link.end())
    if before.kind == "week" and (piece is None or piece.kind == "bare"):
        piece = next_week(text, link.end())
    if piece is None or not may_follow(before, piece, link, run):
        return None
    alternatives = "el" in link[0] or (link[0].strip() == "/" and before.month is not None and piece.month is not None)
    run.ors = run.ors or alternatives
    mellem = run.mellem and len(run.pieces) == 1 and link[0] == " og "
    run.links.append("range" if mellem or (link["range"] is not None and not alternatives) else "list")
    return piece


def may_follow(before: Piece, piece: Piece, link: re.Match[str], run: Sequence) -> bool:
    """Whether the two may stand on either side of such a link."""
    if (
        before.kind == "bare"
        and not before.dotted
        and link["list"] is not None
        and not (run.mellem or run.pieces[0].led)
    ):
        return False
    if (before.kind == "year") != (piece.kind == "year"):
        return False
    if before.clock:
        return piece.kind == "day"
    if "til" in link[0] or before.kind == "bare":
        return True
    if before.kind == "day" and piece.kind == "bare":
        return link["list"] is not None
    return before.kind == piece.kind or (before.kind in PERIODS and piece.kind in PERIODS)


def resolve(run: Sequence) -> bool:
    """Give bare numbers the month (or quarter) of the piece after them; drop those at the end that have none.

    False when nothing is left.
    """
    while run.pieces and run.pieces[-1].kind == "bare":
        run.pieces.pop()
        if run.links:
            run.links.pop()
    for piece, after in reversed(list(pairwise(run.pieces))):
        if piece.kind == "bare" and not borrow(piece, after):
            return False
    if run.pieces:
        run.to = run.pieces[-1].to
    return bool(run.pieces)


def borrow(piece: Piece, after: Piece) -> bool:
    if piece.weekday is not None and not piece.number:
        return borrow_week(piece, after)
    makers = {"quarter": periods.quarter, "half": periods.half}
    if after.kind == "day" and after.month is not None:
        piece.bounds, piece.month = danish.day(piece.number, after.month), after.month
    elif after.kind in makers and piece.dotted:
        piece.bounds = makers[after.kind](piece.number)
    else:
        return False
    piece.kind, piece.precision, piece.shared = after.kind, after.precision, True
    return True


def borrow_week(piece: Piece, after: Piece) -> bool:
    """The first of "mandag-onsdag i uge 12" takes the week of the last."""
    if after.kind != "day" or after.month is not None or piece.weekday is None:
        return False
    piece.number, piece.bounds = after.number, danish.day_of_week(after.number, piece.weekday)
    piece.kind, piece.precision, piece.shared = "day", Precision.DAY, True
    return True


def units_of(run: Sequence, number: int) -> list[Unit]:
    """The run's ranges and single dates, in order, neighbouring months and the like made one."""
    units = [Unit(run.pieces[0], run.pieces[0], run.at, run.pieces[0].to, number)]
    for link, piece in zip(run.links, run.pieces[1:], strict=False):
        if link == "range" or are_neighbours(units[-1], piece):
            units[-1].last, units[-1].to = piece, piece.to
        else:
            units.append(Unit(piece, piece, piece.at, piece.to, number))
    for unit in units:
        unit.clock = range_clock(unit)
        unit.tentative = run.ors or bool(unit.clock and unit.clock.tentative)
    share(units)
    return units


def are_neighbours(unit: Unit, piece: Piece) -> bool:
    """Whether "maj og juni" says one period: the next of its kind, without a time of its own."""
    last = unit.last
    if last.kind != piece.kind or last.kind not in ("month", "quarter", "season", "half", "week", "year") or last.clock:
        return False
    if last.kind == "year":
        return last.year is not None and piece.year == last.year + 1
    turns = {"season": (3, 0), "month": (12, 1), "quarter": (4, 1), "half": (2, 1)}.get(last.kind)
    return piece.number == last.number + 1 or (last.number, piece.number) == turns


def range_clock(unit: Unit) -> Clock | None:
    """A range's time: its own ends' times when both have one, else the one that is there."""
    first, last = unit.first.clock, unit.last.clock
    if first and last and unit.first is not unit.last:
        return replace(first, end=last.start or last.end)
    return last or (replace(first) if first else None)


def share(units: list[Unit]) -> None:
    """A list's time, written once at its end, belongs to each date before it that has neither time nor year."""
    for unit, after in reversed(list(pairwise(units))):
        unit.shares_year = not unit.has_year and (after.has_year or after.shares_year)
        unit.backwards = unit.last.shared
        if unit.clock is None and not unit.has_year and after.first.kind == unit.last.kind:
            unit.clock = after.clock
