"""Text as Samskab keeps it: NFC, LF line ends, and positions counted in code points.

A position is an index into a Python string: æ is one, an emoji is one. Python counts in code points and
JavaScript in UTF-16, so the browser counts with `[...text]`.
"""

import re
import unicodedata

# Unicode's own "stream-safe" border (UAX #15): no writing system stacks more than 30 marks on one letter,
# and normalising a longer run takes time that grows with its square.
LIMIT_MARKS = 30

# What no written text holds. Tab, line feed and form feed stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\x85|\u2028|\u2029|\x0b")


def normalise(text: str) -> str:
    """The text with LF line ends and in NFC. Doing it twice changes nothing.

    Raises ValueError where a letter carries more marks than any writing system uses.
    """
    lines = _LINE_END.sub("\n", text)
    if _longest_run_of_marks(lines) > LIMIT_MARKS:
        raise ValueError("too many marks on one letter")
    return unicodedata.normalize("NFC", lines)


def without_control_characters(text: str) -> str:
    """The text without the characters that cannot be seen, stored or sent (NUL, bells, half surrogates)."""
    return _CONTROL.sub("", text)


def has_control_characters(text: str) -> bool:
    return _CONTROL.search(text) is not None


def one_line(text: str) -> str:
    """The text on one line, with single spaces: for a title, a heading, a comparison."""
    return " ".join(text.split())


def trimmed(text: str, at: int, to: int) -> tuple[int, int]:
    """The part of `text[at:to]` left when the white space at both ends is taken away; empty stays at `at`."""
    part = text[at:to]
    start = at + len(part) - len(part.lstrip())
    return (start, start + len(part.strip())) if part.strip() else (at, at)


def lines(text: str) -> list[tuple[int, int]]:
    """The places (at, to) of every line, without its line end; LF and form feed both end a line."""
    ends = [match.start() for match in re.finditer("[\n\f]", text)]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))


def _longest_run_of_marks(text: str) -> int:
    if text.isascii():
        return 0
    marks = "".join(char for char in set(text) if unicodedata.combining(char))
    if not marks:
        return 0
    return max((len(run) for run in re.findall(f"[{re.escape(marks)}]+", text)), default=0)
