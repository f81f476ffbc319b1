"""The letters of a page put together into words."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samskab.ground.readers.pdf.shapes import Box, PageContent, Space, Word
from samskab.ground.text import without_control_characters

# The most characters one page can hold; a page with more is a drawing or an attack.
LIMIT_PAGE_CHARACTERS = 60_000

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2009, 0x202F), " ")
_TO_PLAIN = {**_LIGATURES, **_SPACES, 0x200B: "", 0xFFFE: "\u00ad", 2: "\u00ad"}


@dataclass(slots=True)
class _Style:
    """What all characters of one text object share."""

    size: float
    bold: bool
    angle: float
    mark: int


def take_words(page: pdfium.PdfPage, space: Space, content: PageContent) -> None:
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
