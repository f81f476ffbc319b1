"""A place in a project ends, and from then on nothing there opens; what the person did stays."""

import pytest
from django.test import Client
from django.urls import reverse

from samskab.journal.models import Entry
from samskab.people.actors import staff
from samskab.projects.access import Role
from samskab.projects.permission import NotAllowed, membership_of
from samskab.projects.plan.calendar import token_of
from samskab.projects.team.actions import NobodyLeft, accept, add_member, end_place, invite
from samskab.projects.team.models import Membership
from samskab.voices.intake.actions import Told, capture


@pytest.fixture
def bos_place(project, bo):
    return membership_of(bo, project)


def test_amina_lets_bo_out_and_no_page_opens_any_more(project, bos_place, as_amina, as_bo):
    page = reverse("team-end", args=[project.slug, bos_place.pk])
    assert "Bo kan ikke åbne projektet fra nu af." in as_amina.get(page).content.decode()
    assert as_bo.get(f"/p/{project.slug}/stemmer/").status_code == 200
    assert as_amina.post(page, follow=True).status_code == 200
    for address in ("", "stemmer/", "plan/", "deltagere/"):
        assert as_bo.get(f"/p/{project.slug}/{address}").status_code == 404
    assert "Bo Lind" not in as_amina.get(reverse("team", args=[project.slug])).content.decode().split("<ul")[1]


def test_an_ended_place_does_nothing(project, bos_place, by_bo, by_amina):
    end_place(bos_place, by=by_amina)
    with pytest.raises(NotAllowed):
        capture(project, Told("Efter jeg gik.", standing="citizen", sector="civil"), by=by_bo)


def test_the_calendar_closes_with_the_place(project, bos_place, by_amina):
    calendar = reverse("plan-calendar", args=[project.slug, token_of(bos_place)])
    assert Client().get(calendar).status_code == 200
    end_place(bos_place, by=by_amina)
    assert Client().get(calendar).status_code == 404


def test_one_may_leave_oneself_and_is_noted_as_leaving(project, bos_place, as_bo):
    page = reverse("team-end", args=[project.slug, bos_place.pk])
    assert as_bo.post(page).headers["Location"] == "/"
    assert Entry.objects.filter(verb="member_left", project_id=project.pk).count() == 1


def test_nobody_lets_others_out_who_may_not_let_them_in(project, by_bo, as_bo, amina):
    place = membership_of(amina, project)
    with pytest.raises(NotAllowed):
        end_place(place, by=by_bo)
    assert as_bo.post(reverse("team-end", args=[project.slug, place.pk])).status_code == 404
    assert membership_of(amina, project)


def test_the_last_coordinator_stays(project, amina, by_amina, as_amina, carl):
    place = membership_of(amina, project)
    with pytest.raises(NobodyLeft):
        end_place(place, by=by_amina)
    answer = as_amina.post(reverse("team-end", args=[project.slug, place.pk]), follow=True)
    assert "Et projekt skal have en tovholder." in answer.content.decode()
    add_member(project, carl, Role.COORDINATOR, by=by_amina)
    end_place(place, by=by_amina)
    assert membership_of(amina, project) is None


def test_ending_twice_is_ending_once(project, bos_place, by_amina):
    end_place(bos_place, by=by_amina)
    end_place(bos_place, by=by_amina)
    assert Entry.objects.filter(verb="place_ended").count() == 1


def test_somebody_who_was_here_comes_back_by_a_new_link_with_what_it_gives(project, bos_place, bo, by_amina):
    end_place(bos_place, by=by_amina)
    invitation, _token = invite(project, by=by_amina, role=Role.READER)
    back = accept(invitation, bo)
    assert (back.pk, back.role, back.ended_on) == (bos_place.pk, Role.READER, None)
    assert Membership.objects.count() == 2


def test_a_link_does_not_change_a_place_one_has(project, bo, bos_place, by_amina):
    invitation, _token = invite(project, by=by_amina, role=Role.READER)
    assert accept(invitation, bo).role == bos_place.role == Role.INTERPRETER


def test_another_project_cannot_end_a_place_here(bos_place, carl, as_carl):
    from samskab.projects.actions import begin_project

    begin_project("Carls projekt", coordinator=carl)
    assert as_carl.post(reverse("team-end", args=["carls-projekt", bos_place.pk])).status_code == 404
    assert staff(carl).id and membership_of(bos_place.user, bos_place.project)
