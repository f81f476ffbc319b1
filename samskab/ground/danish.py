"""Danish words and their stems, for searching: "ventetiderne" and "ventetid" are the same word. Knows no Django.

The stems are Snowball's, the same that PostgreSQL's `danish` uses. A stem is the beginning of its word.
"""

import re
import threading
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, NFC, in order: letters and digits, whatever stands between them."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def vocabulary_of(text: str) -> str:
    """Each different word once, in the order of the alphabet, with a space between: nobody can read what was said."""
    return " ".join(sorted(set(words_of(text))))


def stems_of(text: str) -> str:
    """Each different stem once, in the order of the alphabet, with a space between."""
    return " ".join(sorted({stem_of(word) for word in set(words_of(text))}))


@lru_cache(maxsize=20_000)  # the words people use again and again; a stem takes longer than a look-up
def stem_of(word: str) -> str:
    """One word in lower case → its stem: "ventetiderne" → "ventetid"."""
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer("danish")
    stem: str = _own.stemmer.stemWord(word)
    return stem


_own = threading.local()  # a stemmer works on one word at a time: two pages that share one cut each other's words
