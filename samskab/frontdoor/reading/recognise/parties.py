"""Who the project is between."""

import re
from collections.abc import Sequence

from samskab.frontdoor.reading.recognise.findings import Party
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph
from samskab.frontdoor.reading.recognise.passage import Passage, covers

_BETWEEN = re.compile(
    r"\b(?:\w*samarbejd\w*|\w*projekt\w*|partnerskab\w*|aftale\w*|alliance\w*|fællesskab\w*)\s+(?:i \w+ )?mellem\s+(?P<who>[^.;!?\n]{5,400})",
    re.IGNORECASE,
)
_ENDS = re.compile(r",? (?:om|der|som|med det formål|for at|hvor|hvis|i perioden|fra \d{4})\b")
_IS_BODY = re.compile(
    r"region|kommun|udvalg|hospital|sygehus|råd\b|forening|klinik|praksis|center|centret|afdeling|forvaltning|universitet|styrelse"
    r"|højskole|skole|bibliotek|organisation|hjemmepleje|sygepleje|fællesskab|netværk|selskab|hus\b|boligselskab|lokalråd|ældresagen"
    r"|læge|kors|fonden|menighed|borger|pårørende|klub|institut|ministeri|nævn|plejehjem|bestyrelse|pensionist|patient",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*,\s+(?:og |samt )?|\s+(?:og\s+)+(?=[A-ZÀ-ÖØ-Þ])|(?<!-)\s+samt\s+(?=[A-ZÀ-ÖØ-Þ])|\s+(?:og\s+)+(?=[a-zß-öø-ÿ])"
)


def parties_in_text(paragraphs: Sequence[Paragraph]) -> tuple[Party, ...]:
    """The parties of the first sentence that says whom the project is between."""
    for paragraph in paragraphs:
        match = _BETWEEN.search(paragraph.text)
        if not match:
            continue
        end = _ENDS.search(match["who"])
        who = paragraph.words.slice(match.start("who"), match.start("who") + end.start() if end else match.end("who"))
        names = _names(who)
        if len(names) > 1 and any(_IS_BODY.search(name.text) for name in names):
            return tuple(map(party, names))
    return ()


def party(words: Passage) -> Party:
    return Party(words.text.strip(" .,;:-–*•"), covers([words]))


def _names(who: Passage) -> list[Passage]:
    """The list cut at its commas and ands; what is no body of its own goes with what follows."""
    borders = [match.span() for match in _LINK.finditer(who.text) if not _is_suspended(who.text, match.start())]
    names: list[Passage] = []
    start = 0
    for at, to in [*borders, (len(who.text), len(who.text))]:
        piece = who.text[start:at]
        after = who.text[to:]
        whole = bool(_IS_BODY.search(piece)) and (not after or after[:1].isupper() or _begins_with_body(after))
        if whole or not after:
            names.append(who.slice(start, at))
            start = to
    return [name for name in names if name.text]


def _begins_with_body(text: str) -> bool:
    """Whether a body is named at once, or after an article: "de praktiserende læger"."""
    return bool(_IS_BODY.match(text) or re.match(rf"(?:de|den|det) (?:\w+ ){{0,2}}(?:{_IS_BODY.pattern})", text, re.I))


def _is_suspended(text: str, at: int) -> bool:
    """Whether "og" ties two halves of one word together, as in "Voksen- og Plejeudvalget"."""
    return text[:at].endswith("-")


def parties_in_list(paragraphs: Sequence[Paragraph]) -> tuple[Party, ...]:
    """The parties under a heading of their own: one each bullet or short line, or a list in a sentence."""
    bullets = [each for each in paragraphs if each.mark]
    lines = bullets or [each for each in paragraphs if len(each.text) < 120 and not each.text.endswith(".")]
    lines = [each for each in lines if _IS_BODY.search(each.text) or not re.search(r"\d", each.text)]
    if lines and (bullets or len(lines) > 1):
        return tuple(party(_before_explanation(each.words)) for each in lines)
    found = parties_in_text(paragraphs)
    if found or not paragraphs:
        return found
    names = _names(paragraphs[0].words)
    return tuple(map(party, names)) if len(names) > 1 else tuple(party(each.words) for each in lines)


def _before_explanation(words: Passage) -> Passage:
    match = re.search(r"\s[-–—]\s|:\s", words.text)
    if not match or _IS_BODY.search(words.text, match.end()):
        return words
    return words.slice(0, match.start())
