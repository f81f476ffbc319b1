"""What kind of document it is, told from what was found in it."""

import re
from collections.abc import Sequence

from samskab.frontdoor.reading.recognise.findings import DocumentKind
from samskab.frontdoor.reading.recognise.parts import Part

_CALLED_A_PLAN = re.compile(r"\b\w*plan\b|\b(?:årshjul|kalender|program|milepæle)\b", re.IGNORECASE)
_IS_OTHERWISE = re.compile(
    r"\b(?:beslutnings|møde)?referat\b|\b(?:dagsorden|mødeindkaldelse|indkaldelse til|nyhedsbrev|pressemeddelelse)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_TRACKS = re.compile(r"\b(?:spor(?:et|ene)?|løsningsforslag|undersøgelsesspørgsmål)\b", re.IGNORECASE)
_CALLED_A_POSTCARD = re.compile(r"postkort", re.IGNORECASE)


def kind_of(
    parts: Sequence[Part], title: str, text: str, named: int, activities: int, voices: int, beside: int, tracks: int
) -> DocumentKind:
    """The kind, from how many principles and methods, activities, voices, and pieces beside voices there are.

    `tracks` of the pieces beside voices are tracks.
    """
    if _IS_OTHERWISE.search(title) or _IS_OTHERWISE.match(text.strip()):
        return "unknown"
    headings = sum(1 for part in parts if part.meaning in ("description", "principles", "methods", "parties", "title"))
    if named >= 2 or (named and activities) or (activities and headings > 1 and not _CALLED_A_PLAN.search(title)):
        return "project_description"
    if voices > 1 or (voices and beside) or (beside > 1 and _CALLED_A_POSTCARD.search(text)):
        return "postcard"
    if activities:
        return "plan"
    if tracks > 1 or (tracks and beside > tracks and _SPEAKS_OF_TRACKS.search(text)):
        return "postcard"
    return "project_description" if headings > 2 else "unknown"
