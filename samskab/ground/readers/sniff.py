"""What a file is, told from its bytes; the name only decides between txt, md and tab-separated text."""

from typing import Literal

from samskab.ground.readers.document import Unreadable

Sniffed = Literal["zip", "pdf", "text"]

LOCKED = "Filen er låst med kodeord. Gem den uden, og prøv igen."
WRONG_TYPE = "Filtypen kan ikke læses. Brug .docx, .pdf, .odt, .txt, .md eller tabulatorsepareret tekst."
A_PICTURE = "Det er et billede og ikke et dokument. Skriv teksten ind, eller find det dokument, billedet er taget af."
OLD_WORD = "Filen er i et gammelt Office-format. Gem den som .docx, og prøv igen."
RTF = "Filen er i RTF-format. Gem den som .docx, og prøv igen."
A_SHEET = "Det er et regneark. Kopiér tabellen til et Word-dokument, eller gem den som tabulatorsepareret tekst."
A_SHOW = "Det er en præsentation. Gem teksten som .docx eller .pdf, og prøv igen."
A_ZIP = "Det er en zip-mappe. Pak den ud, og vælg det dokument, der skal læses."
A_WEB_PAGE = "Det er en hjemmeside. Gem teksten som .docx eller .txt, og prøv igen."
SOUND_OR_FILM = "Det er lyd eller film og ikke et dokument."
NOT_A_PICTURE = "Det er ikke et billede, der kan læses. Brug JPEG, PNG eller WebP."
HEIC = "Billedet er i et format, som ikke alle kan se. Gem det som JPEG, og prøv igen."
TWO_THINGS = "Filen er bygget, så den kan læses som to ting på én gang, og bliver derfor ikke læst."

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", A_PICTURE),
    (b"\x89PNG\r\n\x1a\n", A_PICTURE),
    (b"GIF8", A_PICTURE),
    (b"II*\0", A_PICTURE),
    (b"MM\0*", A_PICTURE),
    (b"BM", A_PICTURE),
    (b"{\\rtf", RTF),
    (b"ID3", SOUND_OR_FILM),
    (b"OggS", SOUND_OR_FILM),
    (b"fLaC", SOUND_OR_FILM),
    (b"\x1aE\xdf\xa3", SOUND_OR_FILM),
    (b"MZ", WRONG_TYPE),
    (b"\x7fELF", WRONG_TYPE),
    (b"\x1f\x8b", WRONG_TYPE),
    (b"Rar!", WRONG_TYPE),
    (b"7z\xbc\xaf", WRONG_TYPE),
    (b"%!PS", WRONG_TYPE),
    (b"SQLite format 3\0", WRONG_TYPE),
)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")
_ZIP_END_AT_MOST = 22 + 0xFFFF
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> Sniffed:
    """The family of formats the bytes belong to. Raises Unreadable for what is known not to be a document."""
    family = family_of(data)
    if family == "text" and looks_like_markup(data[:512].decode("latin-1")):
        raise Unreadable(A_WEB_PAGE)
    return family


def family_of(data: bytes) -> Sniffed:
    """The same, where a web page is text like any other."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _alone("zip", b"%PDF-" in data[:1024] and b"startxref" in data[-2048:])
    if b"%PDF-" in data[:1024]:
        return _alone("pdf", is_also_a_zip(data) or _begins_as_another(data[: data.index(b"%PDF-")]))
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(_old_office(data))
    if data[4:8] == b"ftyp":
        raise Unreadable(A_PICTURE if data[8:12] in _HEIC else SOUND_OR_FILM)
    if data.startswith(b"RIFF"):
        raise Unreadable(A_PICTURE if data[8:12] == b"WEBP" else SOUND_OR_FILM)
    for beginning, sentence in _BEGINNINGS:
        if data.startswith(beginning) and not _is_words(data, beginning):
            raise Unreadable(sentence)
    return "text"


def looks_like_markup(beginning: str) -> bool:
    """Whether a text begins as a web page or other XML does."""
    return beginning.lstrip("\ufeff\xef\xbb\xbf \t\r\n").lower().startswith(("<!doctype html", "<html", "<?xml"))


def _alone(family: Sniffed, is_another_as_well: bool) -> Sniffed:
    if is_another_as_well:
        raise Unreadable(TWO_THINGS)
    return family


def _begins_as_another(before: bytes) -> bool:
    return before.startswith((b"<", *(beginning for beginning, _ in _BEGINNINGS)))


def refuse_other_than_picture(data: bytes) -> None:
    """Raises Unreadable for what is no JPEG, PNG or WebP, and for a picture that is something else as well."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise Unreadable(HEIC)
    if not is_picture(data):
        raise Unreadable(NOT_A_PICTURE)
    if is_also_a_zip(data) or b"%PDF-" in data[:1024]:
        raise Unreadable(TWO_THINGS)


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as a JPEG, PNG or WebP does."""
    beginnings = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
    return data.startswith(beginnings) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def is_also_a_zip(data: bytes) -> bool:
    """Whether a zip file ends where these bytes end. One that lies whole inside another file is only an attachment."""
    tail = data[-_ZIP_END_AT_MOST:]
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return False
    return not tail[at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") :].strip(b"\0 \t\r\n")


def _old_office(data: bytes) -> str:
    """A locked .docx lies in the same kind of container as an old .doc; the name of its stream tells."""
    return LOCKED if "EncryptedPackage".encode("utf-16-le") in data else OLD_WORD


def _is_words(data: bytes, beginning: bytes) -> bool:
    """Whether a short letter-like signature ("BM", "MZ", "ID3") just begins a text."""
    return beginning.isalnum() and not any(byte < 9 or 13 < byte < 32 for byte in data[:512])
