"""Bytes to letters. Nothing is guessed: a mark, or UTF-8 without a fault, or what a person says it is."""

from typing import Literal

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.sniff import WRONG_TYPE
from samskab.ground.text import has_control_characters

STRANGE_LETTERS = "Filens bogstaver kan ikke læses. Gem den som .docx, eller som tekst i UTF-8, og prøv igen."
NOT_UTF_8 = (
    "Filens bogstaver er ikke i UTF-8. Er den skrevet i ældre Windows-bogstaver (cp1252), så sig det, og prøv igen."
)
NO_MARK = "Filen ser ud til at være i UTF-16 uden mærke i begyndelsen. Gem den i UTF-8, og prøv igen."

Encoding = Literal["", "cp1252"]
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "utf-8"), (b"\xff\xfe", "utf-16", "utf-16"), (b"\xfe\xff", "utf-16", "utf-16"))


class UnknownLetters(Unreadable):
    """The bytes are text in letters the file does not name. A person may say which: `offers` is what we offer."""

    offers: Encoding = "cp1252"


def strictly_decoded(data: bytes, said: Encoding = "") -> tuple[str, str]:
    """The text, and what it was decoded from. `said` is what a person says, and counts where nothing else tells.

    Raises UnknownLetters where a person must say, and Unreadable where it is no text.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec), name
    if b"\0" in data:
        raise Unreadable(NO_MARK if _every_other_is_nul(data) else WRONG_TYPE)
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        if not said:
            raise UnknownLetters(NOT_UTF_8) from None
    return _decoded(data, said), said


def _decoded(data: bytes, codec: str) -> str:
    try:
        return _checked(data.decode(codec))
    except UnicodeDecodeError:
        raise Unreadable(STRANGE_LETTERS) from None


def _checked(text: str) -> str:
    """Raises Unreadable for what no text holds. The old mark for the end of a file is taken away."""
    if has_control_characters(text.replace("\x0b", "\n").replace("\x1a", "")):
        raise Unreadable(WRONG_TYPE)
    return text.replace("\x1a", "")


def _every_other_is_nul(data: bytes) -> bool:
    head = data[:400]
    return max(head[::2].count(0), head[1::2].count(0)) * 3 > len(head)
