"""What people are told before they speak stands in versions; a yes with a last day runs out."""

from datetime import timedelta

import pytest

from samskab.journal.models import Entry
from samskab.people.actors import SYSTEM
from samskab.projects.permission import NotAllowed
from samskab.projects.words import ContainsCpr
from samskab.voices.consent.actions import Agreement, OverBefore, record
from samskab.voices.consent.expiring import end_what_has_run_out
from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement
from samskab.voices.consent.participation import SaysNothing, in_force, to_begin_with, versions, write_agreement
from samskab.voices.consent.queries import answer_to, may_be_printed
from samskab.voices.intake.models import Voice


@pytest.fixture
def write(project, by_amina):
    def written(text="Du bestemmer selv.", basis="public_task", **more):
        return write_agreement(project, text, basis, by=by_amina, **more)

    return written


@pytest.fixture
def activity(project, by_amina):
    from samskab.ground.dates import read
    from samskab.projects.plan.actions import plan_activity

    return plan_activity(project, "Køkkenbord", read("7. april 2026")[0].when, by=by_amina, as_written="7. april 2026")


def test_a_new_version_never_changes_the_old(project, write):
    first, second = write(), write("Du bestemmer stadig selv.")
    assert [one.number for one in versions(project)] == [1, 2] and in_force(project) == second
    assert ParticipationAgreement.objects.get(pk=first.pk).text == "Du bestemmer selv."


def test_an_agreement_counts_from_its_day(project, write, story_day):
    now, then = write(), write("Fra april.", in_force_from=story_day + timedelta(days=14))
    assert in_force(project) == now and then.number == 2


def test_an_activity_may_have_a_basis_of_its_own(project, activity, write):
    ours, theirs = write(), write("Ved dette bord.", "consent", activity=activity)
    assert (in_force(project), in_force(project, activity)) == (ours, theirs)
    assert in_force(project, activity).legal_basis == "consent"


def test_only_those_who_write_the_description_write_the_agreement(project, by_bo, by_carl):
    for somebody in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            write_agreement(project, "Mine egne ord.", "consent", by=somebody)


@pytest.mark.parametrize("text,error", [("  \n", SaysNothing), ("Ring 010190-1234.", ContainsCpr)])
def test_what_cannot_be_an_agreement_is_not_kept(write, text, error):
    with pytest.raises(error):
        write(text)
    assert not ParticipationAgreement.objects.exists()


def test_the_words_to_begin_with_are_plain_and_promise_nothing_we_cannot_keep(project):
    from tests.plain_words import lix

    text = to_begin_with(project)
    assert project.name in text and project.contact_phone in text and lix(text) < 35
    assert "kan ikke love" in text and "kan vi ikke kalde tilbage" in text


def test_an_answer_remembers_the_version_that_was_shown(voice, write, by_amina, story_day):
    shown = write()
    record(voice, {"print": True}, Agreement("consent", "oral", story_day, shown=shown), by=by_amina)
    write("En ny udgave.")
    assert ConsentRecord.objects.get().agreement == shown


def test_a_yes_that_has_run_out_is_a_no(voice, by_amina, story_day, settings):
    last = story_day + timedelta(days=30)
    record(voice, {"print": True, "web": False}, Agreement("consent", "oral", story_day, last), by=by_amina)
    settings.STORY_DAY = last
    assert may_be_printed(Voice.objects.get())
    settings.STORY_DAY = last + timedelta(days=1)
    assert answer_to(Voice.objects.get(), "print") is False and not may_be_printed(Voice.objects.get())
    assert ConsentRecord.objects.get(purpose="web").expires_on is None, "a no does not run out"


def test_nobody_says_a_yes_that_is_over_before_it_begins(voice, by_amina, story_day):
    with pytest.raises(OverBefore):
        record(
            voice, {"print": True}, Agreement("consent", "oral", story_day, story_day - timedelta(days=1)), by=by_amina
        )
    assert not ConsentRecord.objects.exists()


def test_at_night_what_has_run_out_is_told_once(voice, by_amina, story_day, settings):
    record(voice, {"print": True, "web": True}, Agreement("consent", "oral", story_day, story_day), by=by_amina)
    assert end_what_has_run_out(by=SYSTEM) == 0
    settings.STORY_DAY = story_day + timedelta(days=1)
    assert [end_what_has_run_out(by=SYSTEM) for _night in range(2)] == [1, 0]
    assert Entry.objects.filter(verb="consent_expired").count() == 1
