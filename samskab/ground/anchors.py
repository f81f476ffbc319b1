"""An anchor: the words a mark stands on, held fast in one revision of a text and followed into the next.

Nothing is looked for elsewhere: an anchor goes where its own words went, or a person is asked.
"""

from dataclasses import dataclass
from typing import Literal

from samskab.ground.edits import EditScript

AROUND = 32  # characters kept on either side

State = Literal["exact", "moved", "changed", "lost"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """`text[start:end] == quote` in that revision, in code points, end exclusive; up to 32 characters before and after."""

    revision: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an anchor.

    `exact`: the same words in the same place. `moved`: the same words, `new[start:end]`, further on or back. `changed`:
    `new[start:end]` is what may be them, and a person decides. `lost`: nothing of them is left; `start` and `end` say
    where they stood.
    """

    state: State
    start: int
    end: int

    @property
    def needs_a_person(self) -> bool:
        return self.state in ("changed", "lost")


def anchor_at(text: str, start: int, end: int, revision: int = 0) -> Anchor:
    """The anchor on `text[start:end]`. Raises ValueError where there is nothing to hold on to."""
    if not 0 <= start < end <= len(text):
        raise ValueError("an anchor holds one character or more")
    return Anchor(revision, start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def follow(anchor: Anchor, old: str, new: str) -> Followed:
    """Where the anchor's words are in the new text. Raises ValueError where it does not stand in the old one."""
    return follow_along(anchor, EditScript(old, new))


def follow_along(anchor: Anchor, script: EditScript) -> Followed:
    """The same for many anchors of one text, which is compared once."""
    if script.old[anchor.start : anchor.end] != anchor.quote or not anchor.quote:
        raise ValueError("the anchor does not stand in this text")
    became = script.became(anchor.start, anchor.end)
    if became.whole and (script.is_known or _is_no_look_alike(anchor, script, became.start, became.end)):
        return Followed("exact" if became.start == anchor.start else "moved", became.start, became.end)
    if became.left or became.whole:
        return Followed("changed", became.start, became.end)
    return Followed("lost", became.start, became.end)


def _is_no_look_alike(anchor: Anchor, script: EditScript, start: int, end: int) -> bool:
    """Whether these words can be no others: what stands around them is as it was, or they stand once in both texts."""
    before = script.new[max(0, start - AROUND) : start] == anchor.prefix
    after = script.new[end : end + AROUND] == anchor.suffix
    stands_in_a_word = script.new[max(0, start - 1) : start].isalnum() or script.new[end : end + 1].isalnum()
    if stands_in_a_word and not (anchor.prefix[-1:].isalnum() or anchor.suffix[:1].isalnum()):
        return False  # "ventede" in what is now "ventedes"
    if (before and after) or (before and len(anchor.prefix) == AROUND) or (after and len(anchor.suffix) == AROUND):
        return True
    return script.old.count(anchor.quote) == 1 and script.new.count(anchor.quote) == 1
