"""Which of the zip-based formats it is."""

from samskab.ground.readers import sniff
from samskab.ground.readers.archive import Archive
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.pieces import Piece

_ODF = "application/vnd.oasis.opendocument."
_OTHERS = (
    ("xl/workbook.xml", sniff.A_SHEET),
    ("xl/workbook.bin", sniff.A_SHEET),
    ("ppt/presentation.xml", sniff.A_SHOW),
)


def read_office(data: bytes) -> tuple[str, list[Piece]]:
    """("docx", pieces) or ("odt", pieces). Raises Unreadable for every other zip file."""
    archive = Archive(data)
    if "content.xml" in archive.names:
        return _read_open_document(archive)
    if "word/document.xml" in archive.names or "_rels/.rels" in archive.names:
        from samskab.ground.readers.word import main_part, read_word

        if main_part(archive):
            return "docx", read_word(archive)
    for name, sentence in _OTHERS:
        if name in archive.names:
            raise Unreadable(sentence)
    raise Unreadable(sniff.A_ZIP)


def _read_open_document(archive: Archive) -> tuple[str, list[Piece]]:
    from samskab.ground.readers.odt import read_odt

    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable(sniff.LOCKED)
    kind = archive.read("mimetype", 200).decode("ascii", "replace").strip() if "mimetype" in archive.names else ""
    if kind.startswith(_ODF + "spreadsheet"):
        raise Unreadable(sniff.A_SHEET)
    if kind.startswith(_ODF + "presentation"):
        raise Unreadable(sniff.A_SHOW)
    return "odt", read_odt(archive)
