"""Words put together from several places in a document, which still know where each of them stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samskab.frontdoor.reading.recognise.findings import Spans

Part = tuple[int, int, int]
"""Where in the passage's text a stretch begins, and from where to where it stands in the document."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is made of `parts` of the document, with a space or a line end of our own between them."""

    text: str
    parts: tuple[Part, ...]

    @property
    def spans(self) -> Spans:
        return tuple((at, to) for _, at, to in self.parts)

    @property
    def at(self) -> int:
        return self.parts[0][1]

    def slice(self, start: int, stop: int | None = None) -> "Passage":
        """The stretch `text[start:stop]` without space at its ends."""
        whole = self.text[start:stop]
        stop = start + len(whole.rstrip())
        return cut(self, min(stop, start + len(whole) - len(whole.lstrip())), stop)


def cut(whole: Passage, start: int, stop: int) -> Passage:
    """Exactly `text[start:stop]`, space and all."""
    parts: list[Part] = []
    for begin, at, to in whole.parts:
        first, last = max(start, begin), min(stop, begin + to - at)
        if first < last:
            parts.append((first - start, at + first - begin, at + last - begin))
    return Passage(whole.text[start:stop], tuple(parts))


def put_together(passages: Iterable[Passage]) -> Passage:
    """The passages one after the other, with nothing between them."""
    text = ""
    parts: list[Part] = []
    for each in passages:
        parts.extend((len(text) + begin, at, to) for begin, at, to in each.parts)
        text += each.text
    return Passage(text, tuple(parts)).slice(0)


EMPTY = Passage("", ())


def passage(text: str, at: int) -> Passage:
    """A passage that is one stretch of the document as it stands there."""
    return Passage(text, ((0, at, at + len(text)),) if text else ()).slice(0)


def joined(passages: Iterable[Passage], between: str = " ") -> Passage:
    """The passages in one, with `between` in the gaps."""
    return joined_by((between, each) for each in passages)


def joined_by(pairs: Iterable[tuple[str, Passage]]) -> Passage:
    """The passages in one, each after its own gap; the first gap and empty passages are left out."""
    texts: list[str] = []
    parts: list[Part] = []
    length = 0
    for gap, each in pairs:
        if each.text:
            texts += [gap, each.text] if texts else [each.text]
            length += len(gap) if len(texts) > 1 else 0
            parts.extend((length + begin, at, to) for begin, at, to in each.parts)
            length += len(each.text)
    return Passage("".join(texts), tuple(parts))


def unwrapped(lines: Iterable[Passage]) -> Passage:
    """Lines of one paragraph as running text: a word broken by a hyphen at a line's end is made whole."""
    text = ""
    parts: list[Part] = []
    for each in lines:
        if not each.text:
            continue
        if _is_broken_word(text, each.text):
            text = text[:-1]
            begin, at, to = parts[-1]
            parts[-1] = (begin, at, to - 1)
        elif text:
            text += " "
        parts.extend((len(text) + begin, at, to) for begin, at, to in each.parts)
        text += each.text
    return Passage(text, tuple(parts))


def _is_broken_word(before: str, after: str) -> bool:
    if not re.search(r"\w-$", before[-2:]) or not re.match(r"[a-zß-öø-ÿ]", after):
        return False
    return not re.match(r"(?:og|eller|samt|til|/)\b", after)


def covers(passages: Iterable[Passage]) -> Spans:
    """Every place the passages stand, in the order of the document."""
    return tuple(sorted({span for each in passages for span in each.spans}))
