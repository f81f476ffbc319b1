"""What each line of a plan's table holds where its cells are lost: a time, a date, an action."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from samskab.frontdoor.reading.recognise.lines import Line, bullet_of
from samskab.frontdoor.reading.recognise.vocabulary import CONDITION
from samskab.frontdoor.reading.recognise.years import only_says_when, seen
from samskab.ground.dates import Precision

_DAYS = (Precision.TIME, Precision.DAY)
_AT_THE_END = (*_DAYS, Precision.WEEK, Precision.PART_OF_MONTH)
_COARSENESS = list(Precision)
_LEADS_TO_A_DATE = re.compile(
    r"(?:dato|datoer|frist|deadline|start|slut|starter|slutter|kl|den|fra|til|og|samt|eller|evt|eventuelt|måske|ca|forventet"
    r"|begge|alle|hele|dagen|uge|ved|om|senest|inden|efter|før|afholdes|planlagt|foreløbig|foreløbigt|igen|herefter)",
    re.IGNORECASE,
)


class Is(Enum):
    TIME = auto()
    DATE = auto()
    BESIDE_A_DATE = auto()
    ACTION = auto()


def kinds_of(lines: Sequence[Line], dates_first: bool) -> list[tuple[Line, Is]]:
    """Each line with what it is; a line that holds two things is cut."""
    kinds: list[tuple[Line, Is]] = []
    time = ""
    for line in lines:
        last = kinds[-1] if kinds else None
        if last and last[1] in (Is.DATE, Is.BESIDE_A_DATE) and _is_beside(line, kinds):
            kinds.append((line, Is.BESIDE_A_DATE))
            continue
        cut = _begins_with_time(line, dates_first)
        acted = last is not None and last[1] is Is.ACTION
        if cut and not (cut == len(line.text) and _is_of_the_row(line.text, time, acted and not dates_first)):
            kind = Is.DATE if dates_first else Is.TIME
            kinds.append((replace(line, words=line.words.slice(0, cut)), kind))
            time = line.text[:cut]
            if line.text[cut:].strip(" :-–—\t"):
                kinds += _action_and_date(_with_bullet(line.cut(cut + _connecting(line.text[cut:]))))
        elif cut or is_date(line.text):
            kinds.append((line, Is.DATE))
        else:
            kinds += _action_and_date(line)
    return kinds


def _with_bullet(line: Line) -> Line:
    """The rest of a line, which may begin with a bullet of its own."""
    body = bullet_of(line.text)
    return replace(line, bullet=body > 0, body=body)


def _connecting(text: str) -> int:
    return len(text) - len(text.lstrip(" :-–—\t"))


def _begins_with_time(line: Line, dates_first: bool) -> int:
    """How long the time at the beginning of the line is, when a row may begin with it; else 0."""
    if line.bullet and not line.text[:1].isdigit():
        return 0
    first = next(iter(seen(line.text)), None)
    if first is None or first.at > 0 or not _at_word_end(line.text, first.to):
        return _weak_time(line.text)
    return first.to if dates_first or first.when.precision not in _DAYS else 0


def _weak_time(text: str) -> int:
    """How long a first word is that says when only where it stands alone: "Vinter", "Løbende"."""
    word = re.match(r"\w+(?=\s+[A-ZÀ-ÖØ-Þ])", text)
    found = only_says_when(word.group()) if word else None
    weak = found is not None and found.when.precision in (Precision.SEASON, Precision.ONGOING)
    return word.end() if word and weak else 0


def _at_word_end(text: str, at: int) -> bool:
    rest = text[at:].lstrip(" .,:;-–—")
    return not rest or rest[:1].isupper() or rest[:1] in "‘’'\"“”»(•"


def _is_of_the_row(text: str, time: str, after_action: bool) -> bool:
    """Whether a time alone on its line stands in the date column.

    It does where it repeats the row's own month, and under an action where it is closer than the row's time.
    """
    if not time:
        return False
    if set(_words(time)) & set(_words(text)):
        return True
    closer = _coarseness(text) < _coarseness(time) and bool(_months(text) & _months(time))
    return after_action and (closer or _is_ongoing(text) > _is_ongoing(time))


def _coarseness(text: str) -> int:
    found = only_says_when(text)
    return _COARSENESS.index(found.when.precision) if found else len(_COARSENESS)


def _months(text: str) -> set[int]:
    found = only_says_when(text)
    if found is None or found.when.start is None or found.when.end is None:
        return set()
    first, last = (day.year * 12 + day.month for day in (found.when.start, found.when.end))
    return {month % 12 for month in range(first, last + 1)}


def _is_ongoing(text: str) -> bool:
    found = only_says_when(text)
    return found is not None and found.when.precision == Precision.ONGOING


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-zß-öø-ÿ]{3,}|uge \d+", text.lower()) if word != "uge"]


def is_date(text: str) -> bool:
    """Whether the line holds dates and hardly anything else, or says that there is no date yet."""
    found = seen(text)
    told = only_says_when(text)
    if told is not None and told.when.precision in (Precision.ONGOING, Precision.UNDATED):
        return True
    if not found:
        return False
    rest = "".join(
        [
            text[: found[0].at],
            *(text[a.to : b.at] for a, b in itertools.pairwise(found)),
            text[found[-1].to :],
        ]
    )
    rest = re.sub(r"\(.*?\)|\(.*$", "", rest)
    words = re.findall(r"\w{2,}", rest)
    if not found[0].at and rest[:1] in ",;" and CONDITION.search(rest):
        return True
    return not words or (len(words) == 1 and bool(_LEADS_TO_A_DATE.fullmatch(words[0])))


def _is_beside(line: Line, kinds: list[tuple[Line, Is]]) -> bool:
    """Whether the line belongs to the date above it: a parenthesis, or the rest of one."""
    if line.text.startswith("(") and not is_date(line.text.strip("()")):
        return True
    run = []
    for before, kind in reversed(kinds):
        run.append(before.text)
        if kind not in (Is.DATE, Is.BESIDE_A_DATE) or before.text.startswith("("):
            break
    open_now = " ".join(reversed(run))
    return open_now.count("(") > open_now.count(")") and line.gap == 0


def _action_and_date(line: Line) -> list[tuple[Line, Is]]:
    """An action, cut from the day, or the word that it is ongoing or has no date, at the end of its line."""
    if at := _last_words(line.text):
        return [(replace(line, words=line.words.slice(0, at)), Is.ACTION), (line.cut(at), Is.DATE)]
    found = seen(line.text)
    first = next((each for each in found if each.when.precision in _AT_THE_END), None)
    if first is None or first.at == 0 or found[-1].to < len(line.text.rstrip(" .")):
        return [(line, Is.ACTION)]
    words = line.text[: first.at].rstrip(" ,:-–—(")
    if not words:
        return [(line, Is.DATE)]
    return [(replace(line, words=line.words.slice(0, len(words))), Is.ACTION), (line.cut(first.at), Is.DATE)]


def _last_words(text: str) -> int:
    """Where words at the end begin that say nothing but when; a capital letter or a wide space tells them apart."""
    for border in re.finditer(r"\s+(?=[A-ZÀ-ÖØ-Þ])|\s{2,}", text):
        told = only_says_when(text[border.end() :])
        if told is not None and told.when.precision not in _DAYS:
            return border.end()
    return 0
