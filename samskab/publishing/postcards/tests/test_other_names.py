"""Names are replaced in a voice: cards not yet out say the new words, and those that are out are pointed at."""

import pytest

from samskab.projects.permission import membership_of
from samskab.publishing.postcards.contents import card_data
from samskab.publishing.postcards.models import Echo, PostcardLine
from samskab.voices.consent.actions import withdraw
from samskab.voices.pseudonyms.actions import replace_names, say_instead, take_new_words
from samskab.voices.pseudonyms.in_voices import replace_names_in_voice
from samskab.voices.pseudonyms.looking import look_for_names, look_in_voice
from samskab.voices.pseudonyms.queries import review_of_voice
from samskab.voices.pseudonyms.said_before import wording
from samskab.voices.sources.actions import Upload, keep

WORDS = "I går ringede Karen til vagten, og så kom Karens datter, som altid er her."


def replaced(voice, by, instead="Lone"):
    search = look_in_voice(voice, by=by)
    for one in search.spots.filter(state="waiting").select_related("search__voice__project"):
        say_instead(one, instead, by=by, everywhere=False)
    replace_names_in_voice(voice, by=by, seen=wording(voice))


@pytest.mark.parametrize(
    ("excerpt", "after"),
    [
        ("I går ringede Karen til vagten …", "I går ringede [Lone] til vagten …"),
        ("… Karen til vagten … Karens datter …", "… [Lone] til vagten … [Lone]s datter …"),
        ("… som altid er her.", "… som altid er her."),
        ("", ""),
    ],
)
def test_a_shortened_quote_is_cut_from_the_new_words(say, make_card, by_amina, excerpt, after):
    voice = say(WORDS)
    card = make_card(voice, excerpts={voice.pk: excerpt})
    assert PostcardLine.objects.get(voice=voice).excerpt == excerpt
    replaced(voice, by_amina)
    assert PostcardLine.objects.get(voice=voice).excerpt == after
    assert "Karen" not in str(card_data(card)) and (after or "[Lone]") in str(card_data(card))


def test_where_the_new_words_cannot_be_told_from_the_quote_all_of_them_stand(say, make_card, by_amina):
    voice = say("Så kom Karen hertil, og Karen gik igen.")
    make_card(voice, excerpts={voice.pk: "Så kom Karen hertil …"})
    search = look_in_voice(voice, by=by_amina)
    for one, instead in zip(search.spots.select_related("search__voice__project"), ("Lone", "Inger"), strict=True):
        say_instead(one, instead, by=by_amina, everywhere=False)
    replace_names_in_voice(voice, by=by_amina, seen=1)
    assert PostcardLine.objects.get(voice=voice).excerpt == "", "which of the two is not known from the name alone"


def test_a_card_that_is_out_is_not_changed_and_is_pointed_at(say, make_card, publish, project, amina, by_amina):
    voice = say(WORDS)
    card = publish(make_card(voice))
    before = card.editions.get().card
    replaced(voice, by_amina)
    assert card.editions.get().card == before and "Karen" in str(before)
    review = review_of_voice(membership_of(amina, project), voice.number)
    assert review.cards == [card.title] and review.files == 0
    other = publish(make_card(voice, title="Et nyt kort"))
    assert "Karen" not in str(other.editions.get().card)
    assert review_of_voice(membership_of(amina, project), voice.number).cards == [card.title]


def test_a_voice_from_a_source_takes_its_quote_along(project, say, make_card, by_amina):
    source = keep(project, Upload("a.txt", "txt", b"x", f"Før det.\n\n{WORDS}\n\nEfter det."), by=by_amina)
    voice = say(WORDS, source=source)
    make_card(voice, excerpts={voice.pk: "I går ringede Karen til vagten …"})
    for one in look_for_names(source, by=by_amina).spots.select_related("search__revision__source__project"):
        say_instead(one, "Lone", by=by_amina, everywhere=False)
    replace_names(source, by=by_amina, seen=1), take_new_words(source, by=by_amina)
    assert PostcardLine.objects.get(voice=voice).excerpt == "I går ringede [Lone] til vagten …"


def test_own_words_that_say_what_was_said_before_are_pointed_at_when_it_is_taken_back(say, make_card, by_amina):
    voice = say(WORDS)
    card = make_card(voice, title="I går ringede Karen til vagten")
    replaced(voice, by_amina)
    withdraw(voice, by=by_amina)
    assert Echo.objects.get().postcard == card
