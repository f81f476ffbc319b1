"""Who may do what changes, and an account closes: what was done stays, and no project is left alone."""

import pytest
from django.test import Client
from django.urls import reverse

from samskab.journal.models import Entry
from samskab.people import actions as people
from samskab.people.actors import SYSTEM, staff
from samskab.people.models import User
from samskab.people.queries import what_closing_means
from samskab.projects.access import May, Role
from samskab.projects.actions import add_party, begin_project
from samskab.projects.permission import FromAnotherProject, NotAllowed, membership_of
from samskab.projects.team.actions import (
    InvitationClosed,
    NobodyLeft,
    accept,
    add_member,
    change_role,
    end_place,
    invite,
)
from samskab.projects.team.models import Invitation, Membership


@pytest.fixture
def bos_place(project, bo):
    return membership_of(bo, project)


def page_of(place):
    return reverse("team-role", args=[place.project.slug, place.pk])


def test_a_new_role_counts_at_once(project, bos_place, bo, as_amina, as_bo):
    assert "medfortolker" in as_amina.get(page_of(bos_place)).content.decode()
    assert as_amina.post(page_of(bos_place), {"role": "reader"}).status_code == 302
    assert not membership_of(bo, project).may(May.SEE_VOICES)
    assert as_bo.get(f"/p/{project.slug}/stemmer/").status_code == 404
    assert Entry.objects.get(verb="role_changed").facts == {"role": "reader"}


def test_where_somebody_comes_from_changes_with_the_role(project, bos_place, bo, by_amina):
    party = add_party(project, "Region Sund", by=by_amina)
    change_role(bos_place, Role.READER, by=by_amina, party=party)
    assert membership_of(bo, project).party == party
    change_role(bos_place, Role.READER, by=by_amina)
    assert membership_of(bo, project).party is None


def test_the_same_role_again_is_nothing_new(bos_place, by_amina):
    change_role(bos_place, Role.INTERPRETER, by=by_amina)
    assert not Entry.objects.filter(verb="role_changed").exists()


def test_the_last_coordinator_cannot_become_something_else(project, amina, by_amina, as_amina, carl):
    place = membership_of(amina, project)
    with pytest.raises(NobodyLeft):
        change_role(place, Role.DEPUTY, by=by_amina)
    answer = as_amina.post(page_of(place), {"role": "reader"})
    assert "Et projekt skal have en tovholder." in answer.content.decode()
    assert membership_of(amina, project).role == Role.COORDINATOR
    add_member(project, carl, Role.COORDINATOR, by=by_amina)
    change_role(place, Role.READER, by=by_amina)
    assert membership_of(amina, project).role == Role.READER


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.INTERPRETER, Role.READER, Role.DPO])
def test_nobody_gives_roles_who_may_not_invite(role, project, amina, carl, by_amina):
    add_member(project, carl, role, by=by_amina)
    with pytest.raises(NotAllowed):
        change_role(membership_of(amina, project), Role.READER, by=staff(carl))
    with pytest.raises(NotAllowed):
        change_role(membership_of(carl, project), Role.COORDINATOR, by=staff(carl))


def test_another_projects_party_and_people_are_not_here(project, bos_place, carl, as_carl, by_amina, by_carl):
    other = begin_project("Et andet", coordinator=carl)
    with pytest.raises(FromAnotherProject):
        change_role(bos_place, Role.READER, by=by_amina, party=add_party(other, "Nabokommunen", by=by_carl))
    forged = reverse("team-role", args=[other.slug, bos_place.pk])
    assert as_carl.get(forged).status_code == as_carl.post(forged, {"role": "reader"}).status_code == 404


def test_a_place_that_is_over_has_no_role_to_change(bos_place, by_amina):
    end_place(bos_place, by=by_amina)
    with pytest.raises(InvitationClosed):
        change_role(bos_place, Role.COORDINATOR, by=by_amina)


# --- Closing an account ---------------------------------------------------------------------------------------------


def test_a_closed_account_is_in_no_project_and_opens_nothing(project, bo, as_bo):
    bos = staff(bo)
    people.close(bo, by=bos)
    place = Membership.objects.get(project=project, user=bo)
    assert place.ended_on is not None
    assert as_bo.get(f"/p/{project.slug}/").status_code == 302
    assert Entry.objects.filter(verb="member_left", subject_id=place.pk).exists()
    assert Entry.objects.filter(verb="account_closed", subject_id=bo.pk, project_id=None).exists()


def test_who_it_was_is_gone_and_what_they_did_stays(project, bo, by_bo):
    from samskab.voices.intake.actions import Told, capture

    voice = capture(project, Told("Det var en lang nat.", standing="citizen", sector="civil"), by=by_bo)
    people.close(bo, by=by_bo)
    bo.refresh_from_db()
    voice.refresh_from_db()
    assert (bo.name, bo.title, bo.email) == ("Tidligere medlem", "", f"lukket-{bo.pk}@konto.invalid")
    assert not bo.is_active and not bo.has_usable_password() and bo.closed_at
    assert voice.words == "Det var en lang nat."
    told = repr(list(User.objects.values())) + repr(list(Entry.objects.values()))
    assert "Bo Lind" not in told and "bo@example.org" not in told


def test_of_the_invitations_somebody_came_by_only_the_fact_is_left(project, by_amina):
    invitation, _token = invite(project, by=by_amina, role=Role.READER, name="Ditte Dam", email="ditte@example.org")
    ditte = people.welcome("ditte@example.org", "Ditte Dam", "fire-gode-ord-her")
    accept(invitation, ditte)
    people.close(ditte, by=staff(ditte))
    assert list(Invitation.objects.values_list("name", "email")) == [("", "")]


def test_the_only_coordinator_hands_over_first(project, amina, by_amina, as_amina, carl):
    sentence = "Du er den eneste tovholder i Tryg hjemme. Gør en anden til tovholder først."
    assert sentence in what_closing_means(amina)
    answer = as_amina.post("/konto/luk/", {"sure": "on"})
    assert sentence in answer.content.decode()
    amina.refresh_from_db()
    assert amina.is_active and amina.name == "Amina Holm" and membership_of(amina, project)
    add_member(project, carl, Role.COORDINATOR, by=by_amina)
    assert as_amina.post("/konto/luk/", {"sure": "on"}).headers["Location"] == "/log-ind/"
    amina.refresh_from_db()
    assert amina.closed_at


def test_nothing_is_half_closed(project, bo, amina, by_amina):
    """Amina leaves the project she can leave last: the one she cannot comes after it in the alphabet."""
    other = begin_project("Åben dør", coordinator=amina)
    add_member(project, bo, Role.COORDINATOR, by=by_amina)
    with pytest.raises(people.StillNeeded):
        people.close(amina, by=by_amina)
    assert membership_of(amina, project) and membership_of(amina, other)


def test_one_who_is_named_as_contact_is_told(project, amina):
    assert any("Dit navn står som kontakt i Tryg hjemme." in words for words in what_closing_means(amina))


def test_closing_twice_is_closing_once(bo, project):
    people.close(bo, by=staff(bo))
    people.close(bo, by=SYSTEM)
    assert Entry.objects.filter(verb="account_closed").count() == 1


def test_a_closed_account_comes_back_only_as_a_new_one(project, bo, by_bo):
    people.close(bo, by=by_bo)
    again = people.welcome("bo@example.org", "Bo Lind", "fire-gode-ord-her")
    assert again.pk != bo.pk and membership_of(again, project) is None
    client = Client()
    assert client.post("/log-ind/", {"login": f"lukket-{bo.pk}@konto.invalid", "password": "ti-gode-traade"})
    assert "_auth_user_id" not in client.session


def test_the_database_itself_keeps_a_closed_account_shut(bo):
    from django.db import IntegrityError, transaction
    from django.utils import timezone

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=bo.pk).update(closed_at=timezone.now(), is_active=True)
