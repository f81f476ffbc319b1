"""Who hears of what."""

import ast
from pathlib import Path

import samskab
from samskab.live.hearing import HEARD_BY, UNLISTED, hears
from samskab.projects.access import MAY, May, Role

# What stands in the installation's own chain, or is for those alone who see the journal.
NOT_TOLD = {"user", "readings"}


def subjects():
    """Every subject that is written in the journal, as it stands in the code: (subject, where)."""
    for path in sorted(Path(samskab.__file__).parent.rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {"write", "_write"}:
                for word in node.keywords:
                    if word.arg == "subject" and isinstance(word.value, ast.Constant):
                        yield word.value.value, path.name


def test_it_is_said_who_hears_of_each_thing_the_journal_tells_of():
    """A new subject gets a line in live/hearing.py: until it has, only those who see the journal hear of it."""
    found = set(subjects())
    assert len(found) > 10
    assert {one for one in found if one[0] not in HEARD_BY.keys() | NOT_TOLD} == set()


def test_voices_are_heard_of_by_those_who_see_voices():
    for role, may in MAY.items():
        assert hears("voice", may) == hears("source", may) == (May.SEE_VOICES in may), role


def test_what_nobody_has_thought_of_few_hear_of():
    assert not hears("something_new", MAY[Role.INTERPRETER])
    assert hears("something_new", {UNLISTED})
