"""A card's own words that said what a voice said: pointed at when the voice is taken back, and nothing is kept of it."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samskab.projects.permission import NotAllowed
from samskab.publishing.postcards.actions import make_postcard, write_on
from samskab.publishing.postcards.echoing import IN_A_ROW, are_our_own, says_the_same
from samskab.publishing.postcards.models import Echo
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture

SAID = "Jeg ved aldrig, hvem der tager telefonen om natten."
words = st.lists(st.text("abcæøå", min_size=1, max_size=6), min_size=IN_A_ROW, max_size=9)


@pytest.fixture
def told(project, by_amina):
    return capture(project, Told(SAID), by=by_amina)


@pytest.fixture
def card(project, by_amina):
    intro = "En borger VED aldrig hvem\nder tager telefonen."
    return make_postcard(project, "Hvem tager telefonen?", intro=intro, by=by_amina)


@given(words, words, words)
def test_any_four_words_in_a_row_are_found_and_three_are_not(before, run, after):
    own = " ".join((*before, *run[:IN_A_ROW], *after)).upper()
    assert says_the_same(own, " ".join(run))
    assert not says_the_same(own, " ".join(run[: IN_A_ROW - 1]))


def test_the_place_is_noted_without_a_word_and_waits_on_the_overview(told, card, by_amina, as_amina, as_bo):
    overview = f"/p/{card.project.slug}/"
    assert "Ligner ordene" not in as_amina.get(overview).content.decode()
    withdraw(told, by=by_amina)
    withdraw(told, by=by_amina)
    echo = Echo.objects.get()
    assert (echo.part, echo.voice_id, echo.personal) == ("intro", told.pk, frozenset())
    assert "Ligner ordene på »Hvem tager telefonen?«" in as_amina.get(overview).content.decode()
    there = reverse("postcard", args=[card.project.slug, card.number])
    assert "indledningen (U-1)" in as_amina.get(there).content.decode()
    assert there in as_amina.get(reverse("voice", args=[card.project.slug, told.number])).content.decode()


def test_whoever_writes_the_words_anew_has_seen_to_it(told, card, by_amina):
    withdraw(told, by=by_amina)
    write_on(card, title=card.title, intro=card.intro, disagreements="Noget nyt.", by=by_amina)
    assert Echo.objects.exists(), "another part was written anew"
    write_on(card, title=card.title, intro="Nu står her noget andet.", by=by_amina)
    assert not Echo.objects.exists()


def test_the_words_may_be_ones_own(told, card, by_amina, by_carl, as_amina):
    withdraw(told, by=by_amina)
    with pytest.raises(NotAllowed):
        are_our_own(card, by=by_carl)
    page = as_amina.post(reverse("postcard-own-words", args=[card.project.slug, card.number]), follow=True)
    assert "bliver stående som jeres egne" in page.content.decode() and not Echo.objects.exists()


def test_a_card_that_says_something_else_is_left_alone(told, project, by_amina):
    make_postcard(project, "Om natten", intro="Hvem der tager den, ved aldrig nogen om natten.", by=by_amina)
    withdraw(told, by=by_amina)
    assert not Echo.objects.exists()
