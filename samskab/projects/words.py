"""Words people write about the project itself, on their way in."""

from samskab.ground.cpr import find_cpr
from samskab.ground.text import normalise, without_control_characters


class ContainsCpr(ValueError):
    """The words hold a CPR number. Nothing is stored."""


class ReasonMissing(ValueError):
    """A change without its reason is not written down."""


def kept(text: str) -> str:
    """The text as we keep it, without white space at its ends. Refuses a CPR number (ContainsCpr)."""
    if find_cpr(text):
        raise ContainsCpr
    return normalise(without_control_characters(text)).strip()


def line(text: str, length: int = 300) -> str:
    """The text as we keep it, on one line and at most `length` code points; one that was cut ends in "…"."""
    words = " ".join(kept(text).split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def because(reason: str) -> str:
    """The reason in one line of words. Refuses an empty one (ReasonMissing)."""
    if not (said := line(reason)):
        raise ReasonMissing
    return said
