"""One walk through a text that meets every date, time and word for an ongoing activity."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from samskab.ground.dates import danish
from samskab.ground.dates.clocks import Clock, read_clock
from samskab.ground.dates.plain import Plain
from samskab.ground.dates.provisos import note_provisos
from samskab.ground.dates.units import AFTERWARDS, Unit, is_a_date, read_sequence, resolve, units_of

DAY_NAME = "(?:" + "|".join(danish.WEEKDAYS) + ")"
WORD = re.compile(r"(?<!\w)(?<![0-9][.,:/-])[0-9a-zæøå]")
RECURRING = re.compile(
    rf"hver (?:(?:anden|tredje|fjerde|første|sidste) )?{DAY_NAME}(?: i måneden)?(?!\w)|{DAY_NAME}e(?!\w)"
    rf"|(?:den )?(?:første|anden|tredje|fjerde|sidste|[1-4]\.) {DAY_NAME} i (?:hver )?måned(?:en)?(?!\w)"
)
ONGOING = re.compile(
    r"(?:løbende|kontinuerligt?|fortløbende|vedvarende|undervejs|ugentligt?|månedligt?|dagligt?|kvartalsvist?|året rundt"
    r"|(?:gennem |i |under )?hele (?:projekt)?(?:perioden|forløbet|projektet|året)|hvert? (?:(?:anden|andet|tredje) )?(?:uge|måned|dag|kvartal|halvår|år))(?!\w)"
)
TO_DATES = re.compile(r" ?[,:(-]? ?(?P<word>(?:fra|i|i perioden|til|frem til|indtil|til og med|gennem|hen over|hele|siden)?) ?(?:den |d\. )?")
ONWARDS = re.compile(
    r" ?[,(-]? ?(?:(?:og|samt) )?(?:(?:derefter )?(?P<loose>løbende|kontinuerligt)|(?:og )?frem(?:efter|adrettet|over)?(?= ?(?:$|[\n,.;)]))|og frem(?!\w))\)?"
)
TO_NEXT = re.compile(r",? ?(?:på |den )?")
FROM_LAST = re.compile(r"[^.;!?\n0-9()]{0,40}")


@dataclass(slots=True)
class Marker:
    """Words for an ongoing activity, at `at`..`to` in the even text."""

    at: int
    to: int
    firm: bool
    clock: Clock | None = None


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
    note_provisos(plain, scan.units, cell)
    return scan


def meet(scan: Scan, text: str, at: int, cell: bool) -> int:
    """Take what begins at `at` into the scan; returns where to go on."""
    if marker := read_marker(text, at):
        scan.markers.append(marker)
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
    afterwards = AFTERWARDS.match(text, run.to)
    if afterwards:
        scan.units[-1].to = afterwards.end()
    return scan.units[-1].to


def read_marker(text: str, at: int) -> Marker | None:
    firm = RECURRING.match(text, at)
    found = firm or ONGOING.match(text, at)
    return Marker(at, found.end(), bool(firm)) if found else None


def place_clocks(scan: Scan) -> None:
    """Give times that stand apart to the date right after them, or to the date or "hver tirsdag" a few words before."""
    text = scan.plain.text
    starts, ends = [unit.at for unit in scan.units], [unit.to for unit in scan.units]
    for clock in scan.clocks:
        following = bisect_left(starts, clock.to)
        unit = scan.units[following] if following < len(starts) else None
        before = scan.units[following - 1] if following and ends[following - 1] <= clock.at else None
        if unit and not unit.clock and TO_NEXT.fullmatch(text, clock.to, unit.at):
            unit.clock, unit.at = clock, clock.at
        elif not give_to_marker(scan, clock) and before and not before.clock and FROM_LAST.fullmatch(text, before.to, clock.at):
            before.clock, before.to = clock, clock.to


def give_to_marker(scan: Scan, clock: Clock) -> bool:
    near = bisect_left([m.at for m in scan.markers], clock.at) - 1
    marker = scan.markers[near] if near >= 0 else None
    if marker is None or marker.clock or not FROM_LAST.fullmatch(scan.plain.text, marker.to, clock.at):
        return False
    if any(marker.to <= unit.at < clock.at for unit in scan.units):
        return False
    marker.clock, marker.to = clock, clock.to
    return True


def place_markers(scan: Scan, cell: bool) -> None:
    """Join "løbende" and the like with the dates they speak of; keep the others that may stand alone."""
    left = [marker for marker in scan.markers if not join_following(scan, marker)]
    for unit in scan.units:
        onwards = ONWARDS.match(scan.plain.text, unit.to)
        if onwards:
            unit.ongoing, unit.open_end, unit.to = True, True, onwards.end()
    covered = [(unit.at, unit.to) for unit in scan.units]
    scan.markers = [
        m
        for m in left
        if not any(at <= m.at < to for at, to in covered) and (m.firm or cell or scan.plain.stands_alone(m.at, m.to))
    ]


def join_following(scan: Scan, marker: Marker) -> bool:
    number = bisect_left([unit.at for unit in scan.units], marker.to)
    if number >= len(scan.units):
        return False
    unit, text = scan.units[number], scan.plain.text
    link = TO_DATES.fullmatch(text, marker.to, unit.at)
    if link is None:
        return False
    unit.ongoing = True
    unit.open_start = link["word"] in ("til", "frem til", "indtil", "til og med")
    unit.open_end = unit.first is unit.last and (text.startswith("fra ", unit.at) or link["word"] in ("fra", "siden"))
    unit.at, unit.clock = marker.at, unit.clock or marker.clock
    return True
