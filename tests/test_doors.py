"""Every door in a project opens for the coordinator, and is not there for a stranger."""

import pytest
from django.test import Client
from django.urls import get_resolver

from samskab.meaning.framing.actions import reframe
from samskab.meaning.themes.actions import tie, write_insight
from samskab.publishing.postcards.actions import make_postcard
from samskab.trials.tracks.actions import lay_track
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.intake.actions import Told, capture
from samskab.voices.knowledge.actions import Finding, add_knowledge

NUMBERED = {"number": 1}


def addresses():
    """Every named address with a project in it and nothing we cannot fill in."""
    for pattern in get_resolver().url_patterns:
        for route in getattr(pattern, "url_patterns", [pattern]):
            text = str(route.pattern)
            if text.startswith("p/<slug:slug>/"):
                yield route.name, text


@pytest.fixture
def full(project, by_amina, story_day):
    voice = capture(project, Told("Jeg ringer og venter.", standing="citizen", sector="civil"), by=by_amina)
    record(voice, {"print": True, "web": True}, Agreement("consent", "oral", story_day), by=by_amina)
    insight = write_insight(project, "Ventetid slider.", by=by_amina)
    tie(insight, voice, "supports", by=by_amina)
    lay_track(project, "proposal", "Én linje", insights=[insight], by=by_amina)
    add_knowledge(project, Finding("Mange venter.", "Opgørelse"), by=by_amina)
    reframe(project, "Hvem svarer?", by=by_amina)
    make_postcard(project, "Kort", by=by_amina)
    return project


def fill(text, slug):
    text = text.replace("<slug:slug>", slug).replace("<int:number>", "1").replace("<str:code>", "I-1")
    return "/" + text


@pytest.mark.parametrize(
    "name,text", [pytest.param(*address, id=address[0]) for address in addresses() if "<" not in fill(address[1], "x")]
)
def test_a_door_opens_for_the_coordinator_and_is_not_there_for_a_stranger(name, text, full, as_amina, as_carl):
    address = fill(text, full.slug)
    answer = as_amina.get(address)
    assert answer.status_code in {200, 302, 404, 405}, answer.content[:300]
    assert as_carl.get(address).status_code in {404, 405}
    assert as_carl.post(address).status_code in {404, 405}
    stranger = Client().get(address)
    assert stranger.status_code in {302, 404, 405}
    if stranger.status_code == 302:
        assert stranger.headers["Location"].startswith("/log-ind/")
