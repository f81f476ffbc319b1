"""On both databases: the same search finds the words before they are taken back, and nothing after."""

import pytest
from django.db import connection
from hypothesis import given, strategies

from samskab.ground import clock
from samskab.ground.installation import Installation
from samskab.ground.keeping.refusing import Refused
from samskab.ground.keeping.searching import MOST, columns_with, forms, locked_columns_with, pieces
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.receipts import give, holder
from samskab.voices.consent.verifying import named, sweep_what_is_erased, verify
from samskab.voices.intake.actions import Told, capture
from samskab.voices.knowledge.models import Knowledge

WORDS = "Ærlig talt ved jeg aldrig, hvem der tager telefonen om natten, når det gælder."


@pytest.fixture
def said(project, by_amina, settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)
    return capture(project, Told(WORDS), by=by_amina)


def test_a_row_is_named_until_the_words_are_taken_back(said, by_amina):
    code = give(said, by=by_amina).code
    assert [one.kind for one in verify(code).left] == ["row"]
    withdraw(said, by=by_amina)
    verdict = verify(code)
    assert verdict.is_clean and verdict.voices == [f"{said.project.slug}/U-1"]


def test_a_receipt_is_clean_when_everything_on_it_is(said, project, by_amina):
    from samskab.voices.consent.receipts import put_on

    given = give(said, by=by_amina)
    other = capture(project, Told("Noget helt andet, som er her."), by=by_amina)
    put_on(other, given.code, by=by_amina)
    withdraw(said, by=holder(given.receipt))
    assert [one.where for one in verify(given.code).left] == [f"voices.Voice {other.pk}: står her endnu"]
    withdraw(other, by=holder(given.receipt))
    assert verify(given.code).is_clean


def test_where_two_projects_have_the_number_one_says_which(said, carl, by_carl):
    from samskab.projects.actions import begin_project

    theirs = capture(begin_project("Et andet", coordinator=carl), Told("Noget andet."), by=by_carl)
    with pytest.raises(Refused, match=f"{theirs.project.slug}/U-1, {said.project.slug}/U-1"):
        named("U-1")
    assert named(f"{said.project.slug}/U-1") == [said]


@pytest.mark.django_db(transaction=True)
def test_every_text_column_is_searched_also_the_locked_ones(said, project, by_amina):
    learnt = Knowledge.objects.create(
        project=project, number=1, text=WORDS, publisher="En avis", created_at=clock.now()
    )
    assert list(columns_with(WORDS)) == (["voices_knowledge.text"] if connection.vendor == "postgresql" else [])
    assert list(locked_columns_with(WORDS)) == ["voices_voice.words"]
    learnt.delete()
    withdraw(said, by=by_amina)
    assert list(columns_with(WORDS)) == [] and list(locked_columns_with(WORDS)) == []
    swept = sweep_what_is_erased()
    assert not swept.left and swept.done
    assert bool(swept.unknown) is (connection.vendor == "postgresql"), "its log is not ours to look in"
    assert list(columns_with(WORDS)) == []


@given(strategies.lists(strategies.sampled_from(["æble", "Ø", "då", "ro", "xyz"]), min_size=4, max_size=400))
def test_whatever_is_left_of_a_text_some_piece_of_it_is_looked_for(words):
    found = pieces(" ".join(words))
    assert 0 < len(found) <= MOST + 1
    text = " ".join(words)
    assert all(piece in text for piece in found) and all(piece in forms(piece) for piece in found)


@pytest.mark.parametrize("few", ["", "ja", "ja tak\nnej tak", "   \n"])
def test_too_little_to_be_known_again_is_refused(few):
    with pytest.raises(Refused):
        pieces(few)
