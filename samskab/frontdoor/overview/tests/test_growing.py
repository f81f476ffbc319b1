"""A page asks the database as much when there is a lot as when there is a little."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samskab.ground.dates import When
from samskab.meaning.framing.actions import note_seat, reframe
from samskab.meaning.themes.actions import tie, write_insight
from samskab.projects.access import Role
from samskab.projects.document.actions import act_on, add_principle, add_section, rewrite
from samskab.projects.plan.actions import mark_held, move, owe, plan_activity
from samskab.projects.team.actions import add_member
from samskab.publishing.postcards.contents import card_data
from samskab.publishing.postcards.models import Edition, Postcard, PostcardLine
from samskab.trials.tracks.actions import lay_track, step
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.intake.actions import Told, capture
from samskab.voices.knowledge.actions import Finding, add_knowledge

PAGES = (
    "", "nyt/", "?vis=liste", "stemmer/", "stemmer/?fra=citizen", "stemmer/?aftale=mangler", "stemmer/U-1/", "plan/",
    "plan/?vis=alt", "plan/1/", "plan/aendringer/", "indsigter/", "indsigter/I-1/", "indsigter/I-1/stemmer/", "runden/",
    "spor/", "spor/S-1/", "t/U-1/", "t/I-1/", "t/S-1/", "udgivelser/", "beskrivelse/", "viden/",
)  # fmt: skip
READERS_PAGES = ("", "indsigter/", "indsigter/I-1/", "spor/", "t/I-1/", "t/S-1/", "udgivelser/")


@pytest.fixture
def live(project, amina, by_amina, story_day):
    """live(4): four times something of everything happens, and one thing on what was there first."""
    numbers = count(1)

    def one_thing_and_another():
        n = next(numbers)
        ahead = story_day + timedelta(days=n)
        voices = [
            capture(project, Told(f"Stemme {n}.", standing=standing, sector="civil"), by=by_amina)
            for standing in ("citizen", "relative")
        ]
        record(voices[0], {"print": True, "web": True}, Agreement("consent", "oral", story_day), by=by_amina)
        insight = write_insight(project, f"Indsigt {n}.", by=by_amina)
        first = project_first(project)
        for one in {insight, first}:
            tie(one, voices[0], "supports", by=by_amina)
            tie(one, voices[1], "contradicts", by=by_amina)
        track = lay_track(project, "proposal", f"Spor {n}", insights=[insight, first], by=by_amina)
        step(track, "chosen", "Valgt.", by=by_amina)
        activity = plan_activity(project, f"Møde {n}", When(ahead, ahead), by=by_amina)
        move(activity, When(ahead, ahead + timedelta(days=1)), "senere", "Hallen.", by=by_amina)
        held = plan_activity(project, f"Afholdt {n}", When(story_day, story_day), by=by_amina)
        mark_held(held, story_day, by=by_amina, perspectives=["citizen"])
        owe(project, f"Løfte {n}", by=by_amina, owner=amina)
        act_on(add_principle(project, f"Princip {n}", "", by=by_amina), "Gjort.", story_day, by=by_amina)
        rewrite(add_section(project, f"Afsnit {n}", "Ord.", "Nyt.", by=by_amina), "Nye ord.", "Rettet.", by=by_amina)
        add_knowledge(project, Finding(text="Mange venter.", title="En rapport"), by=by_amina)
        reframe(project, f"Ordlyd {n}", by=by_amina)
        note_seat(project, "practice", by=by_amina, mentioned=True)
        publish(project, n, voices[0], insight, track)

    return lambda times: [one_thing_and_another() for _ in range(times)]


def project_first(project):
    from samskab.meaning.models import Insight

    return Insight.objects.filter(project=project).order_by("number").first()


def publish(project, number, voice, insight, track):
    """A card as it is when it is out; setting its type would make this slow."""
    at = project.created_at
    card = Postcard.objects.create(
        project=project, number=number, title="Kort", intro="Hørt.", state="published", document_on=at.date(),
        created_at=at, published_at=at,
    )  # fmt: skip
    for line in ({"voice": voice}, {"insight": insight}, {"track": track}):
        PostcardLine.objects.create(postcard=card, **line)
    Edition.objects.create(postcard=card, number=1, card=card_data(card), published_at=at)


def asked(client, addresses):
    """How many questions each page asks when it has been looked at before."""
    found = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        found[address] = len(queries)
    return found


def test_no_page_of_a_project_asks_more_when_everything_grows(project, as_amina, live):
    addresses = [f"/p/{project.slug}/{page}" for page in PAGES]
    live(6)
    few = asked(as_amina, addresses)
    live(8)
    assert asked(as_amina, addresses) == few


def test_nor_does_a_readers_or_a_strangers(project, as_carl, carl, by_amina, live):
    from samskab.projects.actions import open_to_public

    add_member(project, carl, Role.READER, by=by_amina)
    open_to_public(project, True, by=by_amina)
    inside = [f"/p/{project.slug}/{page}" for page in READERS_PAGES]
    outside = [f"/o/{project.slug}/", f"/o/{project.slug}/postkort/1/", f"/o/{project.slug}/t/I-1/"]
    live(6)
    few = asked(as_carl, inside) | asked(Client(), outside)
    live(8)
    assert asked(as_carl, inside) | asked(Client(), outside) == few
