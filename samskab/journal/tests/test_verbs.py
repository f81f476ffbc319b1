"""Whatever happens in the house can be told in a sentence."""

import pytest

from samskab.journal.tests.written import verbs
from samskab.journal.verbs import KINDS, VERBS, said, verbs_of

WRITTEN = sorted(set(verbs()), key=str)


def test_the_code_says_plainly_what_it_writes():
    assert [where for where, verb in WRITTEN if verb is None] == []
    assert {"voice_captured", "activity_moved", "project_closed"} <= {verb for _where, verb in WRITTEN}


def test_every_verb_the_house_can_write_has_its_sentence():
    missing = {verb: where for where, verb in WRITTEN if verb not in VERBS}
    assert missing == {}, "give each a line in samskab/journal/verbs.py"


def test_no_sentence_is_about_what_cannot_happen():
    assert VERBS.keys() - {verb for _where, verb in WRITTEN} == set()


@pytest.mark.parametrize("verb", VERBS)
def test_each_is_a_whole_sentence_about_the_past(verb):
    sentence = said(verb, "Bo Lind", "U-7")
    assert sentence.endswith(".") and "{" not in sentence and VERBS[verb].kind in KINDS


def test_every_kind_has_verbs_and_every_verb_a_kind():
    assert sorted(verb for kind in KINDS for verb in verbs_of(kind)) == sorted(VERBS)


def test_a_verb_of_a_later_version_and_a_strange_name_are_told_as_they_stand():
    assert said("sailed", "Bo") == "Bo: sailed"
    assert said("voice_captured", "{code} %s", "U-7") == "{code} %s skrev stemmen U-7 ned."
