"""Dates in the page's own language: written by ground.dates in Danish, said in English on an English page.

The other way too: an English page's dates are understood, for they are turned into Danish before they are read.
"""

import re
from datetime import date

from samskab.ground.dates import When, write, write_day, write_times
from samskab.ground.wording import is_english

_MONTHS = {
    "januar": "January", "februar": "February", "marts": "March", "april": "April", "maj": "May", "juni": "June",
    "juli": "July", "august": "August", "september": "September", "oktober": "October", "november": "November",
    "december": "December",
}  # fmt: skip
_DAYS = {
    "mandag": "Monday", "tirsdag": "Tuesday", "onsdag": "Wednesday", "torsdag": "Thursday", "fredag": "Friday",
    "lørdag": "Saturday", "søndag": "Sunday",
}  # fmt: skip
_WORDS = {
    "uge": "week", "ugerne": "weeks", "primo": "early", "medio": "mid", "ultimo": "late", "forår": "spring",
    "foråret": "spring", "sommer": "summer", "sommeren": "summer", "efterår": "autumn", "efteråret": "autumn",
    "vinter": "winter", "vinteren": "winter", "løbende": "ongoing", "og": "and", "til": "to", "fra": "from",
    "efter": "after", "før": "before", "kl": "at", "kvartal": "quarter", "halvår": "half-year",
}  # fmt: skip
_ENGLISH = {**_MONTHS, **_DAYS, **_WORDS}
_DANISH = {english.lower(): danish for danish, english in {**_MONTHS, **_DAYS}.items()}
_DAY_OF_MONTH = re.compile(rf"\b(\d{{1,2}})\.(?=(?:-\d{{1,2}}\.)? ?(?:{'|'.join(_MONTHS)}|-))", re.IGNORECASE)
_WORD = re.compile(r"[a-zæøå]+\.?", re.IGNORECASE)


def say_day(day: date | None, *, weekday: bool = False, year: bool = True) -> str:
    """ "onsdag 8. april 2026", or "Wednesday 8 April 2026"."""
    return in_page_language(write_day(day, weekday=weekday, year=year)) if day else ""


def say_when(when: When, *, proviso: bool = True) -> str:
    """A plan's date in the page's language."""
    return in_page_language(write(when, proviso=proviso))


def say_times(when: When) -> str:
    return in_page_language(write_times(when))


def in_page_language(written: str) -> str:
    """What ground.dates wrote, on an English page in English. Only for words of ours, never for what a person wrote."""
    if not is_english():
        return written
    if written == "Dato følger":
        return "Date to follow"
    return (
        _WORD.sub(lambda found: _said(found[0]), _DAY_OF_MONTH.sub(r"\1", written))
        .replace("after at", "after")
        .replace("before at", "before")
        .replace("from at", "from")
    )


def _said(word: str) -> str:
    english = _ENGLISH.get(word.rstrip(".").lower())
    if english is None:
        return word
    return english[0].upper() + english[1:] if word[0].isupper() else english


def in_danish(typed: str) -> str:
    """A date typed on an English page, with Danish names of months and days, ready for ground.dates to read."""
    if not is_english():
        return typed
    return re.sub(r"[a-z]+", lambda found: _DANISH.get(found[0].lower(), found[0]), typed, flags=re.IGNORECASE)
