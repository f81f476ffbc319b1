"""Reads every way Danes write dates in plans, and writes them again.

`find` reads running text and is careful; `find_in_cell` reads a plan's date cell, where everything speaks of when;
`read` and `read_one` refuse dates that do not exist. `write` and `write_day` write them; `fields` gives the keys of a
plan's entry. What is decided where Danish leaves it open:

- "16. og 17. januar" is two dates, "16.-17." and "10./11." one range; "eller" makes each tentative.
- "maj og juni" is one period, as "maj/juni"; "marts og juni" is two.
- A half-year is six months (`month`); primo and ultimo of a year are its first and last quarter.
- "vinter 2025" begins in December 2025; the years 70-99 of two digits are last century's.
- A day, week or month with a time of day has precision `time`; something ongoing or undated stays so and keeps its time.
- "løbende fra marts" has a start and no end. Midnight at the end of a day is 00:00.
"""

from samskab.ground.dates.finding import fields, find, find_in_cell, read, read_one
from samskab.ground.dates.when import Found, NoSuchDate, Precision, When
from samskab.ground.dates.writing import write, write_day, write_times

__all__ = [
    "Found",
    "NoSuchDate",
    "Precision",
    "When",
    "fields",
    "find",
    "find_in_cell",
    "read",
    "read_one",
    "write",
    "write_day",
    "write_times",
]
