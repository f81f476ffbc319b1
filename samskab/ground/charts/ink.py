"""The few strokes every drawing is made of. Presentation attributes only: style attributes are not let through."""

from collections.abc import Sequence
from functools import cache
from html import escape

INK, GREY, EDGE, THREAD, HAIR = "#1A1A1A", "#595959", "#707070", "#A3213B", "#DCDCDC"
WHITE, PAPER, PAPER_DEEP, SPAN = "#FFFFFF", "#FAF7F2", "#F2EDE4", "#DDD4C4"
FONT = "'IBM Plex Sans', sans-serif"
TEXT, LEADING = 14.0, 19.0
"""Size of words in a drawing and the way from one line to the next, px."""


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@cache
def spelled(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def attributes(**values: object) -> str:
    """stroke_width=2 becomes stroke-width="2"; None is left out."""
    return "".join(
        [
            f' {spelled(name)}="{number(value) if isinstance(value, float) else escape(str(value))}"'
            for name, value in values.items()
            if value is not None
        ]
    )


def words(
    x: float,
    y: float,
    text: str,
    *,
    weight: int = 400,
    fill: str = INK,
    anchor: str | None = None,
    size: float = TEXT,
    halo: str | None = None,
) -> str:
    """One line of words with its baseline at y. A halo keeps a line behind it from running through the letters."""
    edge = {"stroke": halo, "stroke_width": 5, "stroke_linejoin": "round", "paint_order": "stroke"} if halo else {}
    given = attributes(x=x, y=y, font_size=size, font_weight=weight, fill=fill, text_anchor=anchor, **edge)
    return f"<text{given}>{escape(str(text))}</text>"


def line(path: str, *, stroke: str = THREAD, width: float = 1.8, dash: str | None = None, arrow: str = "") -> str:
    given = attributes(
        d=path, fill="none", stroke=stroke, stroke_width=width, stroke_linecap="round", stroke_dasharray=dash
    )
    return f"<path{given}/>{arrow}"


def box(
    x: float, y: float, width: float, height: float, *, fill: str = WHITE, stroke: str | None = INK, **more: object
) -> str:
    given = {"stroke_width": 1.5, "rx": 3} | more if stroke else more
    return f"<rect{attributes(x=x, y=y, width=width, height=height, fill=fill, stroke=stroke, **given)}/>"


def ring(x: float, y: float, radius: float, *, fill: str = WHITE, stroke: str = THREAD, **more: object) -> str:
    return f"<circle{attributes(cx=x, cy=y, r=radius, fill=fill, stroke=stroke, **({'stroke_width': 2} | more))}/>"


def image(parts: Sequence[str], width: float, height: float, *, prefix: str, title: str, sentence: str) -> str:
    """The whole drawing: one image that says its sentence. `prefix` keeps ids apart on a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width)}" height="{number(height)}" role="img" aria-labelledby="{prefix}-title {prefix}-desc" '
        f'font-family="{FONT}"><title id="{prefix}-title">{escape(str(title))}</title>'
        f'<desc id="{prefix}-desc">{escape(str(sentence))}</desc>{"".join(parts)}</svg>'
    )
