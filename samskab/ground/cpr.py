"""Finding CPR numbers, in texts and in file names: six digits that are a day, and four more.

The day and the form decide. Since 1 October 2007 numbers that fail the modulus 11 check are issued and valid
(cpr.dk), so the check excuses nothing; nor does the century, or how old the person would be.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

HIDDEN = "x"

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASH = "\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_END = "\n\r\f\x0b\x85\u2028\u2029"
_SIGN = f"{_DASH}{_SPACE}.\u00b7\u2022\u2024\uff0e/_"

# Two digits; the signs people put between day, month and year; what may stand before the last four.
_PAIR = rf"\d[{_UNSEEN}]?\d"
_INNER = rf"[{_UNSEEN}]?[{_SIGN}{_LINE_END}]?[{_UNSEEN}]?"
_BETWEEN = rf"[{_SIGN}{_UNSEEN}]{{0,4}}(?:[{_LINE_END}][{_SIGN}{_UNSEEN}]{{0,3}}){{0,3}}"
_CPR = re.compile(
    rf"(?<!\d)(?P<day>{_PAIR})(?P<one>{_INNER})(?P<month>{_PAIR})(?P<two>{_INNER})(?P<year>{_PAIR})"
    rf"(?P<between>{_BETWEEN}){_PAIR}[{_UNSEEN}]?[{_LINE_END}]?{_PAIR}(?!\d)"
)
_HAS_DASH = re.compile(f"[{_DASH}]")
_HAS_LINE_END = re.compile(f"[{_LINE_END}]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class CprHit:
    """What looks like a CPR number: `text_searched[at:to] == text`."""

    at: int
    to: int
    text: str


def find_cpr(text: str) -> list[CprHit]:
    """Every CPR number in the text, in order, also where it is broken over lines. Never inside a longer number."""
    return list(_hits(text))


def mask(text: str) -> str:
    """The text with every digit of every CPR number hidden. It stays as long, so that places still hold."""
    parts, last = [], 0
    for hit in find_cpr(text):
        parts += [text[last : hit.at], _DIGIT.sub(HIDDEN, hit.text)]
        last = hit.to
    return "".join([*parts, text[last:]])


def _hits(text: str) -> Iterator[CprHit]:
    match = _CPR.search(text)
    while match:
        found = _is_day(match) and not _is_date_then_line(match)
        if found:
            yield CprHit(match.start(), match.end(), match[0])
        match = _CPR.search(text, match.end() if found else match.start() + 1)


def _is_day(match: re.Match[str]) -> bool:
    """Whether the first six digits are a day in some century. 29 February 00 was one in 2000."""
    day, month, year = (int("".join(_DIGIT.findall(match[name]))) for name in ("day", "month", "year"))
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]


def _is_date_then_line(match: re.Match[str]) -> bool:
    """Whether this is a written date (21.01.25) and a line after it that happens to begin with four digits."""
    written = bool(match["one"].strip(_UNSEEN) and match["two"].strip(_UNSEEN))
    broken = _HAS_LINE_END.search(match["between"]) and not _HAS_DASH.search(match["between"])
    return written and bool(broken)
