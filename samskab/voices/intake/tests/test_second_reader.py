"""What is about others is read by another than who wrote it down, before it leaves the team."""

import pytest
from django.urls import reverse

from samskab.projects.permission import NotAllowed
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.intake.actions import Told, capture, retype, say_who
from samskab.voices.intake.second_reading import OwnWords, doubt, doubted, read_again, unread, waiting


@pytest.fixture
def nurse(project, by_amina):
    """What a nurse told Amina."""
    return capture(project, Told("Hun lå på gulvet.", standing="professional", sector="municipality"), by=by_amina)


def test_a_professionals_story_and_what_somebody_saw_wait(project, nurse, by_amina):
    seen = capture(project, Told("En mand ventede.", kind="observation"), by=by_amina)
    own = capture(project, Told("Jeg faldt.", standing="citizen", sector="civil"), by=by_amina)
    assert unread([nurse.pk, seen.pk, own.pk]) == {nurse.pk, seen.pk}


def test_it_is_not_chosen_for_a_card_before_another_has_read_it(project, nurse, by_amina, by_bo, story_day):
    from samskab.publishing.postcards import actions

    record(nurse, {"print": True}, Agreement("consent", "oral", story_day), by=by_amina)
    card = actions.make_postcard(project, "Kort", by=by_amina)
    with pytest.raises(actions.MayNotBePrinted, match="anden læser"):
        actions.choose(card, actions.Choice(voices=[nurse]), by=by_amina)
    read_again(nurse, by=by_bo)
    actions.choose(card, actions.Choice(voices=[nurse]), by=by_amina)


def test_whoever_wrote_it_down_is_not_its_second_reader(project, nurse, by_amina, as_amina, by_bo, by_carl):
    with pytest.raises(OwnWords):
        read_again(nurse, by=by_amina)
    as_amina.post(reverse("voice-read-again", args=[project.slug, nurse.number]))
    with pytest.raises(NotAllowed):
        read_again(nurse, by=by_carl)
    assert unread([nurse.pk])
    read_again(nurse, by=by_bo)
    read_again(nurse, by=by_bo)
    assert not unread([nurse.pk])


def test_one_tap_from_the_overview_and_it_waits_no_more(project, nurse, as_bo):
    assert "Læs én stemme, der handler om andre" in as_bo.get(f"/p/{project.slug}/").content.decode()
    page = as_bo.get(reverse("second-reader", args=[project.slug])).content.decode()
    assert "Hun lå på gulvet." in page
    as_bo.post(reverse("voice-read-again", args=[project.slug, nurse.number]))
    assert "handler om andre" not in as_bo.get(f"/p/{project.slug}/").content.decode()


def test_whoever_wrote_it_down_sees_on_whom_it_waits_and_how_to_get_another(project, nurse, as_amina, amina):
    page = reverse("second-reader", args=[project.slug])
    assert "De venter på en af de andre: Bo Lind" in as_amina.get(page).content.decode()
    project.memberships.exclude(user=amina).delete()
    said = as_amina.get(page).content.decode()
    assert "Luk en kollega ind" in said and "Hun lå på gulvet." not in said


def test_who_spoke_decides_also_when_it_is_said_afterwards(project, nurse, by_amina):
    say_who(nurse, by=by_amina, perspective="citizen")
    assert not unread([nurse.pk])
    say_who(nurse, by=by_amina, perspective="practice")
    assert unread([nurse.pk])


def test_words_that_were_typed_in_anew_are_read_anew(project, nurse, by_amina, by_bo):
    read_again(nurse, by=by_bo)
    retype(nurse, "Hun lå på gulvet i køkkenet.", by=by_amina)
    assert unread([nurse.pk])


def test_words_that_were_taken_back_wait_for_nobody(project, nurse, by_amina, by_bo, bo):
    withdraw(nurse, by=by_amina)
    read_again(nurse, by=by_bo)
    assert unread([nurse.pk])
    assert not waiting(project.memberships.get(user=bo)).exists()


def test_a_doubt_lets_it_wait_and_is_told_to_who_wrote_it_down(project, nurse, as_bo, as_amina, by_bo, amina):
    here = reverse("voice-read-again", args=[project.slug, nurse.number])
    as_bo.post(here, {"i_tvivl": "1"})
    as_bo.post(here, {"i_tvivl": "1", "tvivl": "noget andet"})
    assert not doubted(project.memberships.get(user=amina)), "without a reason there is nothing to talk about"
    for _again in range(2):
        as_bo.post(here, {"i_tvivl": "1", "tvivl": "when"})
    assert unread([nurse.pk]) and doubted(project.memberships.get(user=amina)).count() == 1
    overview, page = (as_amina.get(f"/p/{project.slug}/{at}").content.decode() for at in ("", "stemmer/anden-laeser/"))
    assert "Bo Lind er i tvivl om U-1" in overview and "En alder eller en dag peger måske på én" in page
    assert "Læs én stemme" not in as_bo.get(f"/p/{project.slug}/").content.decode(), "he has said what he has to say"
    read_again(nurse, by=by_bo)
    assert not unread([nurse.pk]) and "er i tvivl" not in as_amina.get(f"/p/{project.slug}/").content.decode()


def test_nobody_is_in_doubt_about_their_own_words_or_from_outside(nurse, by_amina, by_carl):
    for by, refused in ((by_amina, OwnWords), (by_carl, NotAllowed)):
        with pytest.raises(refused):
            doubt(nurse, "where", by=by)
