"""The story seen through the product's own pages."""

import pytest
from django.test import Client
from django.urls import reverse

from samskab.frontdoor.story.book import page
from samskab.people.models import User
from samskab.publishing.postcards.contents import card_data
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.postcards.printing import what_is_wrong

pytestmark = pytest.mark.django_db

# A page of the project, and something of the story that stands on it.
SHOWN = {
    "overview": "Frokost med lægehuset",
    "plan": "Fyraftensmøde med politikere",
    "plan-changes": "isslag",
    "document": "Et nej er en erfaring",
    "parties": "Sundhedsrådet Aldershavn",
    "team": "Lone Abild",
    "voices": "Gardinet er mit",
    "knowledge": "Da stoppestedet forsvandt",
    "insights": "Den, der ser det først",
    "round": "Hvem holder øje",
    "tracks": "bussen er holdt op med at stoppe",
    "publications": "Før I mødes 8. april",
}


def as_one(key):
    client = Client()
    client.force_login(User.objects.get(demo_key=key))
    return client


def words_at(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(("name", "words"), SHOWN.items())
def test_every_page_has_something_of_the_story_to_show(told, name, words):
    assert words in words_at(as_one("amina"), reverse(name, args=[told.slug]))


def test_a_withdrawn_voice_is_nowhere_to_be_read(told):
    taken_back = next(voice["words"] for voice in page("voices")["voice"] if "withdrawn" in voice)
    amina = as_one("amina")
    for name in SHOWN:
        assert taken_back[:30] not in words_at(amina, reverse(name, args=[told.slug]))


def test_both_cards_can_be_printed(told):
    assert [what_is_wrong(card_data(card)) for card in Postcard.objects.filter(project=told)] == ["", ""]


def test_the_public_page_shows_no_words_that_may_not_stand_on_the_net(told):
    public = words_at(Client(), reverse("public-project", args=[told.slug]))
    assert "aldrig den samme, der er sød" in public
    for voice in page("voices")["voice"]:
        if not voice.get("agreed", {}).get("web"):
            assert voice["words"][:30] not in public


def test_carl_sees_nothing_of_the_story(told):
    carl = as_one("carl")
    assert {carl.get(reverse(name, args=[told.slug])).status_code for name in SHOWN} == {404}
    home = carl.get("/", follow=True).content.decode()
    assert "Sang ved havnen" in home
    assert not any(words in home for words in [told.name, *SHOWN.values()])


def test_amina_sees_nothing_of_what_carl_does(told):
    home = as_one("amina").get("/", follow=True).content.decode()
    assert told.name in home
    assert "Sang ved havnen" not in home
