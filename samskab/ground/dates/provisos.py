"""What makes a date less than certain: "evt.", "forventet", "med forbehold for …", "(afhænger af …)"."""

import re
from collections.abc import Sequence
from typing import Protocol

from samskab.ground.dates.plain import Plain

MARK = (
    r"(?:evt\.?|event\.|eventuelt|eventuel|måske|muligvis|muligt|forventet|forventes|forventeligt"
    r"|formentlig|formodentlig|sandsynligvis"
    r"|antagelig(?:t|vis)?|foreløbigt?|tentativt?|foreslået|forslag|planlægges|tbc|ubekræftet"
    r"|ikke (?:endeligt? )?(?:fastlagt|bekræftet|besluttet))"
)
ABOUT = r"(?:ca\.?|cirka|omkring|omtrent|cirka)"
BEFORE = re.compile(rf"(?<!\w)(?:{MARK}:?(?: [a-zæøå]+){{0,3}}:?|{ABOUT}(?: (?:i|den|d\.|ved))?) ?\(?$")
AFTER = re.compile(
    rf" ?[,(/-]? ?(?:{MARK}|ca\.?|cirka)(?: dato(?:er)?)?(?:\)|(?= ?(?:$|[,;)\n]))|(?<!evt)(?<!event)(?<!ca)(?=\.))"
)
ASKED = re.compile(r" ?\(\?\)")
ASKED_IN_CELL = re.compile(r" ?\(?\?")
MARKED = re.compile(rf"(?<!\w){MARK}(?!\w)")
PROVISO = (
    r"(?:afhæng(?:er|igt?|ende)|(?:med|under) forbehold|forbehold|hvis|såfremt|forudsat"
    r"|(?:under )?forudsætning|med ?mindre|betinget"
    r"|(?:skal|mangler at blive) (?:bekræftes|bekræftet|aftales|godkendes)|aftales (?:nærmere|senere|med)"
    r"|(?:dato|tid|tidspunkt)(?:en|et)? (?:følger|kommer|meldes ud|fastsættes|fastlægges)|endnu ikke"
    r"|ikke endelig)"
)
PROVISO_IN = re.compile(rf"(?<!\w){PROVISO}(?!\w)")
PARENTHESIS = re.compile(r"[^.;!?\n()]{0,60}\((?P<words>[^()\n]{1,300})\)")
DIRECTLY = re.compile(rf"[ .,;:)-]{{1,4}}(?P<words>(?:[a-zæøå]+ ){{0,3}}?{PROVISO}(?!\w)[^.;!?\n()]{{0,200}})")
LATER = re.compile(
    r"[^.;!?\n()]{0,80}?(?:, (?=hvis|såfremt)|,? (?=(?:med|under) forbehold|forudsat|afhængigt? af"
    r"|afhænger af|med ?mindre|under forudsætning))"
    r"(?P<words>[^.;!?\n()]{1,200})"
)
EARLIER = re.compile(
    r"(?:^|[.;!?\n] ?)(?P<words>(?:(?:med|under) forbehold|forbehold|hvis|såfremt|under forudsætning"
    r"|forudsat|afhængigt? af)(?!\w)[^.;!?\n():]{0,150})[:,] ?$"
)
JOINS = re.compile(r"[ ,)+&]{0,4}(?:(?:og|samt|eller) )?(?:den |d\. )?")
TRAILING = re.compile(r"[ ,:-]+(?:(?:og|samt|eller|men|fra|den|d\.|i|på)[ ,:-]*)*$")


class Dated(Protocol):
    """What a proviso can be about: a date, or words for one, at `at`..`to` in the even text."""

    at: int
    to: int
    tentative: bool
    condition: str


def note_provisos(plain: Plain, units: Sequence[Dated], cell: bool) -> None:
    """Mark each unit that its surroundings make tentative, and keep the words of its condition."""
    for number, unit in enumerate(units):
        earliest = units[number - 1].to if number else 0
        latest = units[number + 1].at if number + 1 < len(units) else len(plain.text)
        mark_before(plain, unit, earliest)
        mark_after(plain, unit, latest, cell)
        if not note_parenthesis(plain, units, number, latest):
            note_clause(plain, unit, latest)


def mark_before(plain: Plain, unit: Dated, earliest: int) -> None:
    start = max(earliest, unit.at - 160)
    before = plain.text[start : unit.at]
    unit.tentative = unit.tentative or bool(BEFORE.search(before[-60:]))
    found = EARLIER.search(before)
    if found and (start == 0 or found.start() > 0):
        give(unit, plain, start + found.start("words"), start + found.end("words"))


def mark_after(plain: Plain, unit: Dated, latest: int, cell: bool) -> None:
    for pattern in (AFTER, ASKED_IN_CELL if cell else ASKED):
        found = pattern.match(plain.text, unit.to)
        unit.tentative = unit.tentative or bool(found and found.end() <= latest)


def note_parenthesis(plain: Plain, units: Sequence[Dated], number: int, latest: int) -> bool:
    """Read the parentheses after a unit; a condition there also holds for the dates listed before it."""
    unit, at = units[number], units[number].to
    for _ in range(3):
        found = PARENTHESIS.match(plain.text, at, latest)
        if found is None:
            break
        at = found.end()
        if PROVISO_IN.search(found["words"]):
            for each in listed_before(plain, units, number):
                give(each, plain, *found.span("words"))
            return True
        if MARKED.search(found["words"]):
            unit.tentative = True
            if not MARKED.fullmatch(found["words"].strip()) and not re.fullmatch(
                rf"{MARK} dato(?:er)?", found["words"]
            ):
                give(unit, plain, *found.span("words"))
    return False


def listed_before(plain: Plain, units: Sequence[Dated], number: int) -> list[Dated]:
    """The unit and those right before it, with nothing but white space, commas or "og" between."""
    chain = [units[number]]
    while number and not units[number - 1].condition:
        before = units[number - 1]
        if not JOINS.fullmatch(plain.text, before.to, units[number].at):
            break
        chain.append(before)
        number -= 1
    return chain


def note_clause(plain: Plain, unit: Dated, latest: int) -> None:
    """A condition without parentheses: right after the date, or later in its sentence."""
    found = DIRECTLY.match(plain.text, unit.to, latest) or LATER.match(plain.text, unit.to, latest)
    if found:
        give(unit, plain, *found.span("words"))


def give(unit: Dated, plain: Plain, at: int, to: int) -> None:
    words = plain.words(at, to)
    words = TRAILING.sub("", words).strip(" ,")
    for opening in ("forbehold:", "Forbehold:"):
        words = words.removeprefix(opening).strip()
    unit.tentative = True
    unit.condition = unit.condition or words


def is_proviso(words: str) -> bool:
    """Whether the words themselves say that they are a condition."""
    return bool(PROVISO_IN.search(words.lower()))


def proviso_of(plain: Plain) -> tuple[bool, str]:
    """Whether a text without a date is tentative, and under what condition."""
    found = re.search(rf"(?<!\w)(?:{PROVISO})(?!\w)", plain.text[:2000])
    if found and not found[0].startswith("aftales"):
        return True, plain.words(0, len(plain.text)).strip("() ")
    return bool(MARKED.search(plain.text[:2000])), ""
