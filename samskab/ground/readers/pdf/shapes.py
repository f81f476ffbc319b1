"""What stands on a page, and where. Lengths are points; y grows downwards from the top edge."""

from dataclasses import dataclass, field

import pypdfium2 as pdfium

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(slots=True)
class Word:
    """Letters without a space between them. `mark` is the marked content it belongs to in a tagged file."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    mark: int = -1
    url: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """A drawn straight line (or a thin filled bar), level or upright."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass
class PageContent:
    """All that stands on one page. `slanted` are words that are not written level, in the file's own order."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    slanted: list[Word] = field(default_factory=list)
    drawn: list[Line] = field(default_factory=list)
    pictures: bool = False


class Space:
    """Turns the file's own coordinates into ours, also on a page that is shown turned."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        self.turn = page.get_rotation() % 360
        across, down = self.right - self.left, self.top - self.bottom
        self.width, self.height = (down, across) if self.turn in (90, 270) else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
