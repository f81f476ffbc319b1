"""One walk through a text that meets every date, time and word for an ongoing activity."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from samskab.ground.dates import danish
from samskab.ground.dates.caution import is_a_date
from samskab.ground.dates.clocks import Clock, read_clock, read_second_clock
from samskab.ground.dates.plain import Plain
from samskab.ground.dates.provisos import note_provisos
from samskab.ground.dates.units import AFTERWARDS, Unit, read_sequence, resolve, units_of
from samskab.ground.dates.when import Precision

DAY_NAME = "(?:" + "|".join(danish.WEEKDAYS) + ")"
WORD = re.compile(r"(?<!\w)(?<![0-9][.,:/-])[0-9a-zæøå]")
RECURRING = re.compile(
    rf"hver (?:(?:anden|tredje|fjerde|første|sidste) )?{DAY_NAME}(?: i måneden)?(?!\w)|{DAY_NAME}e(?!\w)"
    rf"|(?:den )?(?:første|anden|tredje|fjerde|sidste|[1-4]\.) {DAY_NAME} i (?:hver )?måned(?:en)?(?!\w)"
)
ONGOING = re.compile(
    r"(?:løbende|kontinuerligt?|fortløbende|vedvarende|undervejs|ugentligt?|månedligt?|dagligt?"
    r"|kvartalsvist?|året rundt"
    r"|(?:gennem |i |under )?hele (?:projekt)?(?:perioden|forløbet|projektet|året)|hvert? (?:(?:anden"
    r"|andet|tredje) )?(?:uge|måned|dag|kvartal|halvår|år))(?!\w)"
)
UNDATED = re.compile(
    r"(?:(?:dato(?:en|er|erne)?|tid(?:spunkt)?(?:et)?) (?:følger|kommer|aftales|fastsættes|fastlægges"
    r"|meldes ud|udmeldes|ukendt|mangler|afklares|er ikke|ikke)"
    r"|uden dato|tba|tbd|t\.b\.a\.|(?:aftales|fastsættes|fastlægges|afklares|planlægges|besluttes"
    r"|meldes ud) (?:senere|nærmere|løbende|undervejs)|følger senere|følger|endnu ikke (?:fastlagt|fastsat"
    r"|aftalt))(?!\w)"
)
TO_DATES = re.compile(
    r" ?[,:(-]? ?(?P<word>(?:fra|i|i perioden|til|frem til|indtil|til og med|gennem|hen over|hele"
    r"|siden)?) ?(?:den |d\. )?"
)
ONWARDS = re.compile(
    r" ?[,(-]? ?(?:(?:og|samt) )?(?:(?:derefter )?(?P<loose>løbende|kontinuerligt)|(?:og )?frem(?:efter"
    r"|adrettet|over)?(?= ?(?:$|[\n,.;)]))|og frem(?!\w))\)?"
)
TO_NEXT = re.compile(r",? ?(?:på |den )?")
TO_MARKER = re.compile(r" ?[,(/-]? ?(?:(?:og|i|gennem|under) )?")
FROM_LAST = re.compile(r"[^.;!?\n0-9()]{0,40}")


@dataclass(slots=True)
class Marker:
    """Words at `at`..`to` in the even text that say ongoing, or that there is no date yet.

    A `firm` one says so wherever it stands; others only where they stand alone.
    """

    at: int
    to: int
    firm: bool
    precision: Precision = Precision.ONGOING
    clock: Clock | None = None
    tentative: bool = False
    condition: str = ""


@dataclass(slots=True)
class Scan:
    """What one walk through a text met, in order."""

    plain: Plain
    units: list[Unit]
    clocks: list[Clock]
    markers: list[Marker]


def walk(plain: Plain, *, cell: bool) -> Scan:
    """Meet every date, time and word for an ongoing activity once, from left to right."""
    scan, text, done = Scan(plain, [], [], []), plain.text, 0
    for word in WORD.finditer(text):
        if word.start() >= done:
            done = meet(scan, text, word.start(), cell)
    place_clocks(scan)
    place_markers(scan, cell)
    note_provisos(plain, sorted([*scan.units, *scan.markers], key=lambda each: each.at), cell)
    return scan


def meet(scan: Scan, text: str, at: int, cell: bool) -> int:
    """Take what begins at `at` into the scan; returns where to go on."""
    if marker := read_marker(text, at):
        take_marker(scan, marker)
        return marker.to
    run = read_sequence(text, at)
    if run is None:
        clock = read_clock(text, at)
        if clock:
            scan.clocks.append(clock)
        return clock.to if clock else at + 1
    seen = run.to
    if not resolve(run) or not is_a_date(scan.plain, run, cell):
        return seen
    scan.units += units_of(run, at)
    take_second_times(scan, text)
    afterwards = AFTERWARDS.match(text, run.to)
    if afterwards:
        scan.units[-1].to = afterwards.end()
    return scan.units[-1].to


def take_second_times(scan: Scan, text: str) -> None:
    """One more entry for each further time of the same day: "kl. 9-12 og 13-15"."""
    while (day := scan.units[-1]).clock and day.to == day.clock.to and (clock := read_second_clock(text, day.to)):
        scan.units.append(replace(day, at=clock.at, to=clock.to, clock=clock))


def read_marker(text: str, at: int) -> Marker | None:
    firm = RECURRING.match(text, at)
    if firm or (undated := UNDATED.match(text, at)) is None:
        found = firm or ONGOING.match(text, at)
        return Marker(at, found.end(), bool(firm)) if found else None
    return Marker(at, undated.end(), False, Precision.UNDATED)


def take_marker(scan: Scan, marker: Marker) -> None:
    """Keep a marker, as part of the one before when the two say one thing: "løbende i hele perioden"."""
    before = scan.markers[-1] if scan.markers else None
    if before and before.precision is marker.precision and TO_MARKER.fullmatch(scan.plain.text, before.to, marker.at):
        before.to, before.firm = marker.to, before.firm or marker.firm
    else:
        scan.markers.append(marker)


def place_clocks(scan: Scan) -> None:
    """Give times that stand apart to the date right after them, or to the date or "hver tirsdag" a few words before."""
    text = scan.plain.text
    starts, ends = [unit.at for unit in scan.units], [unit.to for unit in scan.units]
    marks = [marker.at for marker in scan.markers]
    for clock in scan.clocks:
        following, near = bisect_left(starts, clock.to), bisect_left(marks, clock.at)
        unit = scan.units[following] if following < len(starts) else None
        before = scan.units[following - 1] if following and ends[following - 1] <= clock.at else None
        marker = scan.markers[near - 1] if near and (before is None or before.to <= marks[near - 1]) else None
        if unit and not unit.clock and TO_NEXT.fullmatch(text, clock.to, unit.at):
            unit.clock, unit.at = clock, clock.at
        elif target := marker or before:
            give_later(text, target, clock)


def give_later(text: str, target: Unit | Marker, clock: Clock) -> None:
    """Give a time to the date or marker a few words before it, unless that has one."""
    if not target.clock and FROM_LAST.fullmatch(text, target.to, clock.at):
        target.clock, target.to = clock, clock.to


def place_markers(scan: Scan, cell: bool) -> None:
    """Join "løbende" and the like with the dates they speak of; keep the others that may stand alone."""
    starts = [unit.at for unit in scan.units]
    left = []
    for marker in scan.markers:
        number = bisect_left(starts, marker.to)
        if number == len(starts) or not join_following(scan.plain.text, marker, scan.units[number]):
            left.append(marker)
    for unit in scan.units:
        onwards = ONWARDS.match(scan.plain.text, unit.to)
        if onwards:
            unit.ongoing, unit.open_end, unit.to = True, True, onwards.end()
    scan.markers = [m for m in left if may_stand(scan, m, bisect_left(starts, m.at), cell)]
    if cell and (scan.units or any(m.precision is Precision.ONGOING for m in scan.markers)):
        scan.markers = [m for m in scan.markers if m.precision is Precision.ONGOING]


def may_stand(scan: Scan, marker: Marker, number: int, cell: bool) -> bool:
    """Whether a marker speaks for itself; not when the date before it has taken it in."""
    if number and scan.units[number - 1].to > marker.at:
        return False
    return marker.firm or cell or scan.plain.stands_alone(marker.at, marker.to)


def join_following(text: str, marker: Marker, unit: Unit) -> bool:
    """Make a date the time that something is ongoing, when the marker leads to it: "løbende fra marts"."""
    link = TO_DATES.fullmatch(text, marker.to, unit.at)
    if link is None or marker.precision is Precision.UNDATED:
        return False
    unit.ongoing = True
    unit.open_start = link["word"] in ("til", "frem til", "indtil", "til og med")
    unit.open_end = unit.first is unit.last and (text.startswith("fra ", unit.at) or link["word"] in ("fra", "siden"))
    unit.at, unit.clock = marker.at, unit.clock or marker.clock
    return True
