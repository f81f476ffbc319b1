"""What may be kept of a happening without keeping anybody's words: keys, codes, days, counts, yes and no."""

import re
from typing import Any

# A key, a code or an ISO day: no white space, nothing long enough to tell something.
_KEY = re.compile(r"[\w.:+-]{0,40}", re.ASCII)


class HoldsWords(ValueError):
    """Only keys, codes, days, counts and yes and no are kept here."""


def refuse_words(facts: Any) -> None:
    """Raises HoldsWords for anything that could be a sentence, a name or a number somebody dials."""
    if isinstance(facts, dict):
        facts = [*facts.keys(), *facts.values()]
    if isinstance(facts, list | tuple):
        for fact in facts:
            refuse_words(fact)
    elif isinstance(facts, str):
        if not _KEY.fullmatch(facts):
            raise HoldsWords
    elif not isinstance(facts, bool | int | None):
        raise HoldsWords
