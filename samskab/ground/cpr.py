"""Finding CPR numbers, in texts and in file names: six digits that are a day, and four more.

The day and the form decide. Since 1 October 2007 numbers that fail the modulus 11 check are issued and valid
(cpr.dk), so the check excuses nothing; nor does the century, or how old the person would be.

What people and programs do to a number is undone first, one code point at a time (`_seen`): digits of any script
become 0-9, dashes one dash, spaces one space, line ends one line end, and what cannot be seen is left out. The forms
below then speak of plain characters only. `identifying/cpr_vectors.json` holds what must be found, for this finder and
for the one in the browser.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

HIDDEN = "x"

_UNSEEN = 0
_LIKE = {
    "-": "\u2043\u2212\u02d7",
    " ": "\t",
    "\n": "\r\f\x0b\x85\u2028\u2029",
    ".": "\u00b7\u2022\u2024\u2219\u22c5\u3002\uff0e",
    "/": "\u2044\u2215\uff0f",
}
_KIND_LIKE = {"Pd": ord("-"), "Zs": ord(" "), "Pc": ord("_"), "Cf": _UNSEEN, "Mn": _UNSEEN, "Me": _UNSEEN}

# A line may end anywhere in a number, also inside a pair. Between day, month and year stands one sign, or none.
_WRAP = r"(?:\n{1,2} {0,8})?"
_PAIR = rf"\d{_WRAP}\d"
_SIGN = rf"(?: ?[-./_] ?| )?{_WRAP}"
_BETWEEN = r"[-. /_]{0,6}(?:\n[-. /_]{0,8}){0,4}"
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<day>{_PAIR})(?P<one>{_SIGN})(?P<month>{_PAIR})(?P<two>{_SIGN})(?P<year>{_PAIR})"
    rf"(?P<between>{_BETWEEN})(?P<last>{_PAIR}{_WRAP}{_PAIR})(?!\d)"
)
# Ten digits that stand alone, in groups: 01 01 90 12 34 · 010190 12 34 · 0 1 0 1 9 0 - 1 2 3 4.
_ALONE = (r"(?<!\d)(?<!\d[ .\-])(?<!\+)", r"(?![ .\-]?\d)")
_GROUPED = re.compile(rf"{_ALONE[0]}(?P<date>\d(?: ?\d){{5}})(?P<between> ?- ?| ?)\d(?: ?\d){{3}}{_ALONE[1]}")
_PAIRS = re.compile(rf"{_ALONE[0]}(?P<date>\d\d([-./])\d\d\2\d\d)\2\d\d\2\d\d{_ALONE[1]}")
_SURE_GROUPS = {"2 2 2 2 2", "6 2 2"}
_POSSIBLE_GROUPS = {"3 3 4", "5 5", "1 9", "3 7", "7 3", "9 1", "1 1 1 1 1 1 1 1 1 1"}
# The year in full, 01.01.1990-1234, and signs that nobody means: 010190,1234 · **010190**-1234 · 010190&nbsp;1234.
_FULL_YEAR = re.compile(
    r"(?<!\d)(?P<day>\d\d)(?P<sign>[-. /_]?)(?P<month>\d\d)(?P=sign)(?P<year>(?:18|19|20)\d\d) ?- ?(?P<last>\d{4})(?!\d)"
)
_STRAY = re.compile(r"(?<!\d)(?P<date>\d{6})(?: ?[:;|~+] ?|[,\\()'\"=*\-]{1,5})\d{4}(?!\d)")
_MARKED_UP = re.compile(
    r"(?<!\d)(?P<date>\d{6})[- ]?(?:(?:&#?\w{2,6};|%2[\dA-Fa-f]|</?\w{1,8}>)[- ]?){1,3}\d{4}(?!\d)", re.ASCII
)
_STRAY_WRITTEN = re.compile(r"(?<!\d)(?P<date>\d\d([-./ ])\d\d\2\d\d)(?: ?[|~+] ?|[:\\'\"=*]{1,5})\d{4}(?!\d)")
# Hospitals give those without a number one of letters and digits after the day.
_REPLACEMENT = re.compile(r"(?<![^\W_])(?P<date>\d{6})(?: ?- ?)?(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4}(?![^\W_])")

_MISTYPED = re.compile(r"(?<![^\W_])[\dOoIl]{6} ?[-–.]? ?[\dOoIl]{4}(?![^\W_])")
_MEANT = str.maketrans("OoIl", "0011")

_DIGIT = re.compile(r"\d")
_GOES_ON = re.compile(r"[-.,:/;]? ?\d|\. [a-zæøå]")
_REST_OF_DATE = re.compile(r"-\d\d-\d\d(?!\d)")
_REST_OF_TELEPHONE = re.compile(r" \d{4}(?!\d)")
_SPACE = re.compile(r"[ \n]")
_BEGINS_ANOTHER = re.compile(r"[-/]\d\d")
_ENDS_ANOTHER = re.compile(r"\d[-.,:/]$")
_NEIGHBOUR = re.compile(r"\d #|# \d|[A-Z]#")
_LINE_GAP = re.compile(r"\n[\n ]*")


@dataclass(frozen=True, slots=True)
class CprHit:
    """What looks like a CPR number: `text_searched[at:to] == text`, in code points.

    `doubtful` where another reading is as likely: a date, and a line after it that begins with four digits.
    """

    at: int
    to: int
    text: str
    doubtful: bool = False


def find_cpr(text: str) -> list[CprHit]:
    """Every CPR number in the text, in order, also where it is broken over lines. Never inside a longer number."""
    return [hit for hit in find_possible_cpr(text) if not hit.doubtful]


def find_possible_cpr(text: str) -> list[CprHit]:
    """Every CPR number, and everything that may be one: to be shown to a person, not to be refused."""
    if not _DIGIT.search(text):
        return []
    seen, places = _seen(text)
    found = sorted(_apart(_forms(seen)))
    if places is None:
        return [CprHit(at, to, text[at:to], doubtful) for at, to, doubtful in found]
    back = [(places[at], places[to - 1] + 1, doubtful) for at, to, doubtful in found]
    return [CprHit(at, to, text[at:to], doubtful) for at, to, doubtful in back]


def find_lettered_cpr(text: str) -> list[CprHit]:
    """Numbers with letters: replacement numbers, as health care gives those who have none, and O or l typed for 0 or 1."""
    replacements = (match for match in _REPLACEMENT.finditer(text) if _is_day(_six(match["date"])))
    mistyped = (match for match in _MISTYPED.finditer(text) if _is_mistyped(match[0]))
    found = _apart((match.start(), match.end(), True) for match in [*replacements, *mistyped])
    return [CprHit(at, to, text[at:to], doubtful) for at, to, doubtful in sorted(found)]


def mask(text: str) -> str:
    """The text with every digit of every CPR number hidden. It stays as long, so that places still hold."""
    parts, last = [], 0
    for hit in find_cpr(text):
        parts += [text[last : hit.at], _DIGIT.sub(HIDDEN, hit.text)]
        last = hit.to
    return "".join([*parts, text[last:]])


class _Plain(dict[int, int]):
    """Which plain character a code point is read as; 0 where nothing of it is seen."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        kind = unicodedata.category(char)
        plain = ord("0") + unicodedata.decimal(char) if kind == "Nd" else _KIND_LIKE.get(kind, code)
        self[code] = plain
        return plain


_PLAIN = _Plain({ord(char): ord(plain) for plain, chars in _LIKE.items() for char in chars})


def _seen(text: str) -> tuple[str, list[int] | None]:
    """The text as it looks, and where in the text each of its characters stands (None: in the same place)."""
    plain = text.translate(_PLAIN)
    if "\0" not in plain:
        return plain, None
    places = [place for place, char in enumerate(plain) if char != "\0"]
    return plain.replace("\0", ""), places


Found = tuple[int, int, bool]


def _apart(found: Iterable[Found]) -> list[Found]:
    """Of what overlaps, the sure one stands; then the first; then the longest."""
    kept: list[Found] = []
    taken: set[int] = set()
    for at, to, doubtful in sorted(found, key=lambda one: (one[2], one[0], -one[1])):
        if taken.isdisjoint(range(at, to)):
            kept.append((at, to, doubtful))
            taken.update(range(at, to))
    return kept


def _forms(text: str) -> Iterator[Found]:
    for form, judge in _JUDGES:
        match = form.search(text)
        while match:
            doubtful = judge(match)
            if doubtful is not None:
                yield match.start(), match.end(), doubtful
            match = form.search(text, match.end() if doubtful is not None else match.start() + 1)


def _written(match: re.Match[str]) -> bool | None:
    """Whether it is doubtful; None when it is no CPR number at all."""
    gaps = len(_LINE_GAP.findall(match[0]))
    if gaps > 1 or not _is_day(_six(match["day"] + match["month"] + match["year"])) or _is_two_things(match):
        return None
    doubtful = _may_be_a_case(match) or _may_be_a_telephone(match) or (gaps > 0 and _may_be_two_lines(match))
    if doubtful and "\n" in match["last"] and _GOES_ON.match(match.string, match.end()):
        return None  # 12106012, and a line that begins with 25. maj
    return doubtful


def _may_be_a_case(match: re.Match[str]) -> bool:
    """24/01234567 and 1401 384085 are the numbers of cases and accounts more often than days."""
    return _is_uneven(match) and not match["between"]


def _may_be_a_telephone(match: re.Match[str]) -> bool:
    """A day, and 8612 3456."""
    only_space = match["between"].isspace() and match["last"][0] > "1"
    return only_space and _REST_OF_TELEPHONE.match(match.string, match.end()) is not None


def _may_be_two_lines(match: re.Match[str]) -> bool:
    """Two numbers, one above the other; or a written date, and a line that begins with four digits."""
    if "-" in match["between"]:
        return False
    return "\n" not in match["between"] or bool(match["one"] and match["two"])


def _is_two_things(match: re.Match[str]) -> bool:
    """Whether a part belongs to something else: a longer number in groups, another date, the number of a case."""
    text, start, end = match.string, match.start(), match.end()
    one, two = (match[name].replace("\n", "").strip() for name in ("one", "two"))
    joined = _ENDS_ANOTHER.search(text[max(0, start - 2) : start]) is not None
    if "\n" in text[start : match.end("year")] and (one != two or joined or (two and _is_year(match))):
        return True
    if match["one"] != match["two"] and (joined or (two and not one and match["one"] and _is_year(match))):
        return True  # 15.10.22 08.02.2024 · uge 16 02.10.2021
    if _dash_apart(match["one"]) != _dash_apart(match["two"]) or _begins_a_date(match):
        return True  # 07/08/26 - 09-01-2026 · 16.05.25 - 2025-07-06
    if _SPACE.search(match["between"]) and _BEGINS_ANOTHER.match(text, end):
        return True  # 16.05.25 - 2025-004567
    if "\n" in match["last"] and not match["between"]:  # 18.04.2024 and 18042024 have eight digits, too
        a_day_in_full = match["last"][2] == "\n" and _six(match["year"]) in {"19", "20"}
        return bool(match["one"] or match["two"]) or a_day_in_full
    grouped = _is_uneven(match) and ("-" not in match["between"] or not match["two"].replace("\n", ""))
    around = f"{text[max(0, start - 2) : start]}#{text[end : end + 2]}"
    return grouped and _NEIGHBOUR.search(around) is not None


def _dash_apart(sign: str) -> bool:
    """Whether a dash has a space beside it, as between two days; a day written so has two of them."""
    return "-" in sign and " " in sign


def _begins_a_date(match: re.Match[str]) -> bool:
    return _is_year(match) and _REST_OF_DATE.match(match.string, match.end()) is not None


def _is_uneven(match: re.Match[str]) -> bool:
    """Whether something stands on one side of the month, and nothing on the other."""
    return bool(match["one"].replace("\n", "")) != bool(match["two"].replace("\n", ""))


def _grouped(match: re.Match[str]) -> bool | None:
    groups = " ".join(str(len(group)) for group in match[0].split(" "))
    if not _is_day(_six(match["date"])):
        return None
    if "-" in match["between"] or groups in _SURE_GROUPS:
        return False
    return True if groups in _POSSIBLE_GROUPS else None


def _full_year(match: re.Match[str]) -> bool | None:
    if not _exists(int(match["day"]), int(match["month"]), int(match["year"])) or _BEGINS_ANOTHER.match(
        match.string, match.end()
    ):
        return None
    return _is_year(match) or (match["last"][:2] < "24" and match["last"][2:] < "60")


def _is_year(match: re.Match[str]) -> bool:
    return match["last"][:2] in {"19", "20"}


def _stray(match: re.Match[str]) -> bool | None:
    return True if _is_day(_six(match["date"])) and not _BEGINS_ANOTHER.match(match.string, match.end()) else None


_JUDGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool | None]], ...] = (
    (_WRITTEN, _written),
    (_GROUPED, _grouped),
    (_PAIRS, _stray),
    (_FULL_YEAR, _full_year),
    (_STRAY, _stray),
    (_STRAY_WRITTEN, _stray),
    (_MARKED_UP, _stray),
)


def _is_mistyped(number: str) -> bool:
    """Whether a letter or three stand for digits of a CPR number; a word is no number."""
    return 7 <= len(_DIGIT.findall(number)) < 10 and _is_day(_six(number.translate(_MEANT))[:6])


def _six(date: str) -> str:
    return "".join(_DIGIT.findall(date))


def _is_day(six: str) -> bool:
    """Whether DDMMYY is a day in some century. 29 February 00 was one in 2000."""
    return _exists(int(six[:2]), int(six[2:4]), 2000 + int(six[4:]))


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
