"""The door: a file or its bytes in, a `Material` or `Unreadable` out."""

import hashlib
import unicodedata
from functools import partial
from pathlib import Path

from samskab.ground.material.kinds import check_name, media_of, sound_of, text_format
from samskab.ground.material.laying import laid, paragraphs_of_document, paragraphs_of_text
from samskab.ground.material.material import Material, Segment
from samskab.ground.material.turns import segments
from samskab.ground.readers.apart import Family, Work, ask_apart, read_apart, spans_apart
from samskab.ground.readers.document import Document, Unreadable
from samskab.ground.readers.letters import STRANGE_LETTERS, Encoding, strictly_decoded
from samskab.ground.readers.limits import LIMIT_BYTES, LIMIT_SOUND_BYTES, LIMIT_SOURCE_CHARACTERS
from samskab.ground.readers.pieces import TOO_LONG, Assembly
from samskab.ground.readers.reading import EMPTY, TOO_BIG, bytes_of
from samskab.ground.readers.sniff import family_of
from samskab.ground.text import normalise

SOUND_TOO_BIG = "Lydfilen er for stor: den må højst fylde 200 MB."


def read_material_file(path: Path, encoding: Encoding = "") -> Material:
    """Reads the file at `path`; raises Unreadable only."""
    return read_material(bytes_of(path, LIMIT_SOUND_BYTES), Path(path).name, encoding)


def read_material(data: bytes, name: str, encoding: Encoding = "") -> Material:
    """Reads what is already in memory. `encoding` is what a person says of a text that does not tell itself.

    Raises Unreadable only; it is UnknownLetters where a person must say.
    """
    if len(data) > LIMIT_SOUND_BYTES:
        raise Unreadable(SOUND_TOO_BIG)
    if not data.strip(b"\0 \t\r\n\f"):
        raise Unreadable(EMPTY)
    media = media_of(data)
    if media != "sound" and len(data) > LIMIT_BYTES:
        raise Unreadable(TOO_BIG)
    begun = partial(
        Material, name=unicodedata.normalize("NFC", name), sha256=hashlib.sha256(data).hexdigest(), size=len(data)
    )
    if media:
        check_name(name, media)
        return _picture(begun, data) if media == "picture" else _sound(begun, data)
    family = family_of(data)
    if family == "text":
        return _text(begun, data, name, encoding)
    check_name(name, family)
    return _document(begun, data, family)


def _picture(begun: "partial[Material]", data: bytes) -> Material:
    told, _ = ask_apart(data, "picture")
    return begun(
        kind="picture",
        format=str(told["kind"]),
        width=int(told["width"]),
        height=int(told["height"]),
        has_exif=bool(told["has_exif"]),
        has_position=bool(told["has_position"]),
    )


def _sound(begun: "partial[Material]", data: bytes) -> Material:
    format: Work = sound_of(data)  # type: ignore[assignment]
    told, _ = ask_apart(data, format)
    return begun(kind="sound", format=format, duration_ms=told["milliseconds"])


def _document(begun: "partial[Material]", data: bytes, family: Family) -> Material:
    format, pieces = read_apart(data, family)
    document = Assembly().document(pieces, name="", format=format, sha256="")
    return begun(kind="document", format=format, text=document.text, segments=segments_of_document(document))


def segments_of_document(document: Document) -> tuple[Segment, ...]:
    """Segments of a document that is read already. Raises Unreadable where they are too many."""
    return segments(document.text, paragraphs_of_document(document))


def _text(begun: "partial[Material]", data: bytes, name: str, encoding: Encoding) -> Material:
    text, decoding = strictly_decoded(data, encoding)
    try:
        text = normalise(text)
    except ValueError:
        raise Unreadable(STRANGE_LETTERS) from None
    if len(text) > LIMIT_SOURCE_CHARACTERS:
        raise Unreadable(TOO_LONG)
    format = text_format(text, name)
    check_name(name, format)
    if format == "text":
        found = segments(text, paragraphs_of_text(text))
        return begun(kind="document", format="txt", decoding=decoding, text=text, segments=found)
    return _told_apart(begun, text, decoding, format)  # type: ignore[arg-type]


def _told_apart(begun: "partial[Material]", text: str, decoding: str, format: Work) -> Material:
    """A web page or a transcript, whose tags are taken apart by another process."""
    spans = spans_apart(text.encode("utf-8"), format)
    is_page = format == "html"
    text, paragraphs = laid(spans, "\n\n" if is_page else "\n")
    found = segments(text, paragraphs, cues=not is_page)
    return begun(
        kind="document" if is_page else "transcript", format=format, decoding=decoding, text=text, segments=found
    )
