"""Tidslinjen: what has happened, what is agreed, and what is not known yet, along one thread.

    events = [Event("12", "Etnoraid", date(2025, 2, 17), date(2025, 2, 17), "held", words="17. februar, efter kl. 12"),
              Event("13", "Samtalesalon", date(2025, 2, 18), date(2025, 2, 18), "held",
                    moved_from=(date(2025, 3, 1), date(2025, 4, 30)), moved_words="stod til marts/april",
                    note="Rykket frem, fordi …"),
              Event("14", "Læring samles", None, None, precision="undated")]
    svg = draw_timeline(events, today(), title=_("Tidslinje"), sentence=…)
    items = timeline_items(events, today())           # for {% include "ground/timeline_list.html" %}

`state` is held · agreed · maybe · either (one of two) · dropped. `precision` is one of ground.dates.Precision; day and
time are knots on the thread, everything wider is a faded bar. `words` is the date as it was written, `note` the reason
or condition, `badge` the kind of {% badge %} when it is not the one state and precision give, `badge_words` its word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samskab.ground.charts.ink import image
from samskab.ground.charts.timeline_layout import arrange
from samskab.ground.charts.timeline_shapes import Event, State
from samskab.ground.charts.timeline_strokes import draw_axis, draw_lines, draw_moves, draw_undated, draw_words

__all__ = ["Event", "State", "draw_timeline", "timeline_items"]

WIDTH = 1168.0


@dataclass(frozen=True)
class Item:
    """One line of the list: an event, or the day it is."""

    event: Event | None
    is_past: bool
    today: date | None = None


def draw_timeline(
    events: Sequence[Event],
    today: date,
    *,
    title: str,
    sentence: str,
    width: float = WIDTH,
    prefix: str = "tidslinje",
) -> SafeString:
    """One SVG image that says `sentence`. Words step down and never touch; what has no date stands in a box below."""
    plan = arrange(events, today, width, _("Uden dato:"), prefix)
    parts = [
        *draw_axis(plan, _("i dag")),
        *draw_lines(plan),
        *draw_moves(plan),
        *draw_words(plan),
        *draw_undated(plan),
    ]
    return mark_safe(image(parts, width, plan.height, prefix=prefix, title=title, sentence=sentence))


def in_order(events: Sequence[Event]) -> list[Event]:
    """By first day; what has no date comes last, in the order it was given."""
    return sorted(events, key=lambda event: (event.start is None, event.start or date.max))


def timeline_items(events: Sequence[Event], today: date) -> list[Item]:
    """The same as a list, with today at its place: before the first thing that lies ahead."""
    ordered = in_order(events)
    ahead = next((at for at, event in enumerate(ordered) if is_ahead(event, today)), len(ordered))
    past = [Item(event, True) for event in ordered[:ahead]]
    return [*past, Item(None, True, today), *(Item(event, False) for event in ordered[ahead:])]


def is_ahead(event: Event, today: date) -> bool:
    return event.start is None or (event.start > today if event.is_point else (event.last or event.start) >= today)
