"""Who spoke may be said after the words were kept: then the card and its round say so too."""

from samskab.publishing.postcards.conditions import missing_yes
from samskab.publishing.postcards.contents import card_data
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.intake.actions import Told, capture, say_who


def seat(card, key):
    return next(seat["state"] for seat in card_data(card)["round"]["seats"] if seat["key"] == key)


def test_the_round_on_the_card_shows_the_perspective_afterwards(project, by_amina, story_day, make_card, publish):
    voice = capture(project, Told("Jeg ringer og venter.", capture_method="read_in"), by=by_amina)
    record(voice, {"print": True}, Agreement("consent", "oral", story_day), by=by_amina)
    card = make_card(voice)
    assert seat(card, "relative") == "unheard"
    say_who(voice, by=by_amina, perspective="relative")
    assert seat(card, "relative") == "spoken"
    frozen = publish(card).editions.get().card
    assert frozen["front"]["perspective"] == "relative"
    assert {one["key"] for one in frozen["round"]["seats"] if one["state"] == "spoken"} == {"relative"}


def test_a_partner_is_asked_again_when_the_card_says_somebody_else_spoke(say, make_card, partners, by_amina):
    from samskab.publishing.postcards.actions import approve, ask_partners

    voice = say()
    card = make_card(voice)
    ask_partners(card, by=by_amina)
    for party in partners:
        approve(card, party, by=by_amina)
    assert missing_yes(card) == []
    say_who(voice, by=by_amina, perspective="relative")
    assert missing_yes(card) == list(partners)
