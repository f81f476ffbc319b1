"""A fingerprint of words as they were when somebody looked at them: a changed one means "look again"."""

import hashlib
import unicodedata


def stamp(*words: str) -> str:
    """SHA-256 in hex of the words, in NFC and with white space folded, so that a new line break changes nothing.

    Never kept for words that were taken back: the hash of a short text can be guessed.
    """
    folded = "\x00".join(" ".join(unicodedata.normalize("NFC", text).split()) for text in words)
    return hashlib.sha256(folded.encode()).hexdigest()
