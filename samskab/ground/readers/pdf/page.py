"""What stands where on a page, as PDFium sees it. Lengths are points; y grows downwards from the top edge."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samskab.ground.readers.pdf.shapes import Line, PageContent, Space
from samskab.ground.readers.pdf.spelling import take_words

# The most drawn objects one page can hold; a page with more is a drawing or an attack.
LIMIT_DRAWN = 20_000


def page_content(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Reads page `index` (from 0)."""
    page = document[index]
    space = Space(page)
    content = PageContent(index + 1, space.width, space.height)
    take_words(page, space, content)
    _take_drawn(page, space, content)
    _take_links(document, page, space, content)
    page.close()
    return content


def _take_drawn(page: pdfium.PdfPage, space: Space, content: PageContent) -> None:
    """Lines, bars and the edges of boxes; and whether there are pictures."""
    for number, item in enumerate(page.get_objects(max_depth=4)):
        if number >= LIMIT_DRAWN or len(content.drawn) >= LIMIT_DRAWN:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            content.pictures = True
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            content.drawn += _lines_of(item, space)


def _lines_of(item: pdfium.PdfObject, space: Space) -> list[Line]:
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


def _corners(item: pdfium.PdfObject, space: Space) -> list[tuple[Point, Point]]:
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


def _take_links(document: pdfium.PdfDocument, page: pdfium.PdfPage, space: Space, content: PageContent) -> None:
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
