"""How much may be told of who spoke, so that at least five may have said it. Arithmetic; no Django here.

Of a voice three things may stand outside: its perspective, its position, and where it was said. Voices that would stand
with the same three are a crowd. Where fewer than five people are in it, less is told: first not where, then not which
position, then not which perspective. Nobody may count backwards either: where those of whom less is told are themselves
fewer than five, so that they could be known by what is left out, the smallest of the others is told of as coarsely.

Whoever reads is taken to know this rule and how many the project has heard. What was told already is taken as known.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

FEWEST = 5
LEVELS = ("full", "no_place", "perspective", "nothing")
TOO_FEW = len(LEVELS)
"""The rank of a voice nothing may be told of: the whole project has heard fewer than five."""


class Label(NamedTuple):
    """What stands outside of one voice; "" for what does not."""

    perspective: str = ""
    position: str = ""
    where: str = ""


NOTHING = Label()


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice: the person, as far as we can tell voices of one person from each other, and what is known of them."""

    person: Hashable
    label: Label


def folded(perspective: str, position: str, where: str) -> Label:
    """The same three whether they were written with capitals or not."""
    return Label(perspective, *(" ".join(text.casefold().split()) for text in (position, where)))


def at_level(label: Label, rank: int) -> Label:
    """What is left of a label at LEVELS[rank]."""
    return Label(*(part if rank < dropped else "" for part, dropped in zip(label, (3, 2, 1), strict=True)))


def ranks(heard: Mapping[int, Heard], told: Mapping[int, int]) -> dict[int, int]:
    """For each voice the finest rank of LEVELS it may be shown at; TOO_FEW where none will do.

    `told` are voices that are out already, with their rank: they are never shown finer than there, and where that was
    too fine the rest are counted without them.
    """
    apart: set[int] = set()
    while True:
        found = _ranks({pk: one for pk, one in heard.items() if pk not in apart})
        more = {pk for pk, rank in told.items() if pk in found and rank < found[pk]}
        if not more:
            break
        apart |= more
    alone = dict.fromkeys(apart & heard.keys(), TOO_FEW if _people(heard.values()) < FEWEST else len(LEVELS) - 1)
    return {pk: max(rank, told.get(pk, 0)) for pk, rank in (found | alone).items()}


def _ranks(heard: Mapping[int, Heard]) -> dict[int, int]:
    shown = _shown(heard)
    crowded = _people(heard.values()) >= FEWEST
    return {pk: _rank(one.label, shown[pk]) if crowded else TOO_FEW for pk, one in heard.items()}


def _rank(label: Label, shown: Label) -> int:
    return next(rank for rank in range(len(LEVELS)) if at_level(label, rank) == shown)


def _shown(heard: Mapping[int, Heard]) -> dict[int, Label]:
    """The label each voice may stand with: every label there is holds five people or more, or it is NOTHING."""
    crowds: dict[Label, list[int]] = defaultdict(list)
    for pk, one in heard.items():
        crowds[one.label].append(pk)
    for rank in range(len(LEVELS)):
        for label in sorted(one for one in crowds if _depth(one) == len(LEVELS) - 1 - rank):
            _fill(label, crowds, heard)
    return {pk: label for label, members in crowds.items() for pk in members}


def _fill(label: Label, crowds: dict[Label, list[int]], heard: Mapping[int, Heard]) -> None:
    """Let the crowd be five: with the smallest that are told of more finely, or else as part of a coarser one."""
    while _people(heard[pk] for pk in crowds[label]) < FEWEST:
        finer = [other for other in crowds if other != label and _covers(label, other)]
        if finer:
            smallest = min(finer, key=lambda other: (len(crowds[other]), other))
            crowds[label] += crowds.pop(smallest)
        elif label == NOTHING:
            return
        else:
            crowds[_coarser(label)] += crowds.pop(label)
            return


def _people(heard: Iterable[Heard]) -> int:
    return len({one.person for one in heard})


def _depth(label: Label) -> int:
    """How fine a label is: 3 says where, 2 a position, 1 a perspective, 0 nothing."""
    return next((depth for depth, part in zip((3, 2, 1), reversed(label), strict=True) if part), 0)


def _coarser(label: Label) -> Label:
    return at_level(label, len(LEVELS) - _depth(label))


def _covers(label: Label, other: Label) -> bool:
    return any(at_level(other, rank) == label for rank in range(len(LEVELS) - _depth(other), len(LEVELS)))
