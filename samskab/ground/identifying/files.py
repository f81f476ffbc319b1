"""The same for a file: its own text where it is a plain one, else the working text its reader gives."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from samskab.ground.cpr import find_cpr
from samskab.ground.identifying.finding import find_identifying
from samskab.ground.identifying.hits import Hit
from samskab.ground.readers import LIMIT_BYTES, LIMIT_CHARACTERS, Unreadable, read_bytes
from samskab.ground.readers.pieces import TOO_LONG
from samskab.ground.readers.plain import decoded
from samskab.ground.readers.reading import bytes_of
from samskab.ground.readers.sniff import sniff


@dataclass(frozen=True, slots=True)
class Checked:
    """`text[hit.start:hit.end] == hit.text` for every hit; `number_in_name` is about the file's own name."""

    text: str
    hits: list[Hit]
    number_in_name: bool


def check_file(path: Path) -> Checked:
    """What in the file can tell who somebody is. Raises Unreadable, with one Danish sentence.

    A plain text is read strictly: UTF-8 or UTF-16 with its mark (a byte order mark is no part of the text), or the older
    Windows letters where they look like Danish. Its line ends stay as they are in the file, so CRLF is two code points.
    Of .docx, .odt and .pdf it is the working text that is searched: NFC, with LF.
    """
    text = _text(path)
    in_name = bool(find_cpr(unicodedata.normalize("NFC", Path(path).name)))
    return Checked(text, find_identifying(text), in_name)


def _text(path: Path) -> str:
    data = bytes_of(path, LIMIT_BYTES)
    if sniff(data) != "text":
        return read_bytes(data, Path(path).name).text
    text = decoded(data)
    if len(text) > LIMIT_CHARACTERS:
        raise Unreadable(TOO_LONG)
    return text
