"""What in a text tells no name, and yet can tell who somebody is to those who live nearby: how old, which day, which
illness, and what happened. Found, never changed; a person decides. No Django here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Sign = Literal["age", "date", "illness", "event"]
SIGNS: tuple[Sign, ...] = get_args(Sign)


@dataclass(frozen=True, slots=True)
class Telling:
    """`text_searched[start:end] == text`, in code points."""

    kind: Sign
    start: int
    end: int
    text: str


_TENS = "halvtreds|tres|halvfjerds|firs|halvfems"
_NUMBERS = rf"(?:(?:en|to|tre|fire|fem|seks|syv|otte|ni)og)?(?:tyve|tredive|fyrre|{_TENS})|hundrede"
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"

# Parts of words, as an illness is told of: what few have, or what nobody nearby forgets.
_ILLNESS = (
    "als|sclerose|sklerose|parkinson|huntington|alzheimer|demen[st]|leukæmi|lymfom|kræft|hjernetumor|hjernesvulst|skizofren|bipolar|"
    "epilepsi|hiv|aids|hepatitis|dialyse|transplant|amputer|respirator|cystisk fibrose|muskelsvind|downs? syndrom|autis|"
    "anoreksi|bulimi|psykose|rygmarv|lammet|stomi|hospice"
)
_EVENT = (
    "selvmord|drab|dræbt|myrdet|voldt[aæ]g|overfald|druknet|druknede|brændte ned|nedbrændt|huset brændte|branden|eksplosion|"
    "ulykken|trafikulykke|politianmeld|fængsl|anholdt|varetægt|tvangsfjern|anbragt uden for hjemmet|konkurs|tvangsauktion|"
    "bortvist|fyret|avisen|fjernsynet|retssag|dømt for|klagesag|patientklage|dødsfald|faldt ned ad|fundet død|lå død"
)
_FINDERS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("age", re.compile(rf"\b(?:\d{{1,3}}|{_NUMBERS})[ -]?(?:årig\w*|år(?: gammel| gamle)?)\b", re.I)),
    ("age", re.compile(r"\bfødt (?:i|den)? ?(?:\d{1,2}\. \w+ )?(?:1[89]|20)\d\d\b", re.I)),
    ("date", re.compile(rf"\b\d{{1,2}}\.? ?(?:{_MONTHS})\b(?: \d{{4}})?", re.I)),
    ("date", re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b")),
    ("date", re.compile(r"\b(?:jule|nytårs|påske|skærtors|langfre|pinse|grundlovs)\w*(?:aften|dag)\w*\b", re.I)),
    ("illness", re.compile(rf"\b\w*(?:{_ILLNESS.replace('als|', '', 1)})\w*\b|\bALS\b|\bals\b", re.I)),
    ("event", re.compile(rf"\b\w*(?:{_EVENT})\w*\b", re.I)),
)  # fmt: skip


def find_telling(text: str) -> list[Telling]:
    """Everything of the kind in the text, in order, never two over one another."""
    kept: list[Telling] = []
    for one in sorted(_every(text), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _every(text: str) -> Iterator[Telling]:
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            yield Telling(kind, match.start(), match.end(), match.group())
