"""What stands where on a page, as PDFium sees it. Lengths are points; y grows downwards from the top edge."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samskab.ground.text import without_control_characters

# The most characters and drawn objects one page can hold; a page with more is a drawing or an attack.
LIMIT_PAGE_CHARACTERS = 60_000
LIMIT_DRAWN = 20_000

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2009, 0x202F), " ")
_TO_PLAIN = {**_LIGATURES, **_SPACES, 0x200B: "", 0xFFFE: "\u00ad", 2: "\u00ad"}

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


@dataclass(slots=True)
class _Style:
    """What all characters of one text object share."""

    size: float
    bold: bool
    angle: float
    mark: int


class _Space:
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


def page_content(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Reads page `index` (from 0)."""
    page = document[index]
    space = _Space(page)
    content = PageContent(index + 1, space.width, space.height)
    _take_words(page, space, content)
    _take_drawn(page, space, content)
    _take_links(document, page, space, content)
    page.close()
    return content


def _take_words(page: pdfium.PdfPage, space: _Space, content: PageContent) -> None:
    textpage = page.get_textpage()
    count = min(textpage.count_chars(), LIMIT_PAGE_CHARACTERS)
    styles: dict[int, _Style] = {}
    spelled: list[tuple[_Style, Word]] = []
    builder = _WordBuilder(spelled)
    box = raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        letter = _TO_PLAIN.get(code) or _letter(code)
        if letter.isspace() or code == 0x200B:
            builder.space(generated=raw.FPDFText_IsGenerated(textpage, index) == 1)
            continue
        style = _style_of(textpage, index, styles)
        if not letter or style is None or not raw.FPDFText_GetLooseCharBox(textpage, index, box):
            if letter == "\u00ad" and builder.word:
                builder.word.text += letter
            continue
        builder.letter(letter, space.box(box.left, box.bottom, box.right, box.top), style)
    builder.finish()
    textpage.close()
    _sort_by_angle(spelled, content)


def _letter(code: int) -> str:
    """The character, or nothing where the font does not say which it is. Strays of half pairs are left out."""
    return without_control_characters(chr(code)) if 0 < code < 0x110000 else ""


def _sort_by_angle(spelled: list[tuple[_Style, Word]], content: PageContent) -> None:
    """Most of a page runs the same way: that is level. The rest is slanted."""
    angles = Counter(round(style.angle, 1) for style, _ in spelled)
    level = angles.most_common(1)[0][0] if angles else 0.0
    for style, word in spelled:
        outside = word.x1 < 0 or word.x0 > content.width or word.bottom < 0 or word.top > content.height
        if not outside:
            (content.words if abs(round(style.angle, 1) - level) < 0.15 else content.slanted).append(word)


class _WordBuilder:
    """Letters one by one into words. A gap ends a word; so does a jump to another line or style."""

    def __init__(self, words: list[tuple[_Style, Word]]) -> None:
        self.words = words
        self.word: Word | None = None
        self.style: _Style | None = None
        self.generated = False
        self.last: Box = (0.0, 0.0, 0.0, 0.0)

    def space(self, generated: bool) -> None:
        """PDFium guesses some spaces from gaps; those count only where the gap turns out to be wide enough."""
        if generated:
            self.generated = True
        else:
            self.finish()

    def letter(self, letter: str, box: Box, style: _Style) -> None:
        word = self.word
        if word is None or self.style is None or not self._continues(word, self.style, box, style):
            self.finish()
            self.word = Word(letter, *box, style.size, style.bold, style.mark)
            self.style = style
        else:
            word.text += letter
            word.x0, word.top = min(word.x0, box[0]), min(word.top, box[1])
            word.x1, word.bottom = max(word.x1, box[2]), max(word.bottom, box[3])
        self.generated, self.last = False, box

    def _continues(self, word: Word, before: _Style, box: Box, style: _Style) -> bool:
        if abs(box[0] - self.last[0]) < 0.01 and abs(box[1] - self.last[1]) < 0.01:
            return True  # the letters of a ligature share one place
        if abs(before.angle - style.angle) > 0.1 or (before.mark != style.mark and self.generated):
            return False
        if abs(style.angle) > 0.1 and abs(style.angle - 2 * math.pi) > 0.1:
            return not self.generated
        gap, height = box[0] - word.x1, max(1.0, word.bottom - word.top)
        level = min(word.bottom, box[3]) - max(word.top, box[1]) > height * 0.4
        widest = 0.12 if self.generated else 0.3
        return level and -0.5 * style.size < gap < widest * style.size

    def finish(self) -> None:
        if self.word is not None and self.style is not None:
            self.words.append((self.style, self.word))
        self.word = self.style = None
        self.generated = False


def _style_of(textpage: pdfium.PdfTextPage, index: int, styles: dict[int, _Style]) -> _Style | None:
    """The style of the text object the character is in; None for a character PDFium made up."""
    pointer = raw.FPDFText_GetTextObject(textpage, index)
    if not pointer:
        return None
    address = ctypes.addressof(pointer.contents)
    if address not in styles:
        styles[address] = _new_style(textpage, index, pointer)
    return styles[address]


def _new_style(textpage: pdfium.PdfTextPage, index: int, pointer: object) -> _Style:
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(textpage, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = raw.FPDFText_GetFontSize(textpage, index) * scale
    return _Style(
        size=round(size, 2) if 1 < size < 500 else 10.0,
        bold=_is_bold(textpage, index),
        angle=raw.FPDFText_GetCharAngle(textpage, index),
        mark=raw.FPDFPageObj_GetMarkedContentID(pointer),
    )


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(textpage, index, name, 200, ctypes.c_int())
    told = name.value.decode("latin-1").lower()
    return any(word in told for word in ("bold", "black", "heavy")) or raw.FPDFText_GetFontWeight(textpage, index) > 600


def _take_drawn(page: pdfium.PdfPage, space: _Space, content: PageContent) -> None:
    """Lines, bars and the edges of boxes; and whether there are pictures."""
    for number, item in enumerate(page.get_objects(max_depth=4)):
        if number >= LIMIT_DRAWN or len(content.drawn) >= LIMIT_DRAWN:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            content.pictures = True
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            content.drawn += _lines_of(item, space)


def _lines_of(item: pdfium.PdfObject, space: _Space) -> list[Line]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item.raw, left, bottom, right, top)
    whole = Line(*space.box(left.value, bottom.value, right.value, top.value))
    if min(whole.x1 - whole.x0, whole.bottom - whole.top) < 3:
        return [whole]
    points = _corners(item, space)
    lines = [Line(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in points]
    return [line for line in lines if min(line.x1 - line.x0, line.bottom - line.top) < 1]


Point = tuple[float, float]


def _corners(item: pdfium.PdfObject, space: _Space) -> list[tuple[Point, Point]]:
    """The straight stretches of a path, each from one point to the next."""
    matrix = item.get_matrix()
    stretches: list[tuple[Point, Point]] = []
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item.raw), LIMIT_DRAWN)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = space.point(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            stretches.append((last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            stretches.append((point, start))
            last = start
    return stretches


def _take_links(document: pdfium.PdfDocument, page: pdfium.PdfPage, space: _Space, content: PageContent) -> None:
    """Gives the words under each link its address."""
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(2000):
        if not raw.FPDFLink_Enumerate(page, position, link):
            break
        url = _address(document, link)
        if not url or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        x0, top, x1, bottom = space.box(box.left, box.bottom, box.right, box.top)
        for word in content.words:
            x, y = word.middle
            if x0 <= x <= x1 and top <= y <= bottom:
                word.url = url


def _address(document: pdfium.PdfDocument, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length <= 4000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")
