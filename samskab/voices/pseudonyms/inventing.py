"""What may be said instead: an invented first name, or in a word what it was. No Django here."""

from collections.abc import Callable

from samskab.ground.identifying import is_mans
from samskab.ground.text import normalise, one_line, without_control_characters


def _in_order(written: str) -> tuple[str, ...]:
    return tuple(written.split())


# Common enough to pass, and ours to draw from, in this order.
WOMEN = _in_order(
    """
    Anna Grethe Ellen Lone Ruth Hanne Inger Tove Signe Vera Marie Solveig Agnes Birthe Nanna Tilde Karla Esther Gerda
    Johanne Merete Asta Lærke Rigmor Ulla Edith Hjørdis Sigrid Thea Dagny
    """
)
MEN = _in_order(
    """
    Peter Svend Niels Erik Viggo Holger Aksel Poul Verner Kjeld Otto Tage Arne Knud Ejnar Magnus Gunnar Johan Oskar Frode
    Harald Valdemar Børge Elias Vagn Evald Sigurd Alfred Hjalmar Thorvald
    """
)
IN_A_WORD = {
    "address": "en vej",
    "institution": "et sted",
    "phone": "telefonnummer",
    "email": "mailadresse",
    "plate": "nummerplade",
    "cpr": "personnummer",
}
LONGEST = 60  # characters between the brackets


class NotLikeThat(ValueError):
    """A pseudonym is a word or a few. Nothing is stored."""


def in_brackets(written: str) -> str:
    """As it stands in a text, from what a person wrote, with or without brackets. Raises NotLikeThat."""
    try:
        words = one_line(normalise(without_control_characters(written[:1_000]))).strip("[] ")
    except ValueError:
        raise NotLikeThat from None
    if not words or len(words) > LONGEST or "[" in words or "]" in words:
        raise NotLikeThat
    return f"[{words}]"


def suggested(kind: str, told: str, drawn: int, stands: Callable[[str], bool]) -> str:
    """In brackets. `drawn` says where in the list to begin, and nothing of the name; `stands` is asked of each name drawn."""
    if kind != "name":
        return f"[{IN_A_WORD[kind]}]"
    names = MEN if is_mans(told.split()[0].strip(".").capitalize()) else WOMEN
    turned = names[drawn % len(names) :] + names[: drawn % len(names)]
    numbered = (f"{name} {number}" for number in range(2, 1_000) for name in turned)
    return next((f"[{one}]" for one in (*turned, *numbered) if not stands(one)), f"[{turned[0]}]")
