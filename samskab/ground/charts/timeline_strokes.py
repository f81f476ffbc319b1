"""The strokes of the timeline: the thread, its knots and leaders, bars that fade, and places that stand empty."""

from collections.abc import Iterator
from datetime import date

from django.utils import formats

from samskab.ground.charts.ink import (
    EDGE,
    GREY,
    HAIR,
    INK,
    LEADING,
    PAPER,
    SPAN,
    TEXT,
    THREAD,
    WHITE,
    attributes,
    box,
    line,
    number,
    ring,
    words,
)
from samskab.ground.charts.timeline_layout import AXIS_Y, LEAST_MONTH, Box, Mark, Plan, Scale, first_of_month
from samskab.ground.charts.wrapping import width as em

AHEAD = "2 6"
KNOT = 5.5


def months(scale: Scale) -> list[date]:
    """The first day of each month that is named: every one, or every second, third, sixth or twelfth when it is tight."""
    every = scale.width / max((scale.last - scale.first).days / 30.4, 1)
    step = next((step for step in (1, 2, 3, 6, 12) if every * step >= LEAST_MONTH), 24)
    found, at = [], 0
    while (day := first_of_month(scale.first, at)) < scale.last:
        found.append(day)
        at += step
    return found


def month_name(day: date, with_year: bool) -> str:
    name = formats.date_format(day, "F")[:3].lower()
    return f"{name} {day.year}" if with_year else name


def draw_axis(plan: Plan, today_words: str) -> list[str]:
    named = months(plan.scale)
    parts = []
    for at, day in enumerate(named):
        x = plan.scale.x(day)
        with_year = at == 0 or day.year != named[at - 1].year
        parts.append(line(f"M{number(x + 0.5)} 26V{number(plan.height)}", stroke=HAIR, width=1))
        parts.append(words(x + 6, 14, month_name(day, with_year), weight=500, fill=GREY))
    return [*parts, *draw_thread_of_time(plan), *draw_today(plan, today_words)]


def draw_thread_of_time(plan: Plan) -> Iterator[str]:
    """Solid until today, dotted ahead."""
    here = plan.today_x if plan.today_x is not None else plan.scale.width if plan.today > plan.scale.last else 0.0
    if here > 0:
        yield line(f"M1 {number(AXIS_Y)}H{number(here)}", width=2)
    if here < plan.scale.width:
        yield line(f"M{number(here + 4)} {number(AXIS_Y)}H{number(plan.scale.width - 1)}", width=2, dash=AHEAD)


def draw_today(plan: Plan, today_words: str) -> Iterator[str]:
    if plan.today_x is None:
        return
    wide = em(today_words) * TEXT + 16
    left = min(max(plan.today_x - wide / 2, 0), plan.scale.width - wide)
    yield line(f"M{number(plan.today_x)} 44V{number(AXIS_Y + 15)}", stroke=INK, width=1.5)
    yield box(left, 28, wide, 21, fill=INK, stroke=None, rx=3)
    yield words(left + wide / 2, 43.5, today_words, weight=600, fill=WHITE, anchor="middle")


def draw_lines(plan: Plan) -> Iterator[str]:
    """Bars, then leaders, then knots: each lies on top of what came before."""
    yield "<defs>" + "".join(fading(plan, at) for at, mark in enumerate(plan.marks) if not mark.is_point) + "</defs>"
    for at, mark in enumerate(plan.marks):
        if not mark.is_point:
            yield draw_span(mark, gradient_id(plan, at))
    for mark in plan.marks:
        if mark.is_point:
            foot = mark.leader.bottom
            yield line(f"M{number(mark.x)} {number(AXIS_Y)}V{number(foot)}", stroke="#8E8E8E", width=1)
    for mark in plan.marks:
        if mark.is_point:
            yield draw_knot(mark)


def fading(plan: Plan, at: int) -> str:
    stops = "".join(
        f'<stop offset="{offset}" stop-color="{SPAN}" stop-opacity="{opacity}"/>'
        for offset, opacity in ((0, 0), (0.14, 1), (0.86, 1), (1, 0))
    )
    return f'<linearGradient id="{gradient_id(plan, at)}">{stops}</linearGradient>'


def gradient_id(plan: Plan, at: int) -> str:
    return f"{plan.prefix}-span-{at}"


def draw_span(mark: Mark, gradient: str) -> str:
    area = mark.box
    foot = area.bottom - 1
    inset = min(12.0, (area.right - area.left) * 0.1)
    bar = box(
        area.left, area.top, area.right - area.left, area.bottom - area.top, fill=f"url(#{gradient})", stroke=None
    )
    return bar + line(f"M{number(area.left + inset)} {number(foot)}H{number(area.right - inset)}", stroke=EDGE, width=1)


def draw_knot(mark: Mark) -> str:
    state = mark.event.state
    if state == "held":
        return ring(mark.x, AXIS_Y, KNOT, fill=THREAD)
    if state in {"maybe", "dropped"}:
        return ring(
            mark.x, AXIS_Y, KNOT, fill=PAPER, stroke=EDGE, stroke_width=1.8, stroke_dasharray="3 2.2"
        ) + crossed(mark)
    return ring(mark.x, AXIS_Y, KNOT, fill=PAPER)


def crossed(mark: Mark) -> str:
    if mark.event.state != "dropped":
        return ""
    x, y = mark.x, AXIS_Y
    return line(f"M{number(x - 3)} {number(y - 3)}l6 6m0 -6l-6 6", stroke=EDGE, width=1.5)


def draw_words(plan: Plan) -> Iterator[str]:
    for mark in plan.marks:
        anchor = "end" if mark.is_point and mark.on_left else None
        x = mark.box.right if anchor else mark.box.left + (0 if mark.is_point else 12)
        weight = 600 if mark.event.moved_from else 400
        fill = GREY if mark.event.state == "dropped" else INK
        for row, text in enumerate(mark.lines):
            y = mark.box.top + 15 + row * LEADING
            yield words(x, y, text, weight=weight, fill=fill, anchor=anchor, halo=PAPER if mark.is_point else None)
            if mark.event.state == "dropped":
                yield struck(x, y - 5, text, anchor)


def struck(x: float, y: float, text: str, anchor: str | None) -> str:
    wide = em(text) * TEXT * 0.94
    return line(f"M{number(x)} {number(y)}h{number(-wide if anchor else wide)}", stroke=GREY, width=1)


def draw_moves(plan: Plan) -> Iterator[str]:
    """The empty place, and the thread from it to where the thing stands now."""
    for mark in plan.marks:
        if mark.moved:
            yield box(*size_of(mark.moved), fill=PAPER, stroke=EDGE, stroke_dasharray="4 3")
            yield words(mark.moved.left + 10, mark.moved.top + 17, mark.event.moved_words, fill=GREY)
            yield draw_move(mark, mark.moved)


def size_of(area: Box) -> tuple[float, float, float, float]:
    return area.left, area.top, area.right - area.left, area.bottom - area.top


def draw_move(mark: Mark, place: Box) -> str:
    goal_x = mark.x if mark.is_point else (mark.box.left + mark.box.right) / 2
    goal_y, y = mark.box.bottom + 2, (place.top + place.bottom) / 2
    x = (
        place.left
        if goal_x < place.left
        else place.right
        if goal_x > place.right
        else min(max(goal_x, place.left), place.right)
    )
    start_y = place.top if place.left <= goal_x <= place.right else y
    path = f"M{number(x)} {number(start_y)}Q{number(goal_x)} {number(start_y)} {number(goal_x)} {number(goal_y)}"
    head = f"M{number(goal_x - 4)} {number(goal_y + 6)}l4 -6 4 6"
    return line(path, dash="2 5", width=1.6) + line(head, width=1.6)


def draw_undated(plan: Plan) -> Iterator[str]:
    if plan.undated_box is None:
        return
    area = plan.undated_box
    given = attributes(x=area.left, y=area.top, width=area.right - area.left, height=area.bottom - area.top, rx=3.0)
    yield f'<rect{given} fill="{WHITE}" stroke="{EDGE}" stroke-width="1.5" stroke-dasharray="3 2.5"/>'
    for row, text in enumerate(plan.undated):
        yield words(area.left + 12, area.top + 19 + row * LEADING, text)
