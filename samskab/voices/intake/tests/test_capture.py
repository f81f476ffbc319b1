"""A voice is kept exactly as it was told, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground import clock
from samskab.projects.actions import add_place, begin_project
from samskab.projects.permission import FromAnotherProject, NotAllowed
from samskab.projects.perspectives import (
    PERSPECTIVES,
    Sector,
    Standing,
    perspective_of,
    spoken_from,
    standing_and_sector,
)
from samskab.projects.plan.actions import plan_activity
from samskab.voices.intake.actions import ContainsCpr, NotGivenThisWay, Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import perspectives_heard

CPR = "010203-1234"


@pytest.fixture
def happens(project, by_amina):
    """An activity of this method."""
    from samskab.ground.dates import When

    def planned(method):
        return plan_activity(project, "Et møde", When(None, None), by=by_amina, method_key=method)

    return planned


def test_words_are_kept_as_they_were_told(project, by_bo):
    words = "Når hun kører igen,\nsidder jeg med alle de spørgsmål."
    voice = capture(project, Told(words, standing="citizen", sector="civil"), by=by_bo)
    voice.refresh_from_db()
    assert (voice.words, voice.code, voice.perspective) == (words, "U-1", "citizen")
    assert voice.captured_on == clock.today() and voice.captured_by_id == by_bo.id


@pytest.mark.parametrize("where", ["words", "thought", "position", "said_at"])
def test_a_cpr_number_anywhere_stops_everything(where, project, by_amina):
    told = Told(**({"words": "Jeg venter."} | {where: f"Hun hedder {CPR}"}))
    with pytest.raises(ContainsCpr):
        capture(project, told, by=by_amina)
    assert not Voice.objects.exists()
    assert capture(project, Told("Jeg venter."), by=by_amina).number == 1, "a refused voice takes no number"


def test_a_stranger_keeps_nothing(project, by_carl):
    with pytest.raises(NotAllowed):
        capture(project, Told("Jeg venter."), by=by_carl)
    assert not Voice.objects.exists()


def test_in_a_salon_only_a_card_somebody_handed_in_is_kept(project, happens, by_amina):
    salon = happens("conversation_salon")
    for way in ("noted", "recorded", "telephone"):
        with pytest.raises(NotGivenThisWay):
            capture(project, Told("Jeg venter.", activity=salon, capture_method=way), by=by_amina)
    assert not Voice.objects.exists()
    assert capture(project, Told("Jeg venter.", activity=salon, capture_method="card"), by=by_amina).is_kept


def test_where_nobody_writes_who_said_what_not_even_a_card_is_kept(project, happens, by_amina):
    with pytest.raises(NotGivenThisWay):
        capture(
            project, Told("Jeg venter.", activity=happens("after_work_meeting"), capture_method="card"), by=by_amina
        )


def test_a_thread_never_runs_between_projects(project, carl, by_carl, by_amina):
    other = begin_project("Et andet", coordinator=carl)
    place = add_place(other, "Nabobyen", by=by_carl)
    with pytest.raises(FromAnotherProject):
        capture(project, Told("Jeg venter.", place=place), by=by_amina)
    assert not Voice.objects.exists()


def test_who_has_been_heard_costs_the_same_with_many_voices(project, by_amina, django_assert_num_queries):
    def say(standing, sector):
        capture(project, Told("Ja.", standing=standing, sector=sector), by=by_amina)

    say("citizen", "civil")
    say("professional", "region")
    say("", "")
    with django_assert_num_queries(1):
        assert perspectives_heard(project.pk) == {"citizen", "regional"}
    for _ in range(30):
        say("citizen", "civil")
    with django_assert_num_queries(1) as asked:
        assert perspectives_heard(project.pk) == {"citizen", "regional"}
    assert "DISTINCT" in asked.captured_queries[0]["sql"]


@given(st.sampled_from([key for key, _name in PERSPECTIVES]))
def test_a_perspective_is_its_role_and_sector_and_back_again(key):
    assert perspective_of(*standing_and_sector(key)) == key


@given(st.sampled_from(["", *Standing.values]), st.sampled_from(["", *Sector.values]))
def test_every_role_in_every_sector_is_one_perspective_or_none(standing, sector):
    assert perspective_of(standing, sector) in {"", *(key for key, _name in PERSPECTIVES)}


def test_looking_from_a_perspective_finds_what_it_said_and_nothing_else(project, by_amina):
    for standing in ["", *Standing.values]:
        for sector in ["", *Sector.values]:
            capture(project, Told("Ja.", standing=standing, sector=sector), by=by_amina)
    for key, _name in PERSPECTIVES:
        found = set(Voice.objects.filter(spoken_from(key)))
        assert found and found == {voice for voice in Voice.objects.all() if voice.perspective == key}
