"""Telephone numbers: eight digits as Danes group them, and those that begin with a country."""

import re
from collections.abc import Iterator
from datetime import date

from samskab.ground.identifying.hits import Hit

_GAP = r"[ \u00a0\u2009\u202f.\-]"
_GROUPS = (
    rf"[2-9]\d(?P<two>{_GAP})\d\d(?P=two)\d\d(?P=two)\d\d|[2-9]\d{{3}}(?P<four>[ \u00a0\-])\d{{4}}|"
    r"[2-9]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3}|[2-9]\d[ \u00a0]\d{3}[ \u00a0]\d{3}|[2-9]\d{2}[ \u00a0]\d{3}[ \u00a0]\d{2}"
)
_PHONE = re.compile(
    rf"(?<![\w+/])(?<!\d[ \u00a0.\-])(?:45{_GAP})?"
    rf"(?:(?P<groups>{_GROUPS})(?!\d|{_GAP}\d)|(?P<run>[2-9]\d{{7}})(?![\w/]|[.,\-]\d))"
)
# After the country any digit may come first.
_WITH_LAND = re.compile(rf"(?<![\w+/])\(?(?:\+|00)45\)?(?:{_GAP}{{0,2}}\d){{8}}(?!\d)")
_FOREIGN = re.compile(
    r"(?<![\w+])(?<!\d[ \u00a0.\-/])(?:\+|00(?=[1-9]))(?!45)[1-9]\d{0,2}(?:[ \u00a0]?\(0\))?(?:[ \u00a0.\-]?\d){6,11}(?![\w%]|[ .,\-]\d)"
)
_CALLS = re.compile(
    r"\b(?:tlf|telf|tel|mob|mobil\w*|telefon\w*|sms|ring|ringe|ringer|ringede|fastnet\w*|mit nummer|dit nummer|hans nummer"
    r"|hendes nummer|vores nummer|træffes|fat i|lokalnr\w*|☎|📞)(?![\w])",
    re.IGNORECASE,
)
# What else has eight digits, and says so.
_OTHER = re.compile(
    r"\b(?:cvr|ean|gln|sags?|se|p|j\.?[ ]?nr|id|isbn|kr|dkk|reg|konto\w*|beløb\w*|matrikel\w*|bilag|dok\w*|polic\w*|serie\w*|stregkode\w*"
    r"|journal\w*|faktura\w*|regning\w*|rekvisition\w*|bevilling\w*|tilladelse\w*|ref|kode\w*|ordre\w*|medlem\w*|vare\w*|kunde\w*|produktionsenhed\w*|afdeling\w*|betaling\w*|"
    r"(?!telefon|mobil)\w{2,}-?(?:nr|nummer|nummeret))(?![\wæøå])",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[ \u00a0]?(?:kr\b|kroner|dkk|,-|,\d|mio|stk|km|m2|m²|kg|borgere|mennesker|personer|procent|%)", re.IGNORECASE
)


def find_phones(text: str) -> Iterator[Hit]:
    """Telephone numbers: 0.97 and up where the text says that they are, or names the country."""
    for form, confidence in ((_WITH_LAND, 0.98), (_FOREIGN, 0.9)):
        for match in form.finditer(text):
            yield Hit("phone", match.start(), match.end(), match[0], confidence)
    for match in _PHONE.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            yield Hit("phone", match.start(), match.end(), match[0], confidence)


def _confidence(text: str, match: re.Match[str]) -> float:
    """How sure it is a telephone; 0 when another number, a sum or a span of years is as likely."""
    before = text[max(0, match.start() - 34) : match.start()].rpartition("\n")[2]
    calls, other = _last(_CALLS, before), _last(_OTHER, before)
    if calls > other:
        return 0.97
    if other >= 0 or _MONEY.match(text, match.end()):
        return 0.0
    if match["run"]:
        return 0.0 if _is_day(match["run"]) else 0.55
    if match["four"]:
        return 0.0 if match["four"] == "-" or _are_years(match["groups"]) else 0.7
    return 0.0 if match["groups"].endswith("000") else 0.85


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last of the words stands; -1 when none does."""
    return max((match.start() for match in words.finditer(text)), default=-1)


def _are_years(groups: str) -> bool:
    """2024 2025 are two years."""
    return all(1900 <= int(group) <= 2099 for group in re.split(r"\D", groups))


def _is_day(number: str) -> bool:
    """20251231 and 31122025 are days more often than telephones."""
    for year, month, day in ((number[:4], number[4:6], number[6:]), (number[4:], number[2:4], number[:2])):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if 1900 <= found.year <= 2099:
            return True
    return False
