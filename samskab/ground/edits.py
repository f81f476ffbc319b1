"""What became of a text: which parts of the old one stand in the new one, in the same order.

The ends that are the same are put aside; between them, lines that stand once in both hold the two texts together, then
words that do. What is left is compared word by word where it is short, and else taken to be written anew. The time
grows with the texts, never with their square.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

Block = tuple[int, int, int]  # where it begins in the old text, where in the new, how long it is

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"[^\W_]+|[^\S\n]+|[\W_]")
_SHORT = 150  # pieces: two runs of that many are compared piece by piece
_DEEP = 40
_TOO_LONG = 3_000_000  # characters without one line in common are another text
_NEAR = 2_000  # characters: no further off is a border between pieces looked for


@dataclass(frozen=True, slots=True)
class Became:
    """Where a part of the old text lies in the new: whole, or what stands in its place. `left` letters of it are left."""

    start: int
    end: int
    whole: bool
    left: int


class EditScript:
    """From an old text to a new one. Made once, it answers for any number of places.

    Whoever knows what they changed gives the blocks that stand in both; then nothing is compared.
    """

    def __init__(self, old: str, new: str, blocks: Iterable[Block] | None = None) -> None:
        self.old, self.new, self.is_known = old, new, blocks is not None
        self.blocks = list(_joined(_blocks_of_texts(old, new) if blocks is None else blocks))
        self._starts = [at for at, _, _ in self.blocks]

    def became(self, start: int, end: int) -> Became:
        """What became of `old[start:end]`, which holds one character or more."""
        first = bisect_right(self._starts, start) - 1
        if first >= 0:
            at, there, size = self.blocks[first]
            if end <= at + size:
                left = _letters(self.old[start:end])
                return Became(there + start - at, there + end - at, True, left)
        left = sum(_letters(self.old[at:to]) for at, to in self._kept(start, end))
        new_start, new_end = self._place(start, ends=False), self._place(end - 1, ends=True)
        return Became(new_start, max(new_start, new_end), False, left)

    def _kept(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of `old[start:end]` that stand in the new text."""
        number = max(0, bisect_right(self._starts, start) - 1)
        while number < len(self.blocks) and self.blocks[number][0] < end:
            at, _, size = self.blocks[number]
            if max(at, start) < min(at + size, end):
                yield max(at, start), min(at + size, end)
            number += 1

    def _place(self, position: int, ends: bool) -> int:
        """Where the character at `position` stands, or begins or ends what stands in its place."""
        number = bisect_right(self._starts, position) - 1
        before = self.blocks[number] if number >= 0 else (0, 0, 0)
        at, there, size = before
        if position < at + size:
            return there + position - at + ends
        if not ends:
            return there + size
        return self.blocks[number + 1][1] if number + 1 < len(self.blocks) else len(self.new)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _blocks_of_texts(old: str, new: str) -> Iterator[Block]:
    """Lines first, and words within what lies between them."""
    for a, a_end, b, b_end in _apart(old, new, _LINES):
        if a_end - a == b_end - b and old[a:a_end] == new[b:b_end]:
            yield a, b, a_end - a
            continue
        if max(a_end - a, b_end - b) > _TOO_LONG:
            continue
        for c, c_end, d, d_end in _apart(old[a:a_end], new[b:b_end], _WORDS):
            if old[a + c : a + c_end] == new[b + d : b + d_end]:
                yield a + c, b + d, c_end - c
            else:
                yield from _alike_at_the_ends(old, new, (a + c, a + c_end), (b + d, b + d_end))


def _alike_at_the_ends(old: str, new: str, this: tuple[int, int], that: tuple[int, int]) -> Iterator[Block]:
    """Of words written anew, the letters they begin and end with alike: "ventede" and "ventedes"."""
    left, right = old[slice(*this)], new[slice(*that)]
    front = _same_front(left, right)
    back = _same_front(left[front:][::-1], right[front:][::-1])
    if front:
        yield this[0], that[0], front
    if back:
        yield this[1] - back, that[1] - back, back


def _apart(old: str, new: str, pieces: re.Pattern[str]) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, start, end): parts that are the same in both, and parts that are not, in order."""
    front = _same_front(old, new)
    front = _at_a_border(old, new, front, pieces)
    back = _same_front(old[front:][::-1], new[front:][::-1])
    back = len(old) - _at_a_border_from(old, len(old) - back, new, len(new) - back, pieces)
    if front:
        yield 0, front, 0, front
    left, right = pieces.findall(old, front, len(old) - back), pieces.findall(new, front, len(new) - back)
    a, b = list(accumulate(map(len, left), initial=front)), list(accumulate(map(len, right), initial=front))
    done_a = done_b = 0
    for i, j, size in [*_runs(left, right), (len(left), len(right), 0)]:
        if (done_a, done_b) != (i, j):
            yield a[done_a], a[i], b[done_b], b[j]
        if size:
            yield a[i], a[i + size], b[j], b[j + size]
        done_a, done_b = i + size, j + size
    if back:
        yield len(old) - back, len(old), len(new) - back, len(new)


def _same_front(left: str, right: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(left), len(right))
    if left[:high] == right[:high]:
        return high
    step = 64
    while left[low : low + step] == right[low : low + step]:
        low += step
        step *= 2
    high = min(high, low + step)
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _at_a_border(old: str, new: str, at: int, pieces: re.Pattern[str]) -> int:
    """The last place at or before `at` where a piece ends in both texts."""
    if at == len(old) == len(new):
        return at
    begin = max(old.rfind("\n", 0, at) + 1, at - _NEAR)
    ends = [match.end() for match in pieces.finditer(old, begin, at + _NEAR) if match.end() <= at]
    others = {match.end() for match in pieces.finditer(new, begin, at + _NEAR)}
    return next((end for end in reversed(ends) if end in others), begin)


def _at_a_border_from(old: str, at: int, new: str, there: int, pieces: re.Pattern[str]) -> int:
    """The first place in the old text, from `at` on, where a piece begins in both texts."""
    stop = old.find("\n", at)
    stop = min(len(old) if stop < 0 else stop + 1, at + _NEAR)
    before = max(old.rfind("\n", 0, at) + 1, at - _NEAR), max(new.rfind("\n", 0, there) + 1, there - _NEAR)
    begins = {match.start() - at for match in pieces.finditer(old, before[0], stop)}
    others = {match.start() - there for match in pieces.finditer(new, before[1], there + stop - at)}
    return at + min((shift for shift in begins & others if shift >= 0), default=stop - at)


def _runs(left: Sequence[str], right: Sequence[str], depth: int = 0) -> list[Block]:
    """Runs of pieces that stand in both, in order: held together by pieces that stand once in each."""
    pairs = _rising(_once_in_both(left, right)) if depth < _DEEP else []
    if not pairs:
        return _compared(left, right) if max(len(left), len(right)) <= _SHORT else []
    found: list[Block] = []
    a = b = 0
    for i, j in [*pairs, (len(left), len(right))]:
        if i < a or j < b:
            continue
        end = 0
        while i - end > a and j - end > b and left[i - end - 1] == right[j - end - 1]:
            end += 1
        found += [(a + x, b + y, n) for x, y, n in _runs(left[a : i - end], right[b : j - end], depth + 1)]
        size = 0
        while i + size < len(left) and j + size < len(right) and left[i + size] == right[j + size]:
            size += 1
        if end + size:
            found.append((i - end, j - end, end + size))
        a, b = i + size, j + size
    return found


def _once_in_both(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Where pieces that hold a letter and stand once on each side lie, in the order of the left."""
    once = Counter(left)
    place = {piece: at for at, piece in enumerate(right)}
    also = Counter(right)
    return [
        (at, place[piece])
        for at, piece in enumerate(left)
        if once[piece] == 1 and also.get(piece) == 1 and any(map(str.isalnum, piece))
    ]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs that rises on the right side as it does on the left."""
    tops: list[int] = []
    top_of: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(top_of[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [there]
        top_of[pile : pile + 1] = [number]
    found, at = [], top_of[-1] if top_of else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _compared(left: Sequence[str], right: Sequence[str]) -> list[Block]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks that follow on each other in both texts are one."""
    a = b = size = 0
    for at, there, length in blocks:
        if (at, there) == (a + size, b + size):
            size += length
            continue
        if size:
            yield a, b, size
        a, b, size = at, there, length
    if size:
        yield a, b, size
