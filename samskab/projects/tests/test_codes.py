"""A code on paper never means two things, however it is typed."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from samskab.projects.codes import LETTERS, next_number, parse
from samskab.projects.models import CodeCounter

LETTER = st.sampled_from(sorted(LETTERS))
NUMBER = st.integers(0, 999_999)


@given(
    LETTER,
    NUMBER,
    st.sampled_from(["", "-", " ", "–", "—", " - ", "- "]),
    st.booleans(),
    st.sampled_from(["", " ", "\t"]),
)
def test_a_code_is_read_however_it_is_typed(letter, number, between, small, around):
    typed = f"{around}{letter.lower() if small else letter}{between}{number}{around}"
    assert parse(typed) == (letter, number)


@given(st.text(max_size=20))
def test_what_is_read_is_always_a_letter_of_ours_and_a_number(typed):
    found = parse(typed)
    assert found is None or (found[0] in LETTERS and 0 <= found[1] <= 999_999)


@given(LETTER, NUMBER)
def test_what_is_written_is_read_back(letter, number):
    assert parse(f"{letter}-{number}") == (letter, number)


@pytest.mark.parametrize(
    "typed", ["", "U", "31", "U-", "UU-3", "U-3a", "X-3", "U-1234567", "U--3", "U-3 og U-4", "²-1", "U-٣²"]
)
def test_what_is_no_code(typed):
    assert parse(typed) is None


def test_digits_of_other_scripts_are_digits():
    assert parse("U-٣١") in {None, ("U", 31)}


def test_numbers_run_on_for_each_letter_and_each_project(project, carl):
    from samskab.projects.actions import begin_project

    other = begin_project("Et andet", coordinator=carl)
    with transaction.atomic():
        assert [next_number(project, "U") for _ in range(3)] == [1, 2, 3]
        assert (next_number(project, "I"), next_number(other, "U"), next_number(project, "U")) == (1, 1, 4)


@pytest.mark.django_db
def test_a_number_is_taken_back_only_with_the_act_that_took_it(project):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_number(project, "U")
        raise ZeroDivisionError
    with transaction.atomic():
        assert next_number(project, "U") == 1
    assert CodeCounter.objects.get(letter="U").last == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_is_never_taken_outside_an_act(project):
    with pytest.raises(RuntimeError):
        next_number(project, "U")
