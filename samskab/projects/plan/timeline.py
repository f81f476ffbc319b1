"""The plan as events on a timeline."""

import re
from collections.abc import Sequence
from datetime import date

from django.core.paginator import Page
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samskab.ground.charts.timeline import Event, Item, State, draw_timeline, is_ahead, timeline_items
from samskab.projects.plan.queries import Plan
from samskab.projects.plan.rows import Row

__all__ = ["events_of", "items_of", "picture_of", "short_title"]

LONGEST = 28  # letters of a title that stand beside a knot; the whole title stands in the table
DANGLING = re.compile(
    r"(?: (?:af|for|fra|hos|i|med|og|om|på|samt|til|ved|and|at|for|in|of|on|to|with))+$", re.IGNORECASE
)


def picture_of(plan: Plan, slug: str, sentence: str) -> SafeString:
    """The plan as one image, of a long plan what stands nearest to today; the table beside it says the same in words."""
    words = " ".join(part for part in (sentence, _("Det samme står i tabellen under tidslinjen.")) if part)
    return draw_timeline(events_of(plan.nearest, slug, short=True), plan.today, title=_("Tidslinje"), sentence=words)


def items_of(part: Page[Row], slug: str, today: date) -> list[Item]:
    """A part of the plan as a list, with today in it where today falls in that part."""
    items = timeline_items(events_of(list(part), slug), today)
    if part.has_next() and items[-1].event is None:
        return items[:-1]
    if part.has_previous() and items[0].event is None:
        [before] = events_of([part.paginator.object_list[part.start_index() - 2]], slug)
        return items[1:] if is_ahead(before, today) else items
    return items


def events_of(rows: Sequence[Row], slug: str, *, short: bool = False) -> list[Event]:
    """An event for each row; `short` for the picture, where long titles would cover each other."""
    return [_event(row, slug, short_title(row.activity.title) if short else row.activity.title) for row in rows]


def _event(row: Row, slug: str, label: str) -> Event:
    before = (row.moved.before_starts_on, row.moved.before_ends_on) if row.moved else (None, None)
    return Event(
        key=str(row.activity.number),
        label=label,
        start=row.begins,
        end=row.ends,
        state=_state(row),
        precision="day" if row.held_elsewhere else row.activity.precision,
        moved_from=(before[0], before[1] or before[0]) if before[0] else None,
        moved_words=row.moved_words,
        words=row.dates,
        note=" ".join(row.other_notes),
        url=reverse("activity", args=[slug, row.activity.number]),
        badge=row.badge,
        badge_words=row.badge_words,
    )


def _state(row: Row) -> State:
    if row.is_dropped:
        return "dropped"
    if row.is_held:
        return "held"
    if row.others:
        return "either"
    return "maybe" if row.is_maybe or not row.activity.date_certain else "agreed"


def short_title(title: str) -> str:
    """The first words of a title, up to where it begins to explain itself."""
    words = re.split(r"[,:;(–]|\s[-/]\s|\.\s", title.strip("”“\"'’‘»« "), maxsplit=1)[0].strip()
    if len(words) <= LONGEST:
        return words or title
    head = (words[: LONGEST + 1].rpartition(" ")[0] or words[:LONGEST]).rstrip(" -–,/")
    first = DANGLING.sub("", head)
    return first if first != head else f"{head}\N{NO-BREAK SPACE}…"
