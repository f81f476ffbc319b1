"""Where a text may tell who somebody is, those that say the same together. No database here."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from samskab.ground.identifying import find_identifying, is_known_first
from samskab.voices.pseudonyms.words import Taken, bare, key, places_of_each, said_instead_in

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]`, without a genitive; of what a speaker is called where `segment` says who first is called so."""

    segment: int | None
    start: int
    end: int
    kind: str
    key: str


def found_in(text: str, labels: Mapping[str, int], pseudonyms: Container[str]) -> list[Found]:
    """The speakers first, then the text from its beginning. Pseudonyms that stand there already are not found.

    `labels`: what speakers are called → the number of the first segment.
    """
    told: dict[str, tuple[str, str]] = {}
    found: list[Found] = []
    for label, number in labels.items():
        for kind, start, end in _in_label(label, pseudonyms):
            told.setdefault(label[start:end], (kind, key(kind, label[start:end])))
            found.append(Found(number, start, end, *told[label[start:end]]))
    return found + list(_in_text(text, told, pseudonyms))


def _in_label(label: str, pseudonyms: Container[str]) -> Iterator[tuple[str, int, int]]:
    if label in pseudonyms:
        return
    hits = find_identifying(label)
    for hit in hits:
        yield hit.kind, hit.start, hit.start + len(bare(hit.kind, hit.text))
    first = _WORD.match(label)
    if not hits and first and is_known_first(first[0]):
        yield "name", 0, first.end()


def _in_text(text: str, told: dict[str, tuple[str, str]], pseudonyms: Container[str]) -> Iterator[Found]:
    reserved = said_instead_in(text, pseudonyms)
    free, also = Taken(reserved), {word[0] for word in _WORD.finditer(text)}
    found: list[Found] = []
    for hit in find_identifying(text):
        if free.is_free(hit.start, hit.end):
            words = bare(hit.kind, hit.text, also)
            told.setdefault(words, (hit.kind, key(hit.kind, words)))
            found.append(Found(None, hit.start, hit.start + len(words), *told[words]))
    found += more_of(text, told, Taken([*reserved, *((one.start, one.end) for one in found)]))
    yield from sorted(found, key=lambda one: one.start)


def more_of(text: str, told: Mapping[str, tuple[str, str]], taken: Taken) -> Iterator[Found]:
    """Where what was told (→ kind, key) stands besides, in order, at places nobody has taken."""
    done = 0
    for words, start, end in places_of_each(text, told):
        if start >= done and taken.is_free(start, end):
            done = end
            yield Found(None, start, end, *told[words])
