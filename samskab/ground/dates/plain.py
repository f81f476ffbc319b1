"""A text made even for reading, without losing where each character came from."""

from dataclasses import dataclass

DASHES = dict.fromkeys("‐‑‒–—―−", "-")
QUOTES = dict.fromkeys("’‘´`", "'")
EVEN = DASHES | QUOTES
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
HARD = 3  # line breaks: more than the one or two that only wrap a line


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is lower case, each run of white space one space ("\\n" for a wide gap), dashes are hyphens.

    `origins[n]` is the code point in `source` that `text[n]` came from.
    """

    source: str
    text: str
    origins: list[int]

    def span(self, at: int, to: int) -> tuple[int, int]:
        """From a stretch of `text` to the stretch of `source` it came from."""
        return self.origins[at], self.origins[to - 1] + 1

    def words(self, at: int, to: int) -> str:
        """The source words of a stretch of `text`, on one line, without invisible characters."""
        first, last = self.span(at, to)
        kept = "".join(c for c in self.source[first:last] if c not in INVISIBLE)
        return " ".join(kept.split())

    def stands_alone(self, at: int, to: int) -> bool:
        """Whether the stretch has its line (or table cell) to itself, but for bullets, stops and a parenthesis."""
        first, last = self.span(at, to)
        before, after = self.source[max(0, first - 40) : first], self.source[last : last + 40]
        for edge in "\n\t|;\r\f":
            before, after = before.rsplit(edge, 1)[-1], after.split(edge, 1)[0]
        after = after.split("(", 1)[0]
        return not before.strip(" \u00a0-–•*·(") and not after.strip(" \u00a0.,:!)?")


def even(source: str) -> Plain:
    """Make a text even for reading."""
    out: list[str] = []
    origins: list[int] = []
    at, length = 0, len(source)
    while at < length:
        char = source[at]
        end = at + 1
        if char in INVISIBLE:
            if source[end : end + 1] in ("\n", "\r"):
                end = skip_space(source, end)  # a word broken over two lines
            at = end
            continue
        if char.isspace():
            end = skip_space(source, at)
            gap = source[at:end]
            char = "\n" if "\f" in gap or gap.count("\n") >= HARD else " "
        else:
            lower = EVEN.get(char, char).lower()
            char = lower if len(lower) == 1 else char
        out.append(char)
        origins.append(at)
        at = end
    return Plain(source, "".join(out), origins)


def skip_space(source: str, at: int) -> int:
    while at < len(source) and (source[at].isspace() or source[at] in INVISIBLE):
        at += 1
    return at
