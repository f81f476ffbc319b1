"""Runden: who has put words on the problem, and whose chair is empty. Every seat has the same size, always."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal, NamedTuple

from django.utils.html import escape
from django.utils.translation import gettext as _

from samskab.ground.charts.patterns import tile
from samskab.ground.charts.perspectives import BY_KEY, Perspective
from samskab.ground.charts.wrapping import LINE, wrap, wrap_in_circle

State = Literal["spoken", "mentioned", "unheard"]

INK, GREY, EDGE, THREAD, WHITE = "#1A1A1A", "#595959", "#707070", "#A3213B", "#FFFFFF"
FONT = "'IBM Plex Sans', sans-serif"
INNER = 0.55
"""The inner radius of the ring as a share of the outer."""
GAP = 3 * pi / 180
"""The angle between two seats."""
PULL = 0.09
"""How far an empty chair is pulled out, as a share of the ring's width."""
SMALLEST_TEXT = 13.0
COLUMN, LABEL_WIDTH = 288.0, 232.0
"""Room on each side for the names outside, and for the words in it, in px."""


@dataclass(frozen=True)
class Seat:
    """One perspective's place. `sentence` is shown only when names stand outside."""

    perspective_key: str
    state: State
    sentence: str = ""

    @property
    def perspective(self) -> Perspective:
        return BY_KEY[self.perspective_key]


class _Ring(NamedTuple):
    x: float
    y: float
    outer: float
    black: bool
    prefix: str

    @property
    def inner(self) -> float:
        return self.outer * INNER

    @property
    def pull(self) -> float:
        return (self.outer - self.inner) * PULL


class _Label(NamedTuple):
    seat: Seat
    angle: float
    lines: list[str]
    state_words: str
    writing_lines: int

    @property
    def height(self) -> float:
        return 20 + 19 * len(self.lines) + (19 if self.state_words else 0) + 30 * self.writing_lines


def draw_round(
    seats: Sequence[Seat],
    wording: str,
    *,
    sentence: str,
    title: str,
    black: bool = False,
    size: int = 540,
    names_outside: bool = False,
    prefix: str = "runden",
) -> str:
    """The round as one SVG image that says `sentence`.

    `size` is the side in px of the square the ring fills; names outside add a column on each side. `black` draws it
    for paper without colour, with lines to write on at the empty chairs. `prefix` keeps ids apart on a page.
    """
    half = size / 2
    reach = (half - 2) / (1 + PULL * (1 - INNER))
    labels = _labels(seats, black) if names_outside else []
    margin = _needed_margin(labels, size) if labels else 0.0
    width, height = (size + 2 * COLUMN if labels else size), size + 2 * margin
    ring = _Ring(width / 2, height / 2, reach, black, prefix)
    parts = [
        f"<defs>{''.join(_tile_of(seat, ring) for seat in seats if seat.state == 'spoken')}</defs>",
        *(_seat(seat, angle, _sweep(seats), ring) for seat, angle in _placed(seats)),
        _middle(wording, ring),
        *_outside(labels, ring, width, height),
    ]
    return _image("".join(parts), width, height, prefix, title, f"{sentence} {list_of_seats(seats)}".strip())


def list_of_seats(seats: Sequence[Seat]) -> str:
    """The round in words, in the same order: "Borger: har selv sat ord på. Almen praksis: omtalt, …"."""
    return " ".join(f"{seat.perspective.name}: {state_in_words(seat.state)}." for seat in seats)


def state_in_words(state: State) -> str:
    words = {
        "spoken": _("har selv sat ord på"),
        "mentioned": _("omtalt, ikke selv hørt"),
        "unheard": _("ikke hørt endnu"),
    }
    return words[state]


def _image(inside: str, width: float, height: float, prefix: str, title: str, description: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{prefix}-title {prefix}-desc" font-family="{FONT}">'
        f'<title id="{prefix}-title">{escape(title)}</title><desc id="{prefix}-desc">{escape(description)}</desc>'
        f"{inside}</svg>"
    )


def _sweep(seats: Sequence[Seat]) -> float:
    return 2 * pi / max(len(seats), 1)


def _placed(seats: Sequence[Seat]) -> list[tuple[Seat, float]]:
    """Each seat with the angle of its middle, clockwise from the top."""
    sweep = _sweep(seats)
    return [(seat, (place + 0.5) * sweep) for place, seat in enumerate(seats)]


def _point(ring: _Ring, radius: float, angle: float, pulled: tuple[float, float] = (0, 0)) -> tuple[float, float]:
    return ring.x + radius * sin(angle) + pulled[0], ring.y - radius * cos(angle) + pulled[1]


def _pulled(seat: Seat, angle: float, ring: _Ring) -> tuple[float, float]:
    out = ring.pull if seat.state == "unheard" else 0.0
    return out * sin(angle), -out * cos(angle)


def _tile_of(seat: Seat, ring: _Ring) -> str:
    look = seat.perspective
    ground, line = (WHITE, EDGE) if ring.black else (look.tint, look.line)
    return tile(look.pattern, id_=_tile_id(seat, ring), ground=ground, line=line)


def _tile_id(seat: Seat, ring: _Ring) -> str:
    return f"{ring.prefix}-{seat.perspective_key}"


def _seat(seat: Seat, angle: float, sweep: float, ring: _Ring) -> str:
    look = seat.perspective
    colour = INK if ring.black else look.colour
    dashes = ""
    fill = WHITE
    if seat.state == "spoken":
        fill = f"url(#{_tile_id(seat, ring)})"
    elif seat.state == "unheard":
        colour, dashes = EDGE, ' stroke-dasharray="4 3.5"'
    outline = _segment(angle, sweep, ring, _pulled(seat, angle, ring))
    return f'<path d="{outline}" fill="{fill}" stroke="{colour}" stroke-width="1.5"{dashes}/>' + _disc(
        seat, angle, ring, colour
    )


def _segment(angle: float, sweep: float, ring: _Ring, pulled: tuple[float, float]) -> str:
    first, last = angle - (sweep - GAP) / 2, angle + (sweep - GAP) / 2
    large = int(last - first > pi)
    a, b = _point(ring, ring.outer, first, pulled), _point(ring, ring.outer, last, pulled)
    c, d = _point(ring, ring.inner, last, pulled), _point(ring, ring.inner, first, pulled)
    return (
        f"M{a[0]:.2f} {a[1]:.2f}A{ring.outer:.2f} {ring.outer:.2f} 0 {large} 1 {b[0]:.2f} {b[1]:.2f}"
        f"L{c[0]:.2f} {c[1]:.2f}A{ring.inner:.2f} {ring.inner:.2f} 0 {large} 0 {d[0]:.2f} {d[1]:.2f}Z"
    )


def _disc(seat: Seat, angle: float, ring: _Ring, colour: str) -> str:
    x, y = _point(ring, (ring.outer + ring.inner) / 2, angle, _pulled(seat, angle, ring))
    radius = max(13.0, ring.outer * 0.085)
    letters = max(SMALLEST_TEXT, radius * 0.9)
    where = f'cx="{x:.2f}" cy="{y:.2f}"'
    if seat.state == "spoken":
        disc = (
            f'<circle {where} r="{radius + 2.5:.2f}" fill="{WHITE}"/><circle {where} r="{radius:.2f}" fill="{colour}"/>'
        )
        ink = WHITE
    else:
        dashes, ink = (' stroke-dasharray="2.5 2"', INK) if seat.state == "unheard" else ("", colour)
        disc = f'<circle {where} r="{radius:.2f}" fill="{WHITE}" stroke="{colour}" stroke-width="1.5"{dashes}/>'
    return disc + _text(seat.perspective.letters, x, y + letters * 0.35, letters, fill=ink, anchor="middle", weight=600)


def _middle(wording: str, ring: _Ring) -> str:
    disc, red = ring.inner - ring.outer * 0.025, ring.inner - ring.outer * 0.048
    circles = (
        f'<circle cx="{ring.x:g}" cy="{ring.y:g}" r="{disc:.2f}" fill="{WHITE}" stroke="{INK}" stroke-width="1"/>'
        f'<circle cx="{ring.x:g}" cy="{ring.y:g}" r="{red:.2f}" fill="none" stroke="{INK if ring.black else THREAD}" '
        'stroke-width="2"/>'
    )
    largest = max(SMALLEST_TEXT, min(24.0, ring.outer * 0.075))
    lines, size = wrap_in_circle(wording, red * 0.93, largest, SMALLEST_TEXT)
    top = ring.y - (len(lines) - 1) / 2 * size * LINE + size * 0.35
    return circles + "".join(
        _text(line, ring.x, top + row * size * LINE, size, anchor="middle", weight=600)
        for row, line in enumerate(lines)
    )


def _text(
    words: str, x: float, y: float, size: float, *, fill: str = INK, anchor: str = "start", weight: int = 400
) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _labels(seats: Sequence[Seat], black: bool) -> list[_Label]:
    return [_label(seat, angle, black) for seat, angle in _placed(seats)]


def _label(seat: Seat, angle: float, black: bool) -> _Label:
    words = {"spoken": "", "mentioned": _("Omtalt, ikke selv hørt"), "unheard": _("Ikke hørt endnu")}[seat.state]
    to_write_on = 4 if black and seat.state == "unheard" else 0
    return _Label(seat, angle, wrap(seat.sentence, LABEL_WIDTH / 15), words, to_write_on)


def _is_right(label: _Label) -> bool:
    return label.angle <= pi


def _needed_margin(labels: Sequence[_Label], size: int) -> float:
    """So much above and below the ring that the fuller side has room for its labels."""
    sides = ([one for one in labels if _is_right(one)], [one for one in labels if not _is_right(one)])
    fullest = max(sum(one.height + 16 for one in side) for side in sides)
    return max(32.0, (fullest - size) / 2)


def _outside(labels: Sequence[_Label], ring: _Ring, width: float, height: float) -> list[str]:
    right = [one for one in labels if _is_right(one)]
    left = [one for one in reversed(labels) if not _is_right(one)]
    return [*_side(right, ring, width - LABEL_WIDTH, height, "start"), *_side(left, ring, LABEL_WIDTH, height, "end")]


def _side(labels: Sequence[_Label], ring: _Ring, x: float, height: float, anchor: str) -> list[str]:
    return [_draw_label(one, ring, x, top, anchor) for one, top in _spread(labels, ring, height)]


def _spread(labels: Sequence[_Label], ring: _Ring, height: float) -> list[tuple[_Label, float]]:
    """Each label near its seat, never over the one above and never below the picture."""
    tops: list[float] = []
    for one in labels:
        wished = _point(ring, ring.outer * 1.08, one.angle)[1] - 24
        tops.append(max(wished, tops[-1] + labels[len(tops) - 1].height + 16 if tops else 4.0))
    lowest = height - 4
    for place in reversed(range(len(tops))):
        tops[place] = min(tops[place], lowest - labels[place].height)
        lowest = tops[place] - 16
    return list(zip(labels, tops, strict=True))


def _draw_label(label: _Label, ring: _Ring, x: float, top: float, anchor: str) -> str:
    y = top + 15
    parts = [_leader(label, ring, x, y - 5, anchor)]
    parts.append(_text(str(label.seat.perspective.name), x, y, 16, anchor=anchor, weight=600))
    for line in label.lines:
        y += 19
        parts.append(_text(line, x, y, 14, anchor=anchor))
    if label.state_words:
        y += 19
        parts.append(_text(label.state_words, x, y, 14, anchor=anchor, weight=600))
    far = x + LABEL_WIDTH if anchor == "start" else x - LABEL_WIDTH
    for _line in range(label.writing_lines):
        y += 30
        parts.append(f'<path d="M{x:.2f} {y:.2f}H{far:.2f}" stroke="{EDGE}" stroke-width="1"/>')
    return "".join(parts)


def _leader(label: _Label, ring: _Ring, x: float, y: float, anchor: str) -> str:
    away = -12 if anchor == "start" else 12
    end = _point(ring, ring.outer, label.angle, _pulled(label.seat, label.angle, ring))
    dashes = ' stroke-dasharray="3 2.5"' if label.seat.state == "unheard" else ""
    return (
        f'<path d="M{x + away:.2f} {y:.2f}L{end[0]:.2f} {end[1]:.2f}" stroke="{EDGE}" stroke-width="1" fill="none"'
        f"{dashes}/>"
    )
