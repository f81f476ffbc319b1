"""Eight patterns that tell areas apart without colour. Each fills a 12 px tile."""

from samskab.ground.charts.perspectives import Pattern

TILE = 12

_DOTS = '<circle cx="3" cy="3" r="1.4"/><circle cx="9" cy="9" r="1.4"/>'
_LINES: dict[Pattern, str] = {
    "rising": "M-3 3L3 -3M0 12L12 0M9 15L15 9",
    "crosses": "M1 3H5M3 1V5M7 9H11M9 7V11",
    "horizontal": "M0 3H12M0 9H12",
    "vertical": "M3 0V12M9 0V12",
    "falling": "M-3 9L3 15M0 0L12 12M9 -3L15 3",
    "grid": "M6 0V12M0 6H12",
    "waves": "M0 3Q3 0 6 3T12 3M0 9Q3 6 6 9T12 9",
}


def tile(pattern: Pattern, *, id_: str, ground: str, line: str) -> str:
    """An SVG pattern to fill with `url(#id)`; `ground` and `line` are colours."""
    if pattern == "dots":
        marks = f'<g fill="{line}">{_DOTS}</g>'
    else:
        weight = 1.4 if pattern == "crosses" else 1.1
        marks = f'<path d="{_LINES[pattern]}" fill="none" stroke="{line}" stroke-width="{weight}"/>'
    return (
        f'<pattern id="{id_}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f'<rect width="{TILE}" height="{TILE}" fill="{ground}"/>{marks}</pattern>'
    )
