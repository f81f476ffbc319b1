"""A proposal wants an answer, a question wants company; each has states of its own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samskab.journal.models import Entry
from samskab.meaning.themes.actions import write_insight
from samskab.projects.actions import begin_project
from samskab.projects.permission import FromAnotherProject, NotAllowed
from samskab.trials.tracks.actions import NotThisKind, NotYet, lay_track, let_go, reword_track, stand_on, step
from samskab.trials.tracks.models import STATES, Track, TrackInsight, TrackStep
from samskab.trials.tracks.sentence import sentence

OTHER = {"proposal": "question", "question": "proposal"}


@pytest.fixture(params=["proposal", "question"])
def track(request, project, by_amina):
    return lay_track(project, request.param, "En linje om aftenen", by=by_amina)


def test_a_track_begins_in_its_kinds_first_state(track):
    assert track.state == STATES[track.kind][0] and track.code == "S-1"


def test_every_state_of_its_own_kind_can_be_reached_and_none_of_the_others(track, by_amina):
    for state in STATES[track.kind]:
        step(track, state, "Der skete noget.", by=by_amina)
        assert Track.objects.get().state == state
    before = Track.objects.get().state
    for state in STATES[OTHER[track.kind]]:
        with pytest.raises(NotThisKind):
            step(track, state, "Der skete noget.", by=by_amina)
        with pytest.raises(IntegrityError), transaction.atomic():
            Track.objects.update(state=state)
    assert Track.objects.get().state == before and TrackStep.objects.count() == len(STATES[track.kind])


def test_nothing_has_happened_tomorrow(track, by_amina, story_day):
    with pytest.raises(NotYet):
        step(track, track.state, "I morgen.", on=story_day + timedelta(days=1), by=by_amina)
    assert not TrackStep.objects.exists()


def test_standing_on_an_insight_twice_is_standing_on_it_once(project, track, by_amina):
    insight = write_insight(project, "Tvivlen er størst om aftenen.", by=by_amina)
    stand_on(track, insight, by=by_amina)
    stand_on(track, insight, by=by_amina)
    assert TrackInsight.objects.count() == 1 and Entry.objects.filter(verb="insight_tied").count() == 1
    let_go(track, insight, by=by_amina)
    let_go(track, insight, by=by_amina)
    assert not TrackInsight.objects.exists()


def test_new_words_may_say_all_it_stands_on(project, track, by_amina):
    first, second = (write_insight(project, f"Indsigt {n}.", by=by_amina) for n in range(2))
    stand_on(track, first, by=by_amina)
    reword_track(track, "Et nyt navn", insights=[second], by=by_amina)
    assert [tie.insight for tie in TrackInsight.objects.all()] == [second]
    reword_track(track, "Et nyt navn", by=by_amina)
    assert TrackInsight.objects.count() == 1


def test_an_insight_of_another_project_carries_no_track_here(track, carl, by_carl, by_amina):
    stranger = write_insight(begin_project("Et andet", coordinator=carl), "Deres.", by=by_carl)
    with pytest.raises(FromAnotherProject):
        stand_on(track, stranger, by=by_amina)


def test_who_may_not_lay_tracks(project, track, by_bo, by_carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            lay_track(project, "proposal", "Nej", by=actor)
        with pytest.raises(NotAllowed):
            step(track, track.state, "Nej", by=actor)
    assert Track.objects.count() == 1 and not TrackStep.objects.exists()


def test_the_sentence_counts_only_what_still_waits(project, by_amina):
    assert sentence([]) == "I har ikke valgt et spor endnu."
    one, two = (lay_track(project, "proposal", f"Forslag {n}", by=by_amina) for n in range(2))
    assert sentence([one, two]) == "To forslag venter på et svar."
    step(one, "stopped", "Vi ved nu, at det var bussen.", by=by_amina)
    question = lay_track(project, "question", "Hvem går med?", by=by_amina)
    assert sentence([one, two, question]) == "Ét forslag venter på et svar. Ét spørgsmål går I rundt om."
    assert sentence([one]) == "Ingen spor venter lige nu."


# --- The pages --------------------------------------------------------------------------------------------------


def test_a_track_is_laid_reworded_and_stepped_from_its_pages(project, as_amina, by_amina):
    insight = write_insight(project, "Tvivlen er størst om aftenen.", by=by_amina)
    form = {"kind": "proposal", "title": "Aftenlinjen", "next_step": "Fyraftensmøde.", "insights": [insight.pk]}
    there = as_amina.post(f"/p/{project.slug}/spor/nyt/", form).headers["Location"]
    assert there.endswith("/spor/S-1/") and "I-1" in as_amina.get(there).content.decode()
    as_amina.post(f"{there}ret/", {"title": "Aften- og weekendlinjen", "insights": []})
    assert Track.objects.get().title == "Aften- og weekendlinjen" and not TrackInsight.objects.exists()
    as_amina.post(f"{there}skridt/", {"state": "stopped", "what": "Vi stoppede.", "on": "18. marts 2026"})
    assert "Stoppet – og ved noget, vi ikke vidste før" in as_amina.get(there).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"state": "open"}, {"state": "x"}, {"on": "21. marts 2026"}, {"what": ""}, {"what": "Om 010203-1234"}]
)
def test_a_step_that_cannot_be_is_refused_and_what_was_typed_stays(wrong, project, as_amina, by_amina):
    lay_track(project, "proposal", "Aftenlinjen", by=by_amina)
    typed = {"state": "chosen", "what": "Valgt.", "on": "18. marts 2026", "next_step": "Mødet i april"} | wrong
    page = as_amina.post(f"/p/{project.slug}/spor/S-1/skridt/", typed)
    assert page.status_code == 200 and page.context["form"]["next_step"].value() == "Mødet i april"
    assert not TrackStep.objects.exists()


def test_an_insight_from_elsewhere_cannot_be_smuggled_in(project, carl, by_carl, as_amina):
    stranger = write_insight(begin_project("Et andet", coordinator=carl), "Deres.", by=by_carl)
    as_amina.post(f"/p/{project.slug}/spor/nyt/", {"kind": "proposal", "title": "x", "insights": [stranger.pk]})
    assert not TrackInsight.objects.exists()


def test_a_question_says_that_its_loose_end_is_meant(project, as_bo, by_amina):
    lay_track(project, "question", "Hvem går med?", by=by_amina)
    assert "Tråden er løs her – det er meningen." in as_bo.get(f"/p/{project.slug}/spor/S-1/").content.decode()
    assert as_bo.get(f"/p/{project.slug}/spor/S-1/skridt/").status_code == 404
