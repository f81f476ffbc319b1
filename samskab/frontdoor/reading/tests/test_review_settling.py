"""What an answer to a doubt does to the dates and actions of a plan row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.frontdoor.reading.deciding import OUR_GUESSES, decide
from samskab.frontdoor.reading.finds import all_finds, kinds_of
from samskab.frontdoor.reading.recognise import recognise
from samskab.frontdoor.reading.settling import settle_rows
from samskab.frontdoor.reading.tests.made import reading_of, reading_of_text, write_docx
from samskab.ground.readers import read_file

SPRINT, TALKS, GUIDE = "Designsprint med fagpersoner", "Samtaler ved bordet", "Kvalificering af spørgeguide"
JANUARY = "2026-01-01"
ROW = ["Januar", f"{SPRINT}\n{TALKS}\n{GUIDE}", "16. januar 2026\n21. januar 2026 før kl. 14.00"]
PLAN = [("h", 1, "Procesplan"), ("t", [["Tid", "Handling", "Dato"], ROW])]


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return read_file(write_docx(tmp_path_factory.mktemp("plan") / "plan.docx", PLAN))


@pytest.fixture(scope="module")
def kinds(document):
    return {kind.key: kind for kind in kinds_of(recognise(document, None), document.text)}


@pytest.fixture(scope="module")
def finds(kinds):
    """Two dates beside three actions: we put the first date beside the first action, the second beside the second."""
    found = kinds["activity"].finds
    assert [(find.title, find.follows) for find in found] == [(SPRINT, False), (TALKS, False), (GUIDE, True)]
    return found


def kept(finds, **answers):
    """{(title, first day or None, certain)} of everything that would be stored; nothing twice."""
    form = {name.replace("_", "-"): value for name, value in answers.items()}
    decisions = settle_rows([decide(find, form) for find in finds])
    stored = [
        (one.values["title"], one.when.start.isoformat() if one.when.start else None, one.certain)
        for one in decisions
        if one.take
    ]
    assert len(stored) == len(set(stored))
    return set(stored)


def test_what_nobody_answers_is_kept_without_date(finds):
    assert kept(finds) == {(SPRINT, None, False), (GUIDE, None, False), (TALKS, None, False)}


def test_the_words_of_an_open_date_are_kept(finds):
    decisions = settle_rows([decide(find, {}) for find in finds])
    assert [one.as_written for one in decisions if not one.find.follows] == [
        "16. januar 2026",
        "21. januar 2026 før kl. 14.00",
    ]


def test_one_tick_says_that_all_our_guesses_are_right(finds):
    assert kept(finds, our_guesses="1") == {
        (SPRINT, "2026-01-16", True),
        (GUIDE, JANUARY, True),
        (TALKS, "2026-01-21", True),
    }


def test_a_date_can_be_given_to_the_action_it_was_put_beside(finds):
    assert kept(finds, activity_1_answer_0="0", activity_2_answer_0="1") == {
        (SPRINT, "2026-01-16", True),
        (GUIDE, JANUARY, True),
        (TALKS, "2026-01-21", True),
    }


def test_a_date_given_to_another_action_leaves_its_own_in_place_at_the_rows_time(finds):
    assert kept(finds, activity_1_answer_0="2", activity_2_answer_0="1") == {
        (SPRINT, JANUARY, True),
        (GUIDE, "2026-01-16", True),
        (TALKS, "2026-01-21", True),
    }


def test_an_action_with_two_dates_stands_twice_and_the_other_not_with_a_date(finds):
    assert kept(finds, activity_1_answer_0="1", activity_2_answer_0="1") == {
        (SPRINT, JANUARY, True),
        (GUIDE, JANUARY, True),
        (TALKS, "2026-01-16", True),
        (TALKS, "2026-01-21", True),
    }


def test_i_do_not_know_is_kept_without_date(finds):
    assert kept(finds, activity_1_answer_0="3", activity_2_answer_0="1") == {
        (SPRINT, None, False),
        (GUIDE, None, False),
        (TALKS, "2026-01-21", True),
    }


def test_i_do_not_know_is_stronger_than_our_guesses(finds):
    assert (SPRINT, None, False) in kept(finds, activity_1_answer_0="3", our_guesses="1")


def test_an_answer_is_stronger_than_our_guesses(finds):
    assert kept(finds, activity_1_answer_0="2", our_guesses="1") == {
        (SPRINT, JANUARY, True),
        (GUIDE, "2026-01-16", True),
        (TALKS, "2026-01-21", True),
    }


def test_a_date_written_anew_is_certain_and_stays_on_its_card(finds):
    assert (SPRINT, "2026-02-03", True) in kept(finds, activity_1_when="3. februar 2026")


def test_a_date_written_anew_goes_where_the_answer_says(finds):
    stored = kept(finds, activity_1_when="3. februar 2026", activity_1_answer_0="2", activity_2_answer_0="1")
    assert (GUIDE, "2026-02-03", True) in stored
    assert (SPRINT, JANUARY, True) in stored


def test_a_date_written_on_an_action_without_one_is_never_dropped(finds):
    stored = kept(finds, activity_3_when="5. januar 2026", activity_1_answer_0="2", activity_2_answer_0="1")
    assert (GUIDE, "2026-01-05", True) in stored
    assert (GUIDE, "2026-01-16", True) in stored


def test_a_name_changed_on_its_card_follows_the_date_that_came_to_it(finds):
    stored = kept(finds, activity_3_title="Spørgeguiden gøres bedre", activity_1_answer_0="2", activity_2_answer_0="1")
    assert ("Spørgeguiden gøres bedre", "2026-01-16", True) in stored
    assert not [row for row in stored if row[0] == GUIDE]


def test_a_name_changed_on_a_card_is_kept_when_the_date_stays(finds):
    assert ("Sprint", "2026-01-16", True) in kept(finds, activity_1_title="Sprint", activity_1_answer_0="0")


def test_a_name_changed_on_a_card_stays_when_its_date_goes(finds):
    stored = kept(finds, activity_1_title="Sprint", activity_1_answer_0="2", activity_2_answer_0="1")
    assert ("Sprint", JANUARY, True) in stored
    assert (GUIDE, "2026-01-16", True) in stored


def test_what_is_left_out_is_not_kept(finds):
    assert kept(finds, activity_1_take="no", activity_3_take="no", activity_2_answer_0="1") == {
        (TALKS, "2026-01-21", True)
    }


def test_an_answer_that_is_no_choice_is_no_answer(finds):
    for forged in ("99", "-1", "²", "x", ""):
        assert (SPRINT, None, False) in kept(finds, activity_1_answer_0=forged)


@pytest.mark.parametrize("first", ["", "0", "1", "2", "3"])
@pytest.mark.parametrize("second", ["", "0", "1", "2", "3"])
@pytest.mark.parametrize("guesses", ["", "1"])
def test_no_answers_lose_an_action_or_a_date_of_a_row(finds, first, second, guesses):
    stored = kept(finds, activity_1_answer_0=first, activity_2_answer_0=second, our_guesses=guesses)
    assert {title for title, _, _ in stored} == {SPRINT, GUIDE, TALKS}
    dates = [day for _, day, _ in stored if day]
    for answer, day in ((first, "2026-01-16"), (second, "2026-01-21")):
        is_placed = answer in ("0", "1", "2") or (not answer and bool(guesses))
        assert dates.count(day) == is_placed


NAMES = [f"activity-{n}-{field}" for n in (1, 2, 3) for field in ("take", "title", "when", "answer-0")] + [OUR_GUESSES]
WORDS = st.one_of(
    st.sampled_from(["yes", "no", "0", "1", "2", "3", "7. april 2026", "31. november 2026", "uge 7", SPRINT]),
    st.text(max_size=60),
)


@given(st.dictionaries(st.sampled_from(NAMES), WORDS))
def test_whatever_a_form_says_a_date_we_cannot_read_is_a_problem_and_nothing_that_is_taken_is_lost(finds, form):
    decisions = [decide(find, form) for find in finds]
    if any(one.problem for one in decisions if one.take):
        return
    settled = [one for one in settle_rows(decisions) if one.take]
    titles = {one.values["title"] for one in settled}
    assert titles >= {one.values["title"] for one in decisions if one.take}
    assert all(one.certain or one.when.start is None for one in settled)
    asked = [one for one in decisions if one.take and not one.find.follows]
    assert sum(one.certain and bool(one.when.start) for one in asked) <= sum(bool(one.when.start) for one in settled)


def test_a_letter_under_a_heap_of_marks_is_a_problem(finds):
    for field in ("title", "when"):
        assert "tegn, vi ikke kan gemme" in decide(finds[0], {f"activity-1-{field}": "a" + "\u0301" * 40}).problem


# Dates a person writes


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("31. november 2026", "Datoen findes ikke: 31. november 2026."),
        ("mandag 7. april 2026", "Ugedagen passer ikke: 7. april 2026 er en tirsdag."),
        ("blåbær", "Den dato forstår vi ikke."),
        ("7. april 2026 og 8. april 2026", "Der står flere datoer."),
    ],
)
def test_a_date_that_cannot_be_is_a_problem_in_words(finds, words, problem):
    decision = decide(finds[0], {"activity-1-when": words})
    assert decision.problem.startswith(problem)
    assert decision.values["when"] == words


@pytest.mark.parametrize("words", ["", "dato følger", "Datoen aftales", "uden dato"])
def test_a_date_can_be_taken_away(finds, words):
    decision = decide(finds[0], {"activity-1-when": words})
    assert (decision.problem, decision.when.start, decision.certain) == ("", None, True)


def test_a_date_without_its_year_takes_it_from_what_we_read(finds):
    assert decide(finds[0], {"activity-1-when": "18. januar"}).when.start == date(2026, 1, 18)


# A year that is missing


@pytest.fixture
def without_year():
    text = "Procesplan\n\n12. maj 2026: Møde i borgerhuset\n\n5. september kl. 11-13: Afslutning\n"
    find = next(find for find in all_finds(reading_of_text(text)) if "Afslutning" in find.title)
    assert find.questions[0].doubt.kind == "year"
    return find


@pytest.mark.parametrize(
    ("form", "day"),
    [
        ({}, None),
        ({"activity-2-answer-0": "0"}, date(2026, 9, 5)),
        ({"activity-2-answer-0": "1"}, None),
        ({OUR_GUESSES: "1"}, date(2026, 9, 5)),
        ({"activity-2-when": "6. september 2026"}, date(2026, 9, 6)),
    ],
)
def test_a_year_we_guessed_is_only_kept_when_somebody_says_so(without_year, form, day):
    decision = decide(without_year, form)
    assert decision.when.start == day
    assert decision.certain == (day is not None)


# Words a person writes


@pytest.fixture
def postcard():
    text = (
        "Udsagn fra samtalesalon\n\n“Vi mangler en, der banker på.”\n\n"
        "Lys i entréen – hurtig hjælp til den første aften\n\nEn lampe og en hånd på skulderen.\n"
    )
    return {find.kind: find for find in all_finds(reading_of_text(text))}


def test_a_cpr_number_anywhere_is_a_problem(postcard):
    for name in ("text", "attribution"):
        assert "CPR" in decide(postcard["voice"], {f"voice-1-{name}": "hun er 010203-1234"}).problem


def test_words_that_are_gone_are_a_problem(postcard):
    assert (
        decide(postcard["voice"], {"voice-1-text": "  "}).problem == "Her mangler ord. Skriv dem, eller lad det ligge."
    )


def test_the_form_a_browser_sends_back_untouched_changes_nothing(finds, postcard):
    for find in [*finds, *postcard.values()]:
        form = {f"{find.key}-{name}": value.replace("\n", "\r\n") for name, value in find.values.items()}
        assert not decide(find, form).is_changed


# What stands beside each other


def test_every_finding_has_one_place_its_number_leads_to(kinds):
    for kind in kinds.values():
        places = [piece.find.key for piece in kind.pieces if piece.is_first]
        assert sorted(places) == sorted(find.key for find in kind.finds)


def test_a_date_in_the_source_has_the_number_of_the_action_we_put_it_beside(kinds):
    numbers = {piece.text.strip(): piece.find.number for piece in kinds["activity"].pieces if piece.find}
    assert numbers["16. januar 2026"] == 1
    assert numbers["21. januar 2026 før kl. 14.00"] == 2


def test_the_pieces_are_the_documents_own_text(kinds, document):
    for kind in kinds.values():
        assert "".join(piece.text for piece in kind.pieces) in document.text


def test_the_plan_is_grouped_by_its_column_of_times(kinds):
    assert [(time, len(found)) for time, found in kinds["activity"].groups] == [("Januar", 3)]


def test_two_choices_never_look_the_same(tmp_path):
    long = "Samtaler ved køkkenbordet med borgere, pårørende og frivillige i "
    row = ["Maj", f"{long}Aldershavn\n{long}Stokkevig\nMøde", "4. maj 2026\n5. maj 2026"]
    reading = reading_of(write_docx(tmp_path / "plan.docx", [("t", [["Tid", "Handling", "Dato"], row])]))
    ask = next(find for find in all_finds(reading) if find.questions).questions[0]
    labels = [label for _value, label, _guess in ask.choices]
    assert len(set(labels)) == 4
