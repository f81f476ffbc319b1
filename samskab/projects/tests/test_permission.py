"""One table says who may do what; a stranger hears the same as if nothing were here."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samskab.people.actors import SYSTEM, Actor, staff
from samskab.projects.access import MAY, May, Role
from samskab.projects.actions import (
    add_place,
    begin_project,
    open_to_public,
    rename_project,
    set_contact,
    set_geography,
)
from samskab.projects.models import FormerName, Geography
from samskab.projects.permission import NotAllowed, may, require
from samskab.projects.team.actions import add_member

BEHIND_VOICES = {May.CAPTURE_VOICE, May.RECORD_CONSENT, May.WITHDRAW_VOICE, May.INTERPRET}


def test_every_role_is_in_the_table_and_sees_the_project():
    assert set(MAY) == set(Role) and all(May.SEE_PROJECT in acts for acts in MAY.values())


@given(st.sampled_from(list(Role)))
def test_nobody_works_with_voices_they_may_not_see(role):
    assert May.SEE_VOICES in MAY[role] or not MAY[role] & BEHIND_VOICES


@pytest.mark.parametrize("role", list(Role))
def test_a_person_may_exactly_what_the_role_opens(role, project, carl, by_carl, by_amina):
    assert not any(may(by_carl, project, act) for act in May)
    add_member(project, carl, role, by=by_amina)
    assert {act for act in May if may(by_carl, project, act)} == MAY[role]


def test_a_role_in_one_project_opens_nothing_in_another(project, carl, by_amina):
    other = begin_project("Et andet", coordinator=carl)
    assert not any(may(by_amina, other, act) for act in May)
    with pytest.raises(NotAllowed):
        require(by_amina, other, May.SEE_PROJECT)


def test_the_system_may_and_a_receipt_may_not(project):
    assert may(SYSTEM, project, May.WITHDRAW_VOICE)
    assert not any(may(Actor("receipt", 1), project, act) for act in May)
    assert not any(may(Actor("staff", None), project, act) for act in May)


@pytest.mark.parametrize("act", [rename_project, set_geography, add_place, set_contact, open_to_public])
def test_a_colleague_cannot_change_what_the_project_is(act, project, by_bo):
    words = {
        rename_project: ("Nyt", "x"),
        set_geography: ("Her", "x"),
        add_place: ("By",),
        set_contact: (),
        open_to_public: (True,),
    }
    named = {"name": "x", "phone": "x"} if act is set_contact else {}
    with pytest.raises(NotAllowed):
        act(project, *words[act], by=by_bo, **named)


def test_a_closed_account_is_a_stranger(project, amina, as_amina):
    assert as_amina.get(f"/p/{project.slug}/").status_code == 200
    amina.is_active = False
    amina.save()
    assert as_amina.get(f"/p/{project.slug}/").status_code == 302


def test_one_who_is_not_signed_in_is_asked_to(project):
    answer = Client().get(f"/p/{project.slug}/")
    assert answer.headers["Location"] == f"/log-ind/?next=/p/{project.slug}/"


def test_the_menu_has_only_doors_one_may_open(project, as_bo, as_carl, carl, by_amina):
    add_member(project, carl, Role.READER, by=by_amina)
    assert f'href="/p/{project.slug}/stemmer/"' in as_bo.get(f"/p/{project.slug}/").content.decode()
    assert f'href="/p/{project.slug}/stemmer/"' not in as_carl.get(f"/p/{project.slug}/").content.decode()


def test_former_names_and_places_are_kept_with_the_reason(project, by_amina):
    rename_project(project, "Lys i alle vinduer", "Det handler om dem, hvor der er mørkt.", by=by_amina)
    rename_project(project, " Lys i alle vinduer ", "igen", by=by_amina)
    former = FormerName.objects.get()
    assert (former.name, former.reason) == ("Tryg hjemme", "Det handler om dem, hvor der er mørkt.")
    set_geography(project, "To byer", "", by=by_amina)
    set_geography(project, "Tre byer", "Bussen kører også dér.", by=by_amina)
    set_geography(project, "Tre byer", "igen", by=by_amina)
    first, now = Geography.objects.all()
    assert first.valid_to == now.valid_from and now.valid_to is None and now.reason == "Bussen kører også dér."


@given(name=st.text(max_size=40))
def test_any_name_makes_an_address(name):
    from django.utils.text import slugify

    from samskab.projects.actions import _DANISH_LETTERS

    wanted = slugify(name.translate(_DANISH_LETTERS))[:50] or "projekt"
    assert wanted and len(wanted) <= 50 and slugify(wanted) == wanted


def test_two_projects_of_one_name_have_each_their_address(project, carl):
    again = begin_project("Tryg hjemme", coordinator=carl)
    assert (project.slug, again.slug) == ("tryg-hjemme", "tryg-hjemme-2")
    assert begin_project("!!!", coordinator=carl).slug == "projekt"
    assert may(staff(carl), again, May.INVITE)
