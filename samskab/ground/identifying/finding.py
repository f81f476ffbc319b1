"""Every finder asked, and their answers laid side by side."""

import unicodedata
from collections.abc import Iterator

from samskab.ground.identifying.hits import Hit, without_overlap
from samskab.ground.identifying.institutions import find_institutions
from samskab.ground.identifying.names import find_names
from samskab.ground.identifying.numbers import find_numbers
from samskab.ground.identifying.phones import find_phones
from samskab.ground.identifying.places import find_addresses


def find_identifying(text: str) -> list[Hit]:
    """Everything in the text that can tell who somebody is, in order."""
    return without_overlap([*find_numbers(text), *_find_words(text)])


def _find_words(text: str) -> Iterator[Hit]:
    """What is found by its letters; they may be written with their marks apart, as å by a and a ring."""
    composed, places = (text, None) if unicodedata.is_normalized("NFC", text) else _composed(text)
    for finder in (find_phones, find_addresses, find_institutions, find_names):
        for hit in finder(composed):
            if places is None:
                yield hit
            else:
                start, end = places[hit.start][0], places[hit.end - 1][1]
                yield Hit(hit.kind, start, end, text[start:end], hit.confidence)


def _composed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with letters and marks in one, and for each character of it the part of the text it comes from."""
    starts = [place for place, char in enumerate(text) if not unicodedata.combining(char)]
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        letter = unicodedata.normalize("NFC", text[start:end])
        letters.append(letter)
        places += [(start, end)] * len(letter)
    return "".join(letters), places
