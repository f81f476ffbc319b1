"""One thing that can tell who somebody is, and what to do when two finders see the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["cpr", "email", "phone", "plate", "address", "institution", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)  # the surest first: where two overlap, the first one stands

IN_DOUBT = 0.5  # a CPR number below this gives way to an address or a telephone that is surer


@dataclass(frozen=True, slots=True)
class Hit:
    """`text_searched[start:end] == text`, in code points; `confidence` is 0-1."""

    kind: Kind
    start: int
    end: int
    text: str
    confidence: float


def without_overlap(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in order of place; of two that overlap the surer kind stands, then the longer, then the first."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=_standing):
        places = range(hit.start, hit.end)
        if taken.isdisjoint(places):
            kept.append(hit)
            taken.update(places)
    return sorted(kept, key=lambda one: one.start)


def _standing(hit: Hit) -> tuple[int, int, int]:
    doubtful = hit.kind == "cpr" and hit.confidence < IN_DOUBT
    return (len(KINDS) if doubtful else KINDS.index(hit.kind), hit.start - hit.end, hit.start)
