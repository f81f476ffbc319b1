"""What a file is, told from its bytes; and whether its name says the same."""

from pathlib import PurePath

from samskab.ground.readers.cues import looks_like_srt
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.sniff import TWO_THINGS, WRONG_TYPE, is_also_a_zip, is_picture, looks_like_markup

WRONG_NAME = "Filens navn ender på {suffix}, men indholdet er {what}. Giv den det rigtige navn, og prøv igen."
_MEDIA = {"picture": "et billede", "sound": "lyd"}
_CONTENTS = {**_MEDIA, "zip": "et dokument", "pdf": "en PDF", "html": "en hjemmeside", "text": "tekst"}

# What a name may promise. Several kinds where one is easily taken for the other, and nothing is hidden by it.
_TEXT = frozenset({"text", "vtt", "srt"})
_PROMISED: dict[str, frozenset[str]] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ".tsv", ".tab", ".vtt", ".srt"), _TEXT),
    **dict.fromkeys((".html", ".htm", ".xhtml"), frozenset({"html"})),
    **dict.fromkeys((".docx", ".odt"), frozenset({"zip"})),
    ".pdf": frozenset({"pdf"}),
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".png", ".webp"), frozenset({"picture"})),
    **dict.fromkeys(
        (".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".ogg", ".oga", ".opus", ".wav", ".webm", ".weba"),
        frozenset({"sound"}),
    ),
}


def sound_of(data: bytes) -> str:
    """mp3, m4a, ogg, wav or webm; "" for what is no sound we take."""
    if data[4:8] == b"ftyp" and data[8:12] not in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif"):
        return "m4a"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "wav"
    if data.startswith(b"ID3\x02") or data.startswith((b"ID3\x03", b"ID3\x04")):
        return "mp3"
    if len(data) > 1 and data[0] == 0xFF and data[1] in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2):
        return "mp3"
    return {b"OggS": "ogg", b"\x1aE\xdf\xa3": "webm"}.get(data[:4], "")


def media_of(data: bytes) -> str:
    """picture, sound or "" (something with words in it). Raises Unreadable for what is two things at once."""
    kind = "picture" if is_picture(data) else "sound" if sound_of(data) else ""
    if kind and (is_also_a_zip(data) or b"%PDF-" in data[:1024]):
        raise Unreadable(TWO_THINGS)
    return kind


def text_format(text: str, name: str) -> str:
    """vtt, srt, html or text."""
    suffix = PurePath(name).suffix.lower()
    if text.startswith("WEBVTT") or suffix == ".vtt":
        return "html" if looks_like_markup(text[:512]) else "srt" if looks_like_srt(text) else "vtt"
    if looks_like_markup(text[:512]):
        if "<html" not in text[:2000].lower():
            raise Unreadable(WRONG_TYPE)
        return "html"
    if suffix == ".srt" or looks_like_srt(text):
        return "srt"
    return "html" if suffix in (".html", ".htm", ".xhtml") else "text"


def check_name(name: str, contents: str) -> None:
    """Raises Unreadable where the name promises something else than what is in the file."""
    suffix = PurePath(name).suffix.lower()
    if contents not in _PROMISED.get(suffix, frozenset({contents})):
        what = _CONTENTS.get(contents, "undertekster")
        raise Unreadable(WRONG_NAME.format(suffix=suffix, what=what))
