"""Times of day as Danes write them: "kl. 9-12", "efter kl. 12.00", "mellem kl. 9 og 12"."""

import re
from dataclasses import dataclass
from datetime import time

from samskab.ground.dates.danish import MONTHS, SHORT_MONTHS

MONTH_WORD = "(?:" + "|".join((*MONTHS, *SHORT_MONTHS)) + ")"
HOUR = r"(?:(?:2[0-4]|[01]?[0-9])(?:[.:][0-5][0-9])?|(?:[01][0-9]|2[0-3])[0-5][0-9]|[1-9][0-5]0)(?![0-9])"
NOT_A_DAY = rf"(?!\.? ?{MONTH_WORD}|/[0-9]|\.[0-9]|\. ?-|-[0-9]{{1,2}}(?:/|\. ?{MONTH_WORD}))"
BEFORE = (
    r"(?:fra|mellem|ml\.?|efter|tidligst|før|inden|senest|til og med|frem til|indtil|til|omkring|ca\.?|cirka"
    r"|evt\.?|i tidsrummet|begge dage|alle dage|hver dag|ved)"
)
ABOUT = r"(?:(?:ca\.?|cirka|omkring|senest|evt\.?) ?)?"
WITH_KL = re.compile(
    rf"(?P<before>(?:{BEFORE} ){{0,3}})(?:kl\.?|klokken) ?(?P<about>{ABOUT})(?P<start>{HOUR}){NOT_A_DAY}"
    rf"(?: ?(?P<link>-|til|og) ?(?P<about2>{ABOUT}(?:kl\.? ?)?{ABOUT})(?P<end>{HOUR}){NOT_A_DAY})?"
    r"(?P<open> ?(?:og frem(?:efter|ad)?|-)(?= ?(?:$|[\n),.;])))?"
)
WITHOUT_KL = re.compile(
    rf"(?P<before>(?:fra |i tidsrummet )?)(?P<start>[0-9]{{1,2}}(?P<mark>[.:])[0-5][0-9])(?![0-9.:])"
    rf"(?: ?(?P<link>-|til) ?(?P<end>{HOUR}){NOT_A_DAY})?"
)
FROM_TO = re.compile(
    rf"(?P<before>fra |i tidsrummet )(?P<start>{HOUR})(?: (?P<link>til) | ?- ?)(?P<end>{HOUR}){NOT_A_DAY}"
)
LONE = re.compile(rf"(?P<before>)(?P<start>{HOUR})(?: ?(?P<link>-) ?(?P<end>{HOUR}))?(?= ?(?:$|[\n,;)]))")
AND_AGAIN = re.compile(r" (?:og|samt) (?:igen )?(?=[0-9k])")
ENDS_OPEN = re.compile("før|inden|senest|frem til|indtil|til")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at `at`..`to` in the even text; an open end is None."""

    start: time | None
    end: time | None
    at: int
    to: int
    tentative: bool = False


def read_clock(text: str, at: int) -> Clock | None:
    """The time that begins exactly at `at` and says so with "kl."."""
    return as_clock(WITH_KL.match(text, at))


def read_bare_clock(text: str, at: int) -> Clock | None:
    """A time that only a date right before it makes a time: "9.00-12.00", "14:30", "fra 9 til 12"."""
    found = WITHOUT_KL.match(text, at)
    if found and (found["end"] or found["mark"] == ":"):
        return as_clock(found)
    return as_clock(FROM_TO.match(text, at))


def read_lone_clock(text: str, at: int) -> Clock | None:
    """Hours with neither "kl." nor minutes, as after a full date at the end of a line: "9-12", "13.30"."""
    found = LONE.match(text, at)
    clock = as_clock(found)
    if found is None or clock is None or clock.start is None or len(found["start"].split(".")[0]) > 2:
        return None
    if clock.end is None:
        return clock if "." in found["start"] else None
    return clock if clock.start < clock.end else None


def read_second_clock(text: str, at: int) -> Clock | None:
    """The second time of "kl. 9-12 og 13-15"."""
    again = AND_AGAIN.match(text, at)
    return (read_clock(text, again.end()) or read_lone_clock(text, again.end())) if again else None


def as_clock(found: re.Match[str] | None) -> Clock | None:
    """A clock of a match, or None when there is none or the hour does not exist."""
    if found is None:
        return None
    groups = found.groupdict()
    start, end, to = as_time(found["start"]), as_time(groups["end"]), found.end()
    if start is None or (groups["end"] and end is None):
        return None
    before = found["before"]
    if groups.get("link") == "og" and "mellem" not in before and "ml" not in before:
        end, to = None, found.start("link")
        to -= found.string[to - 1] == " "
    unsure = any(
        word in before + groups.get("about", "") + (groups.get("about2") or "")
        for word in ("ca", "omk", "evt", "cirka")
    )
    if end is None and ENDS_OPEN.search(before):
        start, end = None, start
    return Clock(start, end, found.start(), to, unsure)


def as_time(words: str | None) -> time | None:
    """A time of "9", "9.30", "9:30" or "0930"; midnight at the end of a day ("24") is 00:00."""
    if not words:
        return None
    hour, _, minute = words.replace(":", ".").partition(".")
    if len(hour) > 2:
        hour, minute = hour[:-2], hour[-2:]
    if int(hour) > 24 or (int(hour) == 24 and int(minute or 0)) or int(minute or 0) > 59:
        return None
    return time(int(hour) % 24, int(minute or 0))
