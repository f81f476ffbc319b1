"""A word is found in whatever form it was said, inside longer words too, and only by those who may see it."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.danish import stem_of, stems_of, vocabulary_of, words_of
from samskab.projects.team.models import Membership
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.search.context import in_context, places
from samskab.voices.search.queries import found, terms_of

SAID = [
    "Ventetiderne er for lange, når man er bange.",
    "Hvad er ventetidsgarantien værd, når ingen ringer?",
    "Håbet er, at nogen kommer. Habet er noget andet.",
    "Bussen kører kun om morgenen.",
]


@pytest.fixture
def told(project, by_amina):
    return [capture(project, Told(words), by=by_amina) for words in SAID]


@pytest.fixture
def amina_here(project, amina):
    return Membership.objects.get(project=project, user=amina)


def numbers(membership, question):
    return [voice.number for voice in found(membership, question)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("ventetid", [1, 2]),  # the whole word first, then the compound
        ("ventetiden", [1, 2]),
        ("VENTETIDERNE", [1, 2]),
        ("garanti", [2]),
        ("håb", [3]),
        ("bange ventetid", [1]),
        ("bange bussen", []),
        ("ventetidsgaranti", [2]),
        ("morgen", [4]),
        ("cykel", []),
        ("når", [2, 1]),  # in every other sentence, and a word all the same
        ("når bange", [1]),
        ("er for", [1]),
        ("", []),
        ('" OR 1=1 --', []),
        ("% _ *", []),
    ],
)
def test_a_word_is_found_in_whatever_form_it_was_said(told, amina_here, question, answer):
    assert numbers(amina_here, question) == answer


def test_letters_are_not_folded(told, amina_here):
    assert [place for place in numbers(amina_here, "hab") if place != 3] == []
    capture(amina_here.project, Told("Et hab"), by=_by(amina_here))
    assert numbers(amina_here, "hab")[0] == 5 and numbers(amina_here, "håb") == [3]


def test_what_one_thought_is_found_too(project, by_amina, amina_here):
    capture(project, Told("Hun så ned.", kind="observation", thought="Måske var hun ensom."), by=by_amina)
    assert numbers(amina_here, "ensomhed måske") == [1]


def test_words_that_were_taken_back_are_found_by_nobody(told, amina_here, by_amina):
    withdraw(told[0], by=by_amina)
    assert numbers(amina_here, "ventetid") == [2]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for index in ("voices_stems", "voices_parts"):
                asked = cursor.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH 'lange OR lang'")
                assert asked.fetchall() == []


def test_others_find_nothing(told, project, carl, bo):
    from samskab.projects.actions import begin_project

    elsewhere = begin_project("Et andet", coordinator=carl)
    assert numbers(Membership.objects.get(project=elsewhere, user=carl), "ventetid") == []
    assert numbers(Membership.objects.get(project=project, user=bo), "ventetid") == [1, 2]


def test_a_row_that_is_deleted_leaves_the_index(told, amina_here):
    Voice.objects.filter(pk=told[0].pk).delete()
    assert numbers(amina_here, "ventetid") == [2]
    capture(amina_here.project, Told("Ventetid igen"), by=_by(amina_here))
    assert len(numbers(amina_here, "ventetid")) == 2


def test_a_long_question_is_cut_and_answered(told, amina_here):
    assert numbers(amina_here, "ventetid " * 500) == [1, 2]
    assert numbers(amina_here, " ".join(f"ord{n}" for n in range(500))) == []


@given(st.text(max_size=60))
def test_stems_begin_their_words_and_places_are_in_the_text(text):
    for word in words_of(text):
        assert word.startswith(stem_of(word))
    assert stems_of(text).split() == sorted({stem_of(word) for word in words_of(text)})
    assert vocabulary_of(text).split() == sorted(set(words_of(text)))
    for start, end in places(text, terms_of("ord og ventetid")):
        assert 0 <= start < end <= len(text)


@given(st.lists(st.sampled_from(["ventetid", "og", "ventetidsgarantien", "hjem.", "🙂", "\n"]), max_size=200))
def test_what_is_shown_is_the_text_with_parts_left_out(words):
    text = " ".join(words)
    pieces = in_context(text, terms_of("ventetid"))
    at = 0
    for piece in pieces:
        found_at = text.find(piece.text, at)
        assert found_at == at or (piece.cut or at == 0 or found_at >= at)
        at = found_at + len(piece.text)
    assert all(piece.text in text for piece in pieces)
    assert {piece.text for piece in pieces if piece.is_hit} <= {"ventetid", "ventetidsgarantien"}
    assert not words.count("ventetid") or any(piece.is_hit for piece in pieces)


def test_a_long_text_is_shown_where_it_was_found():
    text = "Før. " * 100 + "Ventetiderne er lange. " + "Efter. " * 100
    pieces = in_context(text, terms_of("ventetid"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["Ventetiderne"]
    assert pieces[0].cut and pieces[-1].cut and len("".join(piece.text for piece in pieces)) < 250


def _by(membership):
    from samskab.people.actors import staff

    return staff(membership.user)
