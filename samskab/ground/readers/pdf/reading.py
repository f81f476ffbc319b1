"""A whole PDF: opened, refused where there is nothing to read, read page by page."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_CHARACTERS, LIMIT_PAGES
from samskab.ground.readers.pdf.headed import Columns
from samskab.ground.readers.pdf.page import page_content
from samskab.ground.readers.pdf.page_pieces import pieces_of_page
from samskab.ground.readers.pdf.paragraphs import Looks
from samskab.ground.readers.pdf.shapes import PageContent
from samskab.ground.readers.pieces import TOO_LONG, Piece
from samskab.ground.readers.sniff import LOCKED

BROKEN = "PDF-filen er beskadiget og kan ikke læses. Gem den igen, og prøv så igen."
PICTURES = "Siderne er billeder uden tekst. Brug det oprindelige dokument, eller skriv teksten ind."
NO_LETTERS = "Teksten i PDF-filen kan ikke læses som bogstaver. Gem dokumentet som .docx, og prøv igen."


def read_pdf(data: bytes) -> list[Piece]:
    """The pieces of all pages, with a page break between. Raises Unreadable."""
    document = _opened(data)
    pages = [page_content(document, index) for index in range(_page_count(document))]
    _check(pages)
    looks = Looks.of(word for page in pages for word in page.words)
    pieces: list[Piece] = []
    unended: Columns | None = None
    for page in pages:
        if pieces:
            pieces.append(Piece("page_break", page=page.number - 1))
        found, unended = pieces_of_page(page, looks, unended)
        pieces += found
    return pieces


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", 0) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Unreadable(LOCKED if locked or "password" in str(error).lower() else BROKEN) from None


def _page_count(document: pdfium.PdfDocument) -> int:
    count = len(document)
    if count > LIMIT_PAGES:
        raise Unreadable(
            f"PDF-filen har {count} sider, og der kan højst læses {LIMIT_PAGES}. Del den op, og prøv igen."
        )
    if count == 0:
        raise Unreadable(BROKEN)
    return count


def _check(pages: list[PageContent]) -> None:
    words = [word for page in pages for word in page.words + page.slanted]
    letters = sum(len(word.text) for word in words)
    if letters > LIMIT_CHARACTERS:
        raise Unreadable(TOO_LONG)
    if letters < 10 and any(page.pictures for page in pages):
        raise Unreadable(PICTURES)
    if letters == 0:
        raise Unreadable("Der er ingen tekst i filen.")
    if sum(1 for word in words for char in word.text if not _is_told(char)) * 3 > letters:
        raise Unreadable(NO_LETTERS)


def _is_told(char: str) -> bool:
    """Whether the file says which letter this is, and not only what it looks like."""
    return char != "\ufffd" and not "\ue000" <= char <= "\uf8ff"
