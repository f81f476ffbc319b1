"""An activity as a line in the plan: its place in time, its state in one word, and what must be said about it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.dates import Precision, When
from samskab.ground.saying import say_day, say_times, say_when
from samskab.projects.perspectives import PERSPECTIVES
from samskab.projects.plan.models import Activity, ActivityChange

SPANS = {
    Precision.WEEK,
    Precision.PART_OF_MONTH,
    Precision.MONTH,
    Precision.QUARTER,
    Precision.SEASON,
    Precision.YEAR,
    Precision.ONGOING,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One activity, with what the table, the list and the timeline need to show it.

    `begins` and `ends` are where it stands in time: what was held stands on the day it was held.
    """

    activity: Activity
    moved: ActivityChange | None
    others: tuple[Activity, ...]  # the alternatives that are still open

    @property
    def begins(self) -> date | None:
        return self.activity.held_on if self.held_elsewhere else self.activity.starts_on

    @property
    def ends(self) -> date | None:
        return self.activity.held_on if self.held_elsewhere else self.activity.ends_on

    @property
    def held_elsewhere(self) -> bool:
        """It was held on a day that is not in the plan."""
        one = self.activity
        if one.held_on is None:
            return False
        return one.starts_on is None or not one.starts_on <= one.held_on <= (one.ends_on or one.starts_on)

    @property
    def is_span(self) -> bool:
        return self.activity.precision in SPANS and not self.held_elsewhere

    @property
    def is_held(self) -> bool:
        return self.activity.state == Activity.State.HELD

    @property
    def is_dropped(self) -> bool:
        return self.activity.state == Activity.State.DROPPED

    @property
    def is_firm(self) -> bool:
        """Agreed, on a day, and not one of several: something one can turn up for."""
        return (
            self.activity.state == Activity.State.PLANNED
            and self.begins is not None
            and not (self.is_span or self.activity.tentative or self.others)
            and self.activity.date_certain
        )

    @property
    def is_past(self) -> bool:
        """Its days have gone by, and nobody has said how it went."""
        return self.activity.state == Activity.State.PLANNED and bool(self.ends and self.ends < clock.today())

    @property
    def is_maybe(self) -> bool:
        return self.activity.state == Activity.State.PLANNED and self.activity.tentative

    @property
    def moved_forward(self) -> bool:
        """Moved to an earlier day than it had."""
        before = self.moved.before_starts_on if self.moved else None
        return bool(before and self.activity.starts_on and self.activity.starts_on < before)

    @property
    def first_planned(self) -> str:
        """The date it had to begin with; "" when it has not been moved."""
        moves = _changes(self.activity, ActivityChange.Kind.MOVED)
        return moves[0].before if moves else ""

    @property
    def moved_words(self) -> str:
        """What stands at its former place: "stod til marts/april"."""
        return (
            _("stod til %(before)s") % {"before": inside_sentence(self.moved.before)}
            if self.moved and self.moved.before
            else ""
        )

    @property
    def badge(self) -> str:
        """The kind of badge: what matters most about it now."""
        one = self.activity
        if self.is_dropped:
            return "dropped"
        if self.moved:
            return "moved"
        if self.is_held:
            return "held"
        if not one.date_certain:
            return "doubt"
        if one.starts_on is None:
            return "undated"
        if self.others:
            return "either"
        if one.tentative:
            return "maybe"
        return "circa" if self.is_span else "agreed"

    @property
    def badge_words(self) -> str:
        """The badge's own words where they differ from the usual ones; "" otherwise."""
        if self.badge == "moved" and self.moved_forward:
            return _("Flyttet frem")
        return _("Ét af tre") if self.badge == "either" and len(self.others) == 2 else ""

    @property
    def dates(self) -> str:
        """The date as it was written in the plan; in our words where nobody wrote one."""
        return self.activity.date_as_written or in_words(when_of(self.activity))

    @property
    def perspectives(self) -> list[str]:
        """Keys in the order everywhere, once each: those who took part, or else those who are to."""
        rows = list(self.activity.participations.all())
        took_part = {row.perspective for row in rows if row.took_part}
        named = took_part if self.is_held and took_part else {row.perspective for row in rows}
        return [key for key, _name in PERSPECTIVES if key in named]

    @property
    def notes(self) -> list[str]:
        """Short sentences under the title: where it stood before and why, then the rest."""
        before = self.moved_words
        return [*([_as_sentence(before[:1].upper() + before[1:])] if before else []), *self.other_notes]

    @property
    def other_notes(self) -> list[str]:
        """The notes without where it stood before."""
        one = self.activity
        found = [self.moved.reason] if self.moved else []
        if self.is_dropped:
            found += [change.reason for change in _changes(one, ActivityChange.Kind.DROPPED)[-1:]]
        if self.held_elsewhere:
            found.append(_("Afholdt %(day)s.") % {"day": _day(one.held_on)})
        elif self.moved and self.is_held:
            found.append(_("Afholdt."))
        if one.state == Activity.State.PLANNED:
            found += self._notes_ahead()
        return [_as_sentence(note) for note in found if note]

    def _notes_ahead(self) -> list[str]:
        one = self.activity
        known = one.condition in self.dates
        found = [
            "" if known else one.condition[:1].upper() + one.condition[1:],
            _("Dagen er gået. Hvordan gik det?") if self.is_past and one.date_certain else "",
        ]
        if self.others:
            found.append(_("Eller: %(titles)s") % {"titles": ", ".join(other.title for other in self.others)})
        if not one.date_certain:
            found.append(_("Vi er i tvivl om, hvilken dato der hører til. Tjek gerne."))
        elif one.year_inferred and one.starts_on:
            found.append(_("År udledt: %(year)s. Tjek gerne.") % {"year": one.starts_on.year})
        return found


def row_of(activity: Activity, others: tuple[Activity, ...] = ()) -> Row:
    moves = _changes(activity, ActivityChange.Kind.MOVED)
    return Row(activity, moves[-1] if moves else None, others)


def _changes(activity: Activity, kind: str) -> list[ActivityChange]:
    return [change for change in activity.changes.all() if change.kind == kind]


def inside_sentence(text: str) -> str:
    """A date as it reads inside a sentence: "marts/april", but never a name made small."""
    return text[:1].lower() + text[1:] if text[:1].isalpha() else text.rstrip(".")


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _day(day: date | None) -> str:
    return say_day(day) if day else ""


def when_of(activity: Activity) -> When:
    """An activity's date as the ground knows dates."""
    return When(
        activity.starts_on,
        activity.ends_on,
        activity.start_time,
        activity.end_time,
        Precision(activity.precision),
        activity.tentative,
        activity.condition,
        activity.year_inferred,
    )


def in_words(when: When) -> str:
    """When, in our own words: a single day with its weekday and hour, a span as people say it."""
    if when.precision == Precision.UNDATED and when.start is None:
        return _("Uden dato")
    if when.start is None or when.start != when.end or when.precision == Precision.ONGOING:
        return say_when(when, proviso=False)
    return ", ".join(part for part in (say_day(when.start, weekday=True), say_times(when)) if part)
