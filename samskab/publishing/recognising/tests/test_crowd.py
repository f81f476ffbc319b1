"""Whatever a project has heard, nobody outside can tell fewer than five of its people apart by what stands there."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.publishing.recognising.crowd import FEWEST, LEVELS, NOTHING, TOO_FEW, Heard, Label, at_level, folded, ranks

LABELS = st.builds(
    Label, st.sampled_from(["", "citizen", "regional"]), st.sampled_from(["", "nabo", "læge"]), st.sampled_from(["", "Nordby"])
)  # fmt: skip
PROJECTS = st.dictionaries(
    st.integers(0, 60), st.builds(Heard, st.integers(0, 40), LABELS), max_size=45
)  # fmt: skip


def heard(*labels):
    return {pk: Heard(pk, label) for pk, label in enumerate(labels)}


def crowds(project, found):
    """The people behind each label as it would stand."""
    people = defaultdict(set)
    for pk, rank in found.items():
        people[at_level(project[pk].label, rank)].add(project[pk].person)
    return people


@given(PROJECTS)
def test_no_label_stands_for_fewer_than_five(project):
    found = ranks(project, {})
    assert found.keys() == project.keys()
    if len({one.person for one in project.values()}) < FEWEST:
        assert set(found.values()) <= {TOO_FEW}
    else:
        assert all(len(people) >= FEWEST for people in crowds(project, found).values())


@given(PROJECTS)
def test_nor_do_those_who_are_left_when_the_others_are_taken_away(project):
    """Whoever counts all of a perspective, and takes those away of whom more is told, is left with five or with none."""
    found = ranks(project, {})
    if TOO_FEW in found.values():
        return
    for rank in range(len(LEVELS)):
        groups = defaultdict(lambda: defaultdict(set))
        for pk, own in found.items():
            label = at_level(project[pk].label, own)
            groups[at_level(label, rank)][label].add(project[pk].person)
        for parts in groups.values():
            assert all(len(people) >= FEWEST for people in parts.values())


@settings(max_examples=60)
@given(PROJECTS, st.data())
def test_a_voice_that_is_out_is_never_told_of_more_finely_and_gives_no_other_away(project, data):
    told = data.draw(st.dictionaries(st.sampled_from(sorted(project) or [0]), st.integers(0, 3), max_size=8))
    told = {pk: rank for pk, rank in told.items() if pk in project}
    found = ranks(project, told)
    assert all(found[pk] >= rank for pk, rank in told.items())
    apart = {pk for pk, rank in told.items() if rank < found[pk]}
    rest = {pk: one for pk, one in project.items() if pk not in apart}
    if len({one.person for one in rest.values()}) >= FEWEST:
        fresh = {pk: rank for pk, rank in ranks(rest, {}).items() if pk not in told}
        assert all(found[pk] == rank for pk, rank in fresh.items())


def test_five_of_a_kind_may_stand_as_they_are():
    assert set(ranks(heard(*[Label("citizen", "nabo", "Nordby")] * 5), {}).values()) == {0}


def test_four_from_a_village_stand_for_the_whole_area():
    project = heard(*[Label("citizen", "", "Nordby")] * 4, *[Label("citizen", "", "")] * 5)
    assert ranks(project, {}) == dict.fromkeys(range(4), 1) | dict.fromkeys(range(4, 9), 0)


def test_one_who_would_be_known_by_what_is_left_out_takes_the_smallest_along():
    project = heard(Label("politician", "", ""), *[Label("citizen", "", "")] * 5, *[Label("relative", "", "")] * 9)
    found = ranks(project, {})
    assert {found[pk] for pk in range(6)} - {0} == {3}
    assert all(at_level(project[pk].label, found[pk]) == NOTHING for pk in range(6))
    assert {found[pk] for pk in range(6, 15)} == {0}


def test_five_voices_of_one_person_are_one():
    project = {pk: Heard("one", Label("citizen", "nabo", "")) for pk in range(5)}
    assert set(ranks(project, {}).values()) == {TOO_FEW}


def test_capitals_and_spaces_make_no_crowd_smaller():
    assert folded("citizen", "Nabo  til skolen", "Nordby") == folded("citizen", "nabo til skolen ", "NORDBY")
