"""What is left when every finding has its words: nothing is dropped without being shown."""

import re
from collections.abc import Iterable

from samskab.frontdoor.reading.recognise.findings import Span, Spans, Unread
from samskab.ground.text import trimmed

# Bullets, table lines, quotation marks and the like say nothing by themselves.
_ONLY_MARKS = re.compile(r"[\W_]*")
_SIGNS = re.compile(r"[^\s\w!-/:-@\[-`{-~‐-―‘-‟•…‣⁃·«»¦|▪-▫○●◦■□\uf0a7\uf0b7]")


def unread_in(text: str, taken: Iterable[Span]) -> tuple[Unread, ...]:
    """The pieces of the text outside `taken`; lines that stand together are one piece."""
    pieces: list[list[Span]] = []
    for at, to in _gaps(len(text), taken):
        for start, end in _lines(text, at, to):
            if pieces and not _apart(text[pieces[-1][-1][1] : start]):
                pieces[-1].append((start, end))
            else:
                pieces.append([(start, end)])
    return tuple(_unread(text, tuple(spans)) for spans in pieces)


def _unread(text: str, spans: Spans) -> Unread:
    return Unread("\n".join(" ".join(text[at:to].split()) for at, to in spans), spans)


def _gaps(length: int, taken: Iterable[Span]) -> list[Span]:
    gaps, last = [], 0
    for at, to in sorted(taken):
        if at > last:
            gaps.append((last, at))
        last = max(last, to)
    return [*gaps, (last, length)] if last < length else gaps


def _lines(text: str, at: int, to: int) -> list[Span]:
    """The lines in a stretch that say something."""
    found = [trimmed(text, match.start(), match.end()) for match in re.compile(r"[^\n\f]+").finditer(text, at, to)]
    return [(start, end) for start, end in found if start < end and _says_something(text[start:end])]


def _says_something(words: str) -> bool:
    return not _ONLY_MARKS.fullmatch(words) or bool(_SIGNS.search(words))


def _apart(between: str) -> bool:
    return between.count("\n") > 2 or bool(re.search(r"\w", between)) or "\f" in between
