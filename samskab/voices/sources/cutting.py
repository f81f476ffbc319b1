"""Words taken out of a text, however they stand in it."""

import re

from samskab.ground.edits import EditScript

TAKEN_BACK = "[trukket tilbage]"
KNOWN_AGAIN = 4  # words
Place = tuple[int, int]


def are_known_again(words: str) -> bool:
    """Whether the words are enough to be looked for elsewhere: nobody's "ja, tak" is."""
    return len(re.findall(r"[^\W_]+", words)) >= KNOWN_AGAIN


def places_of(text: str, words: str) -> list[Place]:
    """Where those words stand, however lines are broken, and whatever signs and capitals stand between them."""
    pattern = r"[\W_]+".join(re.escape(word) for word in re.findall(r"[^\W_]+", words))
    if not pattern:
        return []
    return [match.span() for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", text, re.IGNORECASE)]


def without(text: str, words: str) -> str:
    """The text without those words.

    When a person mended the words so that they stand nowhere, we cannot tell what to take: then all of it goes.
    """
    if not re.search(r"[^\W_]", words):
        return text
    places = places_of(text, words)
    return cut(text, places) if places else TAKEN_BACK


def without_in_revision(text: str, read_in: str, words: str) -> str:
    """The same in a later revision of a text: also what stands now where those words stood when it was read in.

    Where they stood and nothing stands now, there is nothing to take.
    """
    if not re.search(r"[^\W_]", words):
        return text
    places = places_of(text, words)
    stood = places_of(read_in, words) if text != read_in else places
    if stood and stood is not places:
        script = EditScript(read_in, text)
        became = [script.became(*place) for place in stood]
        places += [(one.start, one.end) for one in became if one.start < one.end]
    return cut(text, places) if places or stood else TAKEN_BACK


def cut(text: str, places: list[Place]) -> str:
    """The text with what stands at these places replaced; places that meet are one, and none changes nothing."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(places):
        if start >= done or not parts:
            parts += [text[done:start], TAKEN_BACK]
        done = max(done, end)
    return "".join([*parts, text[done:]])
