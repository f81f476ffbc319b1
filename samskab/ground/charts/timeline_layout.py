"""Where things stand on the timeline. All lengths in px; the promise is that no words touch other words or a leader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from math import ceil

from samskab.ground.charts.ink import LEADING, TEXT
from samskab.ground.charts.timeline_shapes import Event
from samskab.ground.charts.wrapping import width as em
from samskab.ground.charts.wrapping import wrap

AXIS_Y, FIRST_ROW, ROW = 62.0, 88.0, 34.0
BESIDE, CLEAR = 6.0, 6.0
LABEL_ROOM = 140.0
LEAST_MONTH = 72.0
LEAST_MONTHS = 6
MOST_TRIED = 12
NOTHING = 0.01  # two on one day stand at the same place, whatever a sum of fractions comes to


@dataclass(frozen=True)
class Box:
    """A rectangle; `left` < `right`, `top` < `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def with_air(self, air: float) -> "Box":
        return Box(self.left - air, self.top, self.right + air, self.bottom)


@dataclass
class Mark:
    """An event that has a place: words in `box` on `row`, and for a point a leader down from the thread at `x`."""

    event: "Event"
    x: float
    end_x: float
    lines: list[str]
    row: int = 0
    on_left: bool = False
    moved: Box | None = None

    @property
    def is_point(self) -> bool:
        return self.event.is_point

    @cached_property
    def words_width(self) -> float:
        return max((em(line) for line in self.lines), default=0.0) * TEXT

    @cached_property
    def rows(self) -> int:
        """How many rows its words fill."""
        return max(1, ceil((len(self.lines) * LEADING + CLEAR) / ROW))

    @property
    def box(self) -> Box:
        return self.box_at(self.row, self.on_left)

    def box_at(self, row: int, on_left: bool) -> Box:
        top = FIRST_ROW + row * ROW
        bottom = top + max(len(self.lines), 1) * LEADING + CLEAR
        if not self.is_point:
            return Box(self.x, top, max(self.end_x, self.x + self.words_width + 16), bottom)
        if on_left:
            return Box(self.x - BESIDE - self.words_width, top, self.x - BESIDE, bottom)
        return Box(self.x + BESIDE, top, self.x + BESIDE + self.words_width, bottom)

    @property
    def leader(self) -> Box:
        """As thin as a line; from the thread to the foot of its words."""
        return Box(self.x - 0.5, AXIS_Y, self.x + 0.5, self.box.bottom - CLEAR)

    @property
    def areas(self) -> list[Box]:
        """Everything it takes up."""
        return [self.box, *([self.leader] if self.is_point else []), *([self.moved] if self.moved else [])]


@dataclass
class Scale:
    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        return (day - self.first).days / max((self.last - self.first).days, 1) * self.width


@dataclass
class Plan:
    scale: Scale
    today: date
    marks: list[Mark]
    prefix: str = "tidslinje"
    undated: list[str] = field(default_factory=list)
    undated_box: Box | None = None
    height: float = 0

    @property
    def today_x(self) -> float | None:
        return self.scale.x(self.today) if self.scale.first <= self.today <= self.scale.last else None


def arrange(
    events: "Sequence[Event]", today: date, width: float, undated_lead: str = "", prefix: str = "tidslinje"
) -> Plan:
    """A place for everything. `undated_lead` begins the box of what has no date; ids begin with `prefix`."""
    dated = [event for event in events if event.start is not None]
    scale = wide_enough(dated, today, width)
    marks = [mark_of(event, scale) for event in sorted(dated, key=lambda event: event.start or date.max)]
    place_points([mark for mark in marks if mark.is_point])
    place_spans(marks)
    place_moves(marks, scale)
    undated = " · ".join(event.label for event in events if event.start is None)
    lines = wrap(f"{undated_lead} {undated}", width * 0.6 / TEXT) if undated else []
    plan = Plan(scale, today, marks, prefix, lines)
    place_undated(plan)
    return plan


def mark_of(event: "Event", scale: Scale) -> Mark:
    start = event.start or scale.first
    last = scale.last if event.precision == "ongoing" and event.end is None else event.last or start
    x, end_x = scale.x(start), scale.x(last + timedelta(days=1))
    room = LABEL_ROOM if event.is_point else max(LABEL_ROOM, min(end_x, scale.width) - x - 16)
    lines = wrap(event.label, room / TEXT)
    if not event.is_point:
        x = max(0.0, min(x, scale.width - max((em(line) for line in lines), default=0.0) * TEXT - 16))
    return Mark(event, x, min(end_x, scale.width), lines)


def first_of_month(day: date, months: int = 0) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def wide_enough(dated: "Sequence[Event]", today: date, width: float) -> Scale:
    """Whole months around every date and today, and as many more as the last words need to the right."""
    days = [day for event in dated for day in (event.start, event.last, *(event.moved_from or ())) if day] or [today]
    first = first_of_month(min([*days, today] if is_near(today, days) else days))
    last = first_of_month(max([*days, today] if is_near(today, days) else days), 1)
    last = max(last, first_of_month(first, LEAST_MONTHS))
    scale = Scale(first, last, width)
    months = 0
    while months < 240 and any(
        mark.is_point and mark.box.right > width for mark in (mark_of(one, scale) for one in dated)
    ):
        months += 1
        scale = Scale(first, first_of_month(last, months), width)
    return scale


def is_near(today: date, days: Sequence[date]) -> bool:
    """Whether today belongs in the picture: a plan that ended long ago is shown without it."""
    return min(days) - timedelta(days=92) <= today <= max(days) + timedelta(days=92)


def place_points(points: list[Mark]) -> None:
    """Words to the right of their leader, or to the left where that lets everything stand higher.

    With all words on the right there is always a way: the earlier one goes deeper. From there the deepest are tried
    on the other side, one at a time, and kept there when it helps.
    """
    sides = [False] * len(points)
    rows = settle(points, sides) or []
    for at in sorted(range(len(points)), key=lambda at: -rows[at])[:MOST_TRIED]:
        sides[at] = True
        better = settle(points, sides)
        if better is not None and depth(points, better) < depth(points, rows):
            rows = better
        else:
            sides[at] = False
    for mark, row, on_left in zip(points, rows, sides, strict=True):
        mark.row, mark.on_left = row, on_left


def depth(points: Sequence[Mark], rows: Sequence[int]) -> tuple[int, int]:
    return max(row + mark.rows for mark, row in zip(points, rows, strict=True)), sum(rows)


def settle(points: Sequence[Mark], sides: Sequence[bool]) -> list[int] | None:
    """The highest row for each with these sides, or None when two would have to stand under each other."""
    boxes = [mark.box_at(0, side).with_air(CLEAR) for mark, side in zip(points, sides, strict=True)]
    if any(side and box.left < 0 for side, box in zip(sides, boxes, strict=True)):
        return None
    passed = {
        at: {other for other, mark in enumerate(points) if other != at and box.left + NOTHING < mark.x < box.right}
        for at, box in enumerate(boxes)
    }
    try:
        order = [*TopologicalSorter(passed).static_order()]
    except CycleError:
        return None
    rows: dict[int, int] = {}
    for at in order:
        rows[at] = highest_row(at, points, boxes, rows, passed[at])
    return [rows[at] for at in range(len(points))]


def highest_row(
    at: int, points: Sequence[Mark], boxes: Sequence[Box], rows: Mapping[int, int], passed: Iterable[int]
) -> int:
    """Below every leader its words lie across, and beside no words it would touch."""
    taken = [
        range(rows[other], rows[other] + points[other].rows)
        for other in rows
        if boxes[at].left < boxes[other].right and boxes[other].left < boxes[at].right
    ]
    row = max((rows[other] + points[other].rows for other in passed), default=0)
    while any(row < busy.stop and busy.start < row + points[at].rows for busy in taken):
        row += 1
    return row


def place_spans(marks: Sequence[Mark]) -> None:
    """Each bar as high as it can be without lying across words, a leader or another bar."""
    taken = [area for mark in marks if mark.is_point for area in mark.areas]
    for mark in (one for one in marks if not one.is_point):
        mark.row = 0
        while not is_free(mark.box.with_air(CLEAR), taken):
            mark.row += 1
        taken += mark.areas


def is_free(box: Box, taken: Sequence[Box]) -> bool:
    return not any(box.meets(area) for area in taken)


def place_moves(marks: Sequence[Mark], scale: Scale) -> None:
    """An empty, dashed place where something stood before, below the words of what moved."""
    taken = [area for mark in marks for area in mark.areas]
    for mark in marks:
        if mark.event.moved_from is None:
            continue
        start, end = mark.event.moved_from
        wide = em(mark.event.moved_words) * TEXT + 20
        left = max(0.0, min(scale.x(start), scale.width - wide))
        right = min(scale.width, max(scale.x(end + timedelta(days=1)), left + wide))
        row = mark.row + 1
        while not is_free(moved_box(left, right, row).with_air(CLEAR), taken):
            row += 1
        mark.moved = moved_box(left, right, row)
        taken.append(mark.moved)


def moved_box(left: float, right: float, row: int) -> Box:
    top = FIRST_ROW + row * ROW
    return Box(left, top, right, top + LEADING + CLEAR)


def place_undated(plan: Plan) -> None:
    """Under everything, to the right."""
    bottoms = [box.bottom for mark in plan.marks for box in (mark.box, mark.moved) if box]
    floor = max(bottoms, default=FIRST_ROW)
    plan.height = floor + 12
    if plan.undated:
        wide = max(em(line) for line in plan.undated) * TEXT + 24
        top = floor + 8
        plan.undated_box = Box(plan.scale.width - wide, top, plan.scale.width, top + len(plan.undated) * LEADING + 10)
        plan.height = plan.undated_box.bottom + 2
