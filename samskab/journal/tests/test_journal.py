"""The journal says that it happened, and holds no one's words."""

import json

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.wordless import HoldsWords, refuse_words
from samskab.journal.actions import write
from samskab.journal.models import Entry
from samskab.journal.queries import of_project, of_subject
from samskab.people.actors import SYSTEM

KEY = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:+-", max_size=40)
FACT = st.recursive(
    st.booleans() | st.none() | st.integers() | KEY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
)


@given(st.dictionaries(KEY, FACT, max_size=3))
def test_keys_days_counts_and_answers_are_facts(facts):
    refuse_words(facts)


@given(st.text(min_size=1).filter(lambda text: not text.isascii() or " " in text or len(text) > 40))
def test_words_are_refused_wherever_they_hide(words):
    for facts in ({"a": words}, {words: 1}, {"a": [words]}, {"a": {"b": words}}, [words]):
        with pytest.raises(HoldsWords):
            refuse_words(facts)


@pytest.mark.django_db
def test_what_holds_words_is_not_written():
    with pytest.raises(HoldsWords):
        write("voice_captured", by=SYSTEM, project_id=1, subject="voice", facts={"words": "Jeg ringer og venter."})
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_written_in_the_transaction_of_the_act():
    with pytest.raises(RuntimeError):
        write("voice_captured", by=SYSTEM, project_id=1, subject="voice")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write("voice_captured", by=SYSTEM, project_id=1, subject="voice")
        raise ZeroDivisionError
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_it_is_read_by_project_and_by_what_it_happened_to():
    for project, number in ((1, 1), (1, 2), (2, 1)):
        write("voice_captured", by=SYSTEM, project_id=project, subject="voice", subject_id=number)
    write("voice_withdrawn", by=SYSTEM, project_id=1, subject="voice", subject_id=2)
    assert [(entry.verb, entry.subject_id) for entry in of_project(1)] == [
        ("voice_withdrawn", 2),
        ("voice_captured", 2),
        ("voice_captured", 1),
    ]
    assert [entry.subject_id for entry in of_project(1, verbs=["voice_withdrawn"])] == [2]
    assert [entry.verb for entry in of_subject("voice", 2)] == ["voice_captured", "voice_withdrawn"]


def test_through_a_whole_story_no_canary_sings_in_the_journal(project, amina, by_amina, carl, story_day):
    """Every text anybody can write holds a canary; the journal holds none, and no one's name."""
    from samskab.frontdoor.home.actions import About, tell_about
    from samskab.ground.dates import When
    from samskab.meaning.framing.actions import note_seat, reframe
    from samskab.meaning.themes.actions import reword_insight, tie, untie, write_insight
    from samskab.projects.access import Role
    from samskab.projects.actions import add_party, add_place, set_geography
    from samskab.projects.plan.actions import plan_activity
    from samskab.projects.team.actions import accept, invite
    from samskab.publishing.postcards.actions import Choice, choose, make_postcard
    from samskab.trials.tracks.actions import lay_track, reword_track, step
    from samskab.voices.consent.actions import Agreement, record, withdraw
    from samskab.voices.intake.actions import Told, capture
    from samskab.voices.knowledge.actions import Finding, add_knowledge
    from samskab.voices.sources.actions import Upload, keep

    canary = "kanariefugl"
    place = add_place(project, canary, by=by_amina)
    party = add_party(project, canary, by=by_amina)
    activity = plan_activity(project, canary, When(None, None), by=by_amina, text=canary)
    source = keep(project, Upload(f"{canary}.txt", "txt", canary.encode(), canary), by=by_amina)
    told = Told(canary, thought=canary, position=canary, said_at=canary, place=place, activity=activity, source=source)
    voice = capture(project, told, by=by_amina)
    record(voice, {"print": True, "web": False}, Agreement("consent", "oral", story_day), by=by_amina)
    knowledge = add_knowledge(project, Finding(canary, canary, canary, canary), by=by_amina)
    insight = write_insight(project, canary, note=canary, asked_against=True, by=by_amina)
    tie(insight, voice, "supports", by=by_amina)
    untie(insight, voice, by=by_amina)
    tie(insight, voice, "contradicts", by=by_amina)
    reword_insight(insight, f"{canary} igen", by=by_amina)
    reframe(project, canary, surprise=canary, date_label=canary, by=by_amina)
    note_seat(project, "citizen", sentence=canary, by=by_amina)
    track = lay_track(project, "proposal", canary, text=canary, next_step=canary, insights=[insight], by=by_amina)
    reword_track(track, f"{canary} to", text=canary, insights=[], by=by_amina)
    step(track, "chosen", canary, next_step=canary, by=by_amina)
    card = make_postcard(project, canary, intro=canary, edition_label=canary, by=by_amina)
    choose(card, Choice(voices=[voice], knowledge=[knowledge], tracks=[track]), by=by_amina)
    set_geography(project, canary, canary, by=by_amina)
    tell_about(project, About(canary, canary, canary, canary, "k@example.org", canary, True), by=by_amina)
    invitation, _token = invite(project, by=by_amina, role=Role.READER, name=canary, email="k@example.org", party=party)
    accept(invitation, carl)
    withdraw(voice, by=by_amina)

    written = json.dumps(list(Entry.objects.values()), default=str)
    assert Entry.objects.filter(project_id=project.pk).count() > 25
    for secret in (canary, "example.org", amina.name, carl.name, "Holm", "Friis"):
        assert secret not in written
