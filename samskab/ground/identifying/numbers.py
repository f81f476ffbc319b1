"""CPR numbers, e-mail addresses and number plates."""

import re
from collections.abc import Iterator

from samskab.ground.cpr import CprHit, find_lettered_cpr, find_possible_cpr
from samskab.ground.identifying.hits import Hit

_WEIGHTS = (
    4,
    3,
    2,
    7,
    6,
    5,
    4,
    3,
    2,
    1,
)  # the modulus 11 check; since 2007 numbers that fail it are valid too (cpr.dk)
# Other numbers that may have ten digits, and say so. They make us less sure, and excuse nothing.
_SAYS_OTHER = re.compile(
    r"\b(?:\w*sags?|journal|faktura|ordre|kunde|konto|reg|p|se|j|tlf|telefon|mobil|sms|ring|ean|gln|cvr|isbn|vare|bilag|løbe|serie|police|medlems)"
    r"(?:[.\- ]?(?:nr|nummer|numre|id)\w*)?[.: ]*$",
    re.IGNORECASE,
)
_TWO_GROUPS = re.compile(r"\d+[ \n/-]+\d+")

_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*[@＠][\w-]+(?:\.[\w-]+)+")
_SPELT_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*[ ]?(?:\(at\)|\[at\]|\(a\)|\[a\]|[ ]snabel-?a[ ])[ ]?[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)

_PLATE = re.compile(r"(?<![\w-])[A-HJ-PR-Z]{2}(?P<gap>[ \u00a0-]?)\d\d[ \u00a0.-]?\d{2,3}(?![\w-]|[ \u00a0.]?\d)")
_LOWER_PLATE = re.compile(r"(?<![\w-])[a-z]{2}[ \u00a0]?\d\d[ \u00a0.]?\d{3}(?![\w-]|[ \u00a0.]?\d)")
_CAR = re.compile(
    r"\b(?:bil|biler|bilen|bilens|nummerplade\w*|plade\w*|reg\.?(?:nr)?|registrering\w*|varevogn\w*|\w*taxa\w*|"
    r"traktor\w*|trailer\w*|knallert\w*|motorcykel\w*|parker\w*|\w*vogn\w*)\b",
    re.IGNORECASE,
)
_NOT_PLATES = frozenset({"DK", "EU", "EN", "DS", "KL", "NR", "KR", "SR", "PC", "PR", "ID", "TV", "IP"})


def find_numbers(text: str) -> Iterator[Hit]:
    """CPR numbers, e-mail addresses and number plates."""
    for hit in find_possible_cpr(text):
        if not (hit.doubtful and _TWO_GROUPS.fullmatch(hit.text) and _says_other(text, hit.at)):
            yield Hit("cpr", hit.at, hit.to, hit.text, _confidence(text, hit))
    for hit in find_lettered_cpr(text):
        yield Hit("cpr", hit.at, hit.to, hit.text, 0.6)
    for form, confidence in ((_EMAIL, 0.99), (_SPELT_EMAIL, 0.7)):
        for match in form.finditer(text):
            yield Hit("email", match.start(), match.end(), match[0], confidence)
    yield from _plates(text)


def _confidence(text: str, hit: CprHit) -> float:
    """The form says most, the modulus a little; a word before that names another number takes some away."""
    digits = [int(char) for char in hit.text if char.isdecimal()]
    if hit.doubtful:
        return 0.35
    if _says_other(text, hit.at):
        return 0.5 if len(digits) == len(hit.text) else 0.7
    if len(digits) == len(hit.text):
        return 0.9 if _modulus_holds(digits) else 0.8
    return 0.99 if _modulus_holds(digits) else 0.93


def _modulus_holds(digits: list[int]) -> bool:
    """Of ten digits; one with the year in full has twelve, and the century is not counted."""
    ten = digits if len(digits) == len(_WEIGHTS) else [*digits[:4], *digits[6:]]
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, ten, strict=True)) % 11 == 0


def _plates(text: str) -> Iterator[Hit]:
    for match in _PLATE.finditer(text):
        by_a_car = _near_a_car(text, match)
        digits = sum(char.isdecimal() for char in match[0])
        if by_a_car or (digits == 5 and match[0][:2] not in _NOT_PLATES and not _says_other(text, match.start())):
            yield Hit(
                "plate", match.start(), match.end(), match[0], 0.95 if by_a_car else 0.75 if match["gap"] else 0.5
            )
    for match in _LOWER_PLATE.finditer(text):
        if _near_a_car(text, match):
            yield Hit("plate", match.start(), match.end(), match[0], 0.7)


def _near_a_car(text: str, match: re.Match[str]) -> bool:
    return _CAR.search(text[max(0, match.start() - 40) : match.end() + 20]) is not None


def _says_other(text: str, at: int) -> bool:
    return _SAYS_OTHER.search(text[max(0, at - 25) : at]) is not None
