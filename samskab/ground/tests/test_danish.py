"""Stems, asked for by many at a time: each page is read and written in a thread of its own."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from samskab.ground.danish import stem_of, stems_of

WORDS = [
    "ventetiderne",
    "ventetid",
    "sygeplejersken",
    "sygeplejersker",
    "kommunens",
    "kommune",
    "natten",
    "nætter",
    "nærmeste",
    "svarene",
]


@pytest.fixture
def short_turns():
    """Each thread holds the interpreter for as short as may be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_forms_of_a_word_have_one_stem():
    assert stem_of("ventetiderne") == stem_of("ventetider") == "ventetid"
    assert stems_of("Sygeplejersken sagde, at sygeplejersker siger") == "at sagd sig sygeplejersk"


def test_many_who_ask_at_once_are_each_told_the_stem_of_their_own_word(short_turns):
    alone = {word: stem_of(word) for word in made_up(4_000)}
    stem_of.cache_clear()

    def asks(seed):
        mixed = random.Random(seed).sample(sorted(alone), len(alone))
        return [word for word in mixed if stem_of.__wrapped__(word) != alone[word]]

    with ThreadPoolExecutor(4) as people:
        assert [wrong for some in people.map(asks, range(4)) for wrong in some] == []


def made_up(many):
    """Different words that end as Danish words do."""
    dice = random.Random(20261122)
    ends = ("erne", "ens", "hederne", "ligst", "elses", "ernes", "løst", "ede")
    return {
        "".join(dice.choices("abdefghiklmnoprstuvyæøå", k=dice.randint(3, 12))) + dice.choice(ends) for _ in range(many)
    } | set(WORDS)
