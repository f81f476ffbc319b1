"""Caution: numbers and names are many other things than dates."""

import re

from samskab.ground.dates.pieces import Piece
from samskab.ground.dates.plain import Plain
from samskab.ground.dates.units import Sequence

SAYS_DATE = re.compile(
    r"(?:(?<!\w)(?:dato|datoen|datoer|frist|deadline|start|slut|afholdes|afholdt|senest|inden|pr\.|uge|tid"
    r"|tidspunkt|hvornår|fra|den|d\.)[:.]? ?)$"
)
SAYS_YEAR = re.compile(
    r"(?<!\w)(?:i|år|året|årene|for|fra|siden|inden|efter|før|til|primo|medio|ultimo|hele|af|perioden|pr\."
    r"|budget|omkring|ca\.|evt\.|måske|forventet|tidligst|senest):? $"
)
SAYS_SEASON = re.compile(r"(?<!\w)(?:til|i|løbet af|for|fra|inden|efter|hele|evt\.|forventet|dato:?) $")
SAYS_NUMBER = re.compile(
    r"(?:§+|nr\.|nr|side|s\.|pkt\.|punkt|kap\.|kapitel|afsnit|version|v\.|figur|tabel|bilag|tlf\.|tlf"
    r"|telefon|kl\.|kl|stk\.|kr\.) ?$"
)
FULL_YEAR = re.compile(r"[0-9]{4}")


def is_a_date(plain: Plain, run: Sequence, cell: bool) -> bool:
    """Whether a run may be taken for a date where it stands. In a `cell` everything speaks of when."""
    first = run.pieces[0]
    before = plain.text[max(0, run.at - 24) : run.at]
    numbered = first.kind in ("day", "year") and SAYS_NUMBER.search(before)
    if numbered and not FULL_YEAR.search(plain.text, run.at, run.to):
        return False
    if looks_like_a_name(plain, run) or is_half_a_word(plain.text, run.pieces[-1]):
        return False
    if any(piece.strong or piece.clock for piece in run.pieces):
        return True
    if (cell or first.kind != "day") and plain.stands_alone(run.at, run.to):
        return True
    return (cell and first.kind != "day") or is_introduced(plain.text, run, before)


def is_introduced(text: str, run: Sequence, before: str) -> bool:
    """Whether the words before a weak date say that it is one: "den 1/3", "i 2025", "til sommer"."""
    first = run.pieces[0]
    says = {"year": SAYS_YEAR, "season": SAYS_SEASON}.get(first.kind, SAYS_DATE)
    led = first.led and "." not in text[first.at : first.to]
    return first.at > run.at or led or bool(says.search(before))


def is_half_a_word(text: str, last: Piece) -> bool:
    """ "Marts-mødet" is a meeting, not a month."""
    after = text[last.to : last.to + 2]
    return last.kind not in ("day", "year") and after[:1] == "-" and after[1:].isalpha()


def looks_like_a_name(plain: Plain, run: Sequence) -> bool:
    """Maj and August are people too: "Maj Hansen" inside a line."""
    piece = run.pieces[0]
    if len(run.pieces) > 1 or piece.kind != "month" or piece.year or piece.number not in (5, 8):
        return False
    at, to = plain.span(piece.at, piece.to)
    source = plain.source
    follows = source[to : to + 1] == " " and source[to + 1 : to + 2].isupper()
    return source[at].isupper() and follows and source[max(0, at - 2) : at - 1 if at else 0].isalpha()
