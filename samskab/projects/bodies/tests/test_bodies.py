from datetime import date

import pytest
from django.urls import reverse

from samskab.projects.actions import add_party
from samskab.projects.bodies import actions, queries
from samskab.projects.bodies.models import Body
from samskab.projects.permission import NotAllowed
from samskab.projects.team.models import Membership


@pytest.fixture
def place(project, amina):
    return Membership.objects.get(project=project, user=amina)


@pytest.fixture
def council(project, by_amina):
    return actions.add_body(
        project, "Sundhedsråd Fjordlandet", by=by_amina, kind="health_council", valid_from=date(2027, 1, 1)
    )


@pytest.fixture
def committee(project, by_amina):
    return actions.add_body(project, "Udvalg for nære tilbud", by=by_amina, valid_from=date(2022, 1, 1))


def standing(place, body):
    return next(one.standing for one in queries.bodies(place) if one.body == body)


def test_a_council_to_come_is_not_in_force_yet(place, council, committee):
    assert (standing(place, council), standing(place, committee)) == ("coming", "now")


def test_a_body_is_in_force_on_its_last_day_and_not_on_the_next(place, committee, by_amina):
    actions.end_body(committee, date(2026, 3, 19), by=by_amina)
    assert standing(place, committee) == "now"
    actions.end_body(committee, date(2026, 3, 18), by=by_amina)
    assert standing(place, committee) == "ended"


def test_those_in_force_come_first(place, council, committee, by_amina, project):
    old = actions.add_body(project, "A", by=by_amina, valid_from=date(2018, 1, 1), valid_to=date(2021, 12, 31))
    assert [one.body for one in queries.bodies(place)] == [committee, council, old]


def test_an_ended_body_says_who_takes_over(council, committee, by_amina):
    actions.end_body(committee, date(2026, 12, 31), by=by_amina, followed_by=council)
    assert Body.objects.get(pk=committee.pk).followed_by == council
    assert list(council.follows.all()) == [committee]


def test_a_body_does_not_follow_itself(committee, by_amina):
    with pytest.raises(ValueError, match="another body"):
        actions.end_body(committee, date(2026, 12, 31), by=by_amina, followed_by=committee)


def test_one_name_that_begins_one_day_is_one_body(project, council, by_amina):
    again = actions.add_body(project, council.name, by=by_amina, valid_from=council.valid_from)
    assert again == council


def test_only_those_who_keep_the_document_may_write_about_bodies(project, committee, by_bo, by_carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            actions.add_body(project, "Et råd", by=actor)
        with pytest.raises(NotAllowed):
            actions.end_body(committee, date(2026, 12, 31), by=actor)


def test_the_page_tells_what_is_to_come_and_what_has_ended_in_words(as_bo, project, council, committee, by_amina):
    actions.end_body(committee, date(2026, 2, 1), by=by_amina, followed_by=council)
    html = as_bo.get(reverse("parties", args=[project.slug])).content.decode()
    assert all(part in html for part in ("Ikke trådt i kraft", "Ophørt", "Afløses af Sundhedsråd Fjordlandet."))


def test_the_people_stand_by_name_and_role(as_bo, project, amina, by_amina):
    party = add_party(project, "Fjordby Kommune", by=by_amina, kind="municipality")
    Membership.objects.filter(user=amina).update(party=party)
    html = as_bo.get(reverse("parties", args=[project.slug])).content.decode()
    assert all(part in html for part in ("Fjordby Kommune", "Amina Holm, tovholder", "Bo Lind, medfortolker"))
    assert "amina@example.org" not in html


def test_a_body_is_written_and_corrected_from_the_page(as_amina, project, council):
    new = reverse("body-new", args=[project.slug])
    words = {"name": "Udvalg", "kind": "committee", "valid_from": "1. januar 2022", "valid_to": "31. december 2026"}
    as_amina.post(new, words | {"followed_by": council.pk})
    body = Body.objects.get(name="Udvalg")
    assert (body.valid_to, body.followed_by) == (date(2026, 12, 31), council)
    as_amina.post(reverse("body-edit", args=[project.slug, body.pk]), words | {"name": "Udvalg for sundhed"})
    body.refresh_from_db()
    assert (body.name, body.followed_by) == ("Udvalg for sundhed", None)


def test_a_last_day_before_the_first_is_said_beside_the_field(as_amina, project):
    words = {"name": "Udvalg", "kind": "committee", "valid_from": "1. januar 2022", "valid_to": "31. december 2021"}
    html = as_amina.post(reverse("body-new", args=[project.slug]), words).content.decode()
    assert "Den sidste dag ligger før den første." in html
    assert not Body.objects.exists()


def test_a_stranger_finds_no_parties(as_carl, client, project, council):
    address = reverse("parties", args=[project.slug])
    assert (as_carl.get(address).status_code, client.get(address).status_code) == (404, 302)
    assert as_carl.get(reverse("body-edit", args=[project.slug, council.pk])).status_code == 404
