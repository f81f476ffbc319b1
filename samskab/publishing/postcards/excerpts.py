"""Shortening a quote: the voice's own words, in their own order, with … where something was left out."""

_POINTS = ".,;:!?–-»«”“\"'"


class NotCutFromTheVoice(ValueError):
    """A shortened quote must be the voice's own words, cut with …; never a paraphrase."""


def shortened(words: str, wanted: str) -> str:
    """`wanted` as it may stand on a card: "" when it is the whole quote.

    Where words were left out at an end without a …, one is put there. Raises NotCutFromTheVoice for words the voice
    did not say, or said in another order.
    """
    whole, wanted = _one_line(words), _one_line(wanted)
    said = whole.replace("…", " ").split()
    pieces = [piece.split() for piece in wanted.split("…") if piece.strip()]
    if not pieces:
        return ""
    start, end = _find(pieces[0], said, 0)
    first = start
    for piece in pieces[1:]:
        _start, end = _find(piece, said, end)
    if wanted == whole:
        return ""
    before = "" if first == 0 or wanted.startswith("…") else "… "
    after = "" if end == len(said) or wanted.endswith("…") else " …"
    return f"{before}{wanted}{after}"


def _one_line(text: str) -> str:
    return " ".join(text.replace("...", "…").split())


def _find(piece: list[str], said: list[str], place: int) -> tuple[int, int]:
    """Where the words of a piece stand next to each other: (first, one after the last)."""
    for start in range(place, len(said) - len(piece) + 1):
        if all(_same(one, other) for one, other in zip(piece, said[start:], strict=False)):
            return start, start + len(piece)
    raise NotCutFromTheVoice(" ".join(piece))


def _same(one: str, other: str) -> bool:
    return one == other or one.strip(_POINTS) == other.strip(_POINTS) != ""
