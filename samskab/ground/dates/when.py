"""The shapes a date takes here: what a plan says about when, and where in a text it says so."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Precision(StrEnum):
    """How closely a date is known. `time` is a day (or days) with a time of day."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    ONGOING = "ongoing"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class When:
    """A date as a plan can hold it.

    `start` and `end` are both included; a single day has them equal; both are None when undated.
    A time alone in one end is an open end: "efter kl. 12" has a start, "før kl. 14" an end.
    """

    start: date | None
    end: date | None
    start_time: time | None = None
    end_time: time | None = None
    precision: Precision = Precision.UNDATED
    tentative: bool = False
    condition: str = ""
    year_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: `text` is the words from code point `at` up to `to`.

    `doubt` is a Danish sentence for the reader when something does not add up, else empty. `impossible`
    is true when the words name a date no calendar has: then `when` is undated.
    """

    when: When
    at: int
    to: int
    text: str
    doubt: str = ""
    impossible: bool = False


class NoSuchDate(ValueError):
    """The words name a date that no calendar has. The message is a full Danish sentence."""


UNDATED = When(None, None)
