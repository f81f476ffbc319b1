"""Reading the printed sheet before anyone gets it: two sides, all words inside the margin, none on top of others."""

from collections.abc import Iterator

import pypdfium2

MARGIN = 10.0 * 72 / 25.4
"""No words nearer the trimmed edge than this, in points; the sheet's own margin is 11 mm."""
SLACK = 1.0
"""Letters may touch by so many points: the box of an å and that of the line above."""


Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a run of words, in points from the lower left corner."""


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
    text = page.get_textpage()
    try:
        boxes = [text.get_rect(place) for place in range(text.count_rects())]
        for box in _misplaced_boxes(boxes, page.get_trimbox()):
            yield text.get_text_bounded(*box).strip("\x02\ufffe \r\n")
    finally:
        text.close()


def _misplaced_boxes(boxes: list[Box], trim: Box) -> Iterator[Box]:
    inside = (trim[0] + MARGIN, trim[1] + MARGIN, trim[2] - MARGIN, trim[3] - MARGIN)
    yield from (box for box in boxes if not _is_inside(box, inside))
    lowest_first = sorted(boxes, key=lambda box: box[1])
    for place, one in enumerate(lowest_first):
        for other in lowest_first[place + 1 :]:
            if other[1] >= one[3]:
                break
            if _overlap(one, other):
                yield max(one, other, key=lambda box: box[2] - box[0])


def _is_inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > SLACK and down > SLACK
