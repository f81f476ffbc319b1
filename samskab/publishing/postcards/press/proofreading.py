"""Reading the printed sheet before anyone gets it: two sides, all words inside the margin, none on top of others."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pypdfium2

MARGIN = 10.0 * 72 / 25.4
"""No words nearer the trimmed edge than this, in points; the sheet's own margin is 11 mm."""
SLACK = 1.0
"""Letters may touch by so many points: the box of an å and that of the line above."""


class Words(NamedTuple):
    """A run of words and where it stands, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    def overlaps(self, other: "Words") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > SLACK and down > SLACK

    def is_inside(self, left: float, bottom: float, right: float, top: float) -> bool:
        return self.left >= left and self.bottom >= bottom and self.right <= right and self.top <= top


def misplaced(pdf: bytes) -> str | None:
    """The first words that stand outside the margin or on top of others; None when the sheet can be printed.

    ValueError if there are not exactly two sides.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != 2:
            raise ValueError(f"a postcard has two sides, not {len(document)}")
        return next((words for page in document for words in _misplaced_on(page)), None)
    finally:
        document.close()


def _misplaced_on(page: pypdfium2.PdfPage) -> Iterator[str]:
    left, bottom, right, top = page.get_trimbox()
    runs = list(_runs(page))
    for one in runs:
        if not one.is_inside(left + MARGIN, bottom + MARGIN, right - MARGIN, top - MARGIN):
            yield one.text
    for one, other in combinations(runs, 2):
        if one.overlaps(other):
            yield max(one.text, other.text, key=len)


def _runs(page: pypdfium2.PdfPage) -> Iterator[Words]:
    text = page.get_textpage()
    try:
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            yield Words(
                left, bottom, right, top, text.get_text_bounded(left, bottom, right, top).strip("\x02\ufffe \r\n")
            )
    finally:
        text.close()
