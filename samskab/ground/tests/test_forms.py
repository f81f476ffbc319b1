import re
from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.dates import write_day
from samskab.ground.forms import Chips, ChoiceRows, DanishDateField, DkfdsForm, Rows
from samskab.ground.templatetags.samskab import field


class Voice(DkfdsForm):
    title = forms.CharField(label="Titel", help_text="Kort.")
    place = forms.CharField(label="Sted", required=False)
    who = forms.ChoiceField(
        label="Hvem?", choices=[("citizen", "Borger"), ("x", "Andre")], widget=Chips(perspectives=True)
    )
    day = DanishDateField(label="Dag")
    agreed = forms.MultipleChoiceField(
        label="Aftalt",
        choices=[("a", "Tryk"), ("b", "Net")],
        widget=ChoiceRows(hints={"a": "Kan ikke kaldes tilbage."}),
    )


def ids_in(drawn: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', drawn)


def test_every_part_of_a_field_is_tied_to_its_input():
    drawn = field(Voice({})["title"])
    assert 'for="id_title"' in drawn
    assert 'aria-describedby="id_title_hint id_title_error"' in drawn
    assert {"id_title", "id_title_hint", "id_title_error"} == set(ids_in(drawn))
    assert drawn.index("<label") < drawn.index("form-hint") < drawn.index("form-error-message") < drawn.index("<input")


def test_a_field_that_stands_well_says_nothing_of_errors():
    drawn = field(Voice()["title"])
    assert "form-error" not in drawn
    assert 'aria-describedby="id_title_hint"' in drawn


def test_the_few_are_marked():
    assert "(frivilligt)" in field(Voice()["place"])
    assert "skal udfyldes" not in field(Voice()["title"])


def test_where_most_are_free_the_demanded_are_marked():
    class Free(DkfdsForm):
        one = forms.CharField(required=False)
        two = forms.CharField(required=False)
        three = forms.CharField()

    assert "(*skal udfyldes)" in field(Free()["three"])
    assert "(frivilligt)" not in field(Free()["one"])


def test_a_choice_is_a_fieldset_with_its_question_as_legend():
    drawn = field(Voice()["who"])
    assert re.search(r"<legend[^>]*>Hvem\?", drawn)
    assert drawn.count('type="radio"') == 2
    assert "checked" not in drawn
    assert "disc--citizen" in drawn


def test_what_was_chosen_is_still_chosen_after_an_error():
    drawn = field(Voice({"who": "x", "agreed": ["b"]})["agreed"])
    assert re.search(r'value="b"[^>]*checked', drawn)
    assert not re.search(r'value="a"[^>]*checked', drawn)


def test_the_summary_links_to_every_field_that_must_be_mended():
    drawn = str(Voice({}))
    targets = re.findall(r'<li><a href="#([^"]+)"', drawn)
    assert set(targets) == {"id_title", "id_who", "id_day", "id_agreed"}
    assert set(targets) <= set(ids_in(drawn))
    assert "autofocus" in drawn


def test_an_empty_field_is_told_what_to_do_and_not_what_is_wrong():
    errors = Voice({}).errors
    assert errors["title"] == ["Skriv noget her."]
    assert errors["who"] == ["Vælg et svar."]
    assert errors["agreed"] == ["Sæt mindst ét kryds."]


def test_a_form_may_have_its_own_words_for_what_is_missing():
    class Why(DkfdsForm):
        why = forms.CharField(error_messages={"required": "Skriv hvorfor."})

    assert Why({}).errors["why"] == ["Skriv hvorfor."]


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(Voice())


def test_what_a_person_typed_is_never_markup():
    drawn = field(Voice({"title": '"><script>'})["title"])
    assert "<script>" not in drawn


def test_no_two_ids_of_a_form_are_alike():
    ids = ids_in(str(Voice({})))
    assert len(ids) == len(set(ids))


@given(
    st.dates(date(2000, 1, 1), date(2069, 12, 31)),
    st.sampled_from(["{w}", "{d:%Y-%m-%d}", "{d:%d.%m.%Y}", "{d:%d/%m-%Y}"]),
)
def test_a_day_is_read_however_it_is_written(day, shape):
    assert DanishDateField().clean(shape.format(w=write_day(day), d=day)) == day


@pytest.mark.parametrize(
    ("typed", "answer"), [("31. november 2025", "31. november"), ("hest", "7. april 2025"), ("maj 2025", "7. april")]
)
def test_what_is_no_day_is_refused_with_a_way_on(typed, answer):
    with pytest.raises(forms.ValidationError) as refused:
        DanishDateField().clean(typed)
    assert answer in refused.value.messages[0]


def test_a_day_comes_back_as_danes_write_it():
    class Day(DkfdsForm):
        day = DanishDateField(label="Dag", initial=date(2025, 4, 7))

    assert 'value="7. april 2025"' in field(Day()["day"])


def test_a_choice_may_have_a_line_of_its_own():
    class How(DkfdsForm):
        how = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=Rows(hints={"b": "Så står den uden dato."}))

    assert "Så står den uden dato." in field(How()["how"])
