"""What was agreed counts; what nobody asked about does not."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from samskab.projects.access import Role
from samskab.projects.permission import NotAllowed
from samskab.projects.team.actions import add_member
from samskab.voices.consent.actions import AlreadyWithdrawn, NotYet, withdraw
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.queries import (
    answer_to,
    is_unknown,
    may_be_on_the_web,
    may_be_printed,
    why_not_printed,
    without_agreement,
)
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice


def again(voice):
    return Voice.objects.get(pk=voice.pk)


def page_of(voice):
    return f"/p/{voice.project.slug}/stemmer/{voice.code}/aftale/"


def answered(**other):
    return {"answer_print": "yes", "basis": "consent", "channel": "telephone", "given_on": "18. marts 2026"} | other


def test_unknown_can_be_used_for_nothing_in_public(voice):
    assert is_unknown(voice) and not may_be_printed(voice) and not may_be_on_the_web(voice)
    assert "spørg" in why_not_printed(voice)


def test_a_yes_to_print_is_no_yes_to_the_web(voice, agree):
    agree(voice, print=True)
    assert may_be_printed(again(voice)) and not may_be_on_the_web(again(voice)) and not is_unknown(again(voice))


def test_the_latest_answer_counts_and_the_old_is_not_erased(voice, agree):
    agree(voice, print=True)
    agree(voice, print=False)
    assert not may_be_printed(again(voice)) and "nej" in why_not_printed(again(voice))
    agree(voice, print=True)
    assert may_be_printed(again(voice))
    assert list(ConsentRecord.objects.values_list("answer", flat=True)) == [True, False, True]


def test_a_voice_knows_whether_anybody_has_asked(voice, agree, by_amina):
    def knows():
        known = again(voice)
        assert (known.asked_at is not None) == known.consents.exists()
        return known.asked_at

    assert knows() is None
    agree(voice, print=True)
    first = knows()
    assert first is not None and first == ConsentRecord.objects.get().recorded_at
    agree(voice, print=False)
    assert knows() == first
    withdraw(voice, by=by_amina)
    assert knows() is None


def test_those_who_had_answered_before_we_kept_it_are_not_asked_again(voice, agree, project, by_amina):
    agree(voice, print=False)
    agree(voice, print=True)
    unasked = capture(project, Told("Ingen har spurgt."), by=by_amina)
    Voice.objects.update(asked_at=None)
    moved = import_module("samskab.voices.migrations.0002_a_voice_knows_whether_anybody_asked")
    moved.note_when_they_answered(apps, None)
    assert again(voice).asked_at == ConsentRecord.objects.earliest("pk").recorded_at
    assert again(unasked).asked_at is None


def test_nobody_said_yes_tomorrow(voice, agree, story_day):
    with pytest.raises(NotYet):
        agree(voice, on=story_day + timedelta(days=1), print=True)
    assert not ConsentRecord.objects.exists()


def test_about_a_withdrawn_voice_there_is_nothing_to_agree(voice, agree, by_amina):
    withdraw(voice, by=by_amina)
    with pytest.raises(AlreadyWithdrawn):
        agree(voice, print=True)
    assert not ConsentRecord.objects.exists()


def test_one_unknown_word_among_the_answers_stores_none_of_them(voice, agree):
    with pytest.raises(ValueError):
        agree(voice, print=True, television=True)
    assert not ConsentRecord.objects.exists()


def test_who_wrote_the_words_down_may_write_what_was_agreed_and_only_about_those(project, voice, agree, by_bo, by_carl):
    own = capture(project, Told("Hos os hjælper vi hinanden."), by=by_bo)
    assert agree(own, by=by_bo, print=True)
    for stranger in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            agree(voice, by=stranger, print=True)
    assert answer_to(again(voice), "print") is None


def test_what_waits_for_an_agreement_is_found_without_reading_it_all(project, voice, agree, amina, carl, by_amina):
    from samskab.projects.permission import membership_of

    capture(project, Told("En til."), by=by_amina)
    agree(voice, print=False)
    assert [one.number for one in without_agreement(membership_of(amina, project))] == [2]
    reader = add_member(project, carl, Role.READER, by=by_amina)
    assert not without_agreement(reader).exists()


# --- The page ---------------------------------------------------------------------------------------------------


def test_the_page_keeps_what_was_agreed(voice, as_amina):
    assert as_amina.post(page_of(voice), answered()).status_code == 302
    kept = ConsentRecord.objects.get()
    assert (kept.purpose, kept.answer, kept.channel, kept.given_on.isoformat()) == (
        "print",
        True,
        "telephone",
        "2026-03-18",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer_print": "", "answer_web": ""},
        {"basis": ""},
        {"channel": ""},
        {"given_on": ""},
        {"given_on": "20. marts 2026"},
        {"given_on": "31. november"},
        {"basis": "forged"},
        {"answer_print": "maybe"},
    ],
)
def test_without_answer_basis_day_and_channel_nothing_is_kept_and_nothing_typed_is_lost(wrong, voice, as_amina):
    page = as_amina.post(page_of(voice), answered(answer_web="no") | wrong)
    assert page.status_code == 200 and "error-summary" in page.content.decode()
    assert page.context["form"]["answer_web"].value() == wrong.get("answer_web", "no")
    assert not ConsentRecord.objects.exists()


def test_an_answer_that_stands_keeps_its_own_day(voice, agree, as_amina, story_day):
    agree(voice, print=True, on=story_day - timedelta(days=9))
    as_amina.post(page_of(voice), answered(answer_web="yes"))
    days = {record.purpose: record.given_on for record in ConsentRecord.objects.all()}
    assert days == {"print": story_day - timedelta(days=9), "web": story_day - timedelta(days=1)}


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"])
def test_the_way_back_never_leads_away(back, voice, as_amina):
    from urllib.parse import quote

    answer = as_amina.post(f"{page_of(voice)}?tilbage={quote(back, safe='')}", answered())
    assert answer.headers["Location"] == f"/p/{voice.project.slug}/stemmer/{voice.code}/"


def test_the_way_back_leads_to_one_of_our_pages(voice, as_amina):
    answer = as_amina.post(f"{page_of(voice)}?tilbage=/p/tryg-hjemme/postkort/1/", answered())
    assert answer.headers["Location"] == "/p/tryg-hjemme/postkort/1/"


def test_a_colleague_who_did_not_write_it_down_finds_no_page(voice, as_bo, as_carl):
    for client in (as_bo, as_carl):
        assert client.get(page_of(voice)).status_code == 404
        assert client.post(page_of(voice), answered()).status_code == 404
    assert not ConsentRecord.objects.exists()
