"""Which words are the same name, and where they stand in a text. No Django here."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from samskab.ground.identifying import is_known_first, without_genitive
from samskab.voices.pseudonyms.swapping import Swap, swapped

_WORD = re.compile(r"[^\W_]+")
_GENITIVE = r"(?:s|['’]s?)?"
_SAID_INSTEAD = re.compile(r"\[[^\[\]\n]{1,60}\]")
A_FEW = 3  # names one looks for one after the other
Place = tuple[int, int]


def bare(kind: str, words: str, also: Container[str] = ()) -> str:
    """Without the genitive that may follow it: Karens → Karen, Jens' → Jens, Lars → Lars. Always its beginning.

    A word nobody knows loses its s where the same word stands without it: `also`.
    """
    if kind not in ("name", "institution"):
        return words
    *_before, last = words.split()
    shorter = without_genitive(last)
    if shorter == last and last[-1:] == "s" and last[:-1] in also and not is_known_first(last):
        shorter = last[:-1]
    return words[: len(words) - len(last) + len(shorter)] if shorter else words


def key(kind: str, words: str) -> str:
    """The same for words that name the same: capitals, signs and line breaks do not make them others."""
    parts = _WORD.findall(words.casefold())
    return ("" if kind in ("phone", "plate") else " ").join(parts)


def is_same_person(one: str, other: str) -> bool:
    """Whether two keys may be one person: "karen" and "karen jensen"."""
    first, second = one.split(), other.split()
    return bool(first and second) and first[0] == second[0] and min(len(first), len(second)) == 1


def said_instead_in(text: str, pseudonyms: Container[str]) -> list[Place]:
    """Where pseudonyms stand already, brackets and all."""
    return [one.span() for one in _SAID_INSTEAD.finditer(text) if one[0] in pseudonyms]


def places_of_each(text: str, told: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """(which of them, start, end) wherever one of these stands as whole words, perhaps with a genitive after it.

    A name is no other word: what is told with a capital is found with one. The text is read once, however many they are.
    """
    wanted = sorted({one for one in told if _WORD.search(one)}, key=lambda words: (-len(words), words))
    if len(wanted) <= A_FEW:
        places = ((one, *match.span()) for one in wanted for match in _pattern(one).finditer(text))
        yield from sorted((one for one in places if _is_it(text, *one)), key=lambda one: (one[1], -one[2]))
        return
    by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    for one in wanted:
        first = _WORD.findall(one)[0].casefold()
        for form in (first, f"{first}s"):
            by_first[form].append((one, _pattern(one)))
    for word in _WORD.finditer(text):
        for one, pattern in by_first.get(word[0].casefold(), ()):
            match = pattern.match(text, max(0, word.start() - _before_first(one)))
            if match and _is_it(text, one, *match.span()):
                yield one, *match.span()


def with_others(text: str, instead: Mapping[str, str]) -> str:
    """The text with something else wherever one of these stands: what was told → what is said instead."""
    swaps: list[Swap] = []
    for told, start, end in places_of_each(text, instead):
        if not swaps or start >= swaps[-1].end:
            swaps.append(Swap(start, end, instead[told]))
    return swapped(text, swaps).text


def _is_it(text: str, told: str, start: int, _end: int) -> bool:
    before = _before_first(told)
    return text[start + before].isupper() or not told[before].isupper()


def _before_first(told: str) -> int:
    """How many signs stand before its first letter or digit, as the + of a telephone number."""
    first = _WORD.search(told)
    return first.start() if first else 0


def _pattern(told: str) -> re.Pattern[str]:
    words = r"[ \u00a0\n]{1,2}".join(re.escape(word) for word in told.split())
    return re.compile(rf"(?<![^\W_]){words}(?={_GENITIVE}(?![^\W_]))", re.IGNORECASE)


class Taken:
    """Places nobody may stand in twice."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._places = sorted(places)

    def is_free(self, start: int, end: int) -> bool:
        at = bisect_right(self._places, (start, end))
        before = self._places[at - 1] if at else (0, 0)
        after = self._places[at] if at < len(self._places) else (end, end)
        return before[1] <= start and end <= after[0]
