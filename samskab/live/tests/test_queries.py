"""Who is let in: asked of the database, many at a time."""

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore

from samskab.journal.actions import OWN
from samskab.live import queries
from samskab.live.guests import Claim
from samskab.people.signing_in.demands import HAS_TWO_STEPS
from samskab.people.signing_in.sessions import BEGAN, SEEN
from samskab.projects.access import May, Role
from samskab.projects.actions import begin_project, set_contact
from samskab.projects.team.actions import add_member, end_place
from samskab.voices.intake.actions import Told, capture

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(project):
    def of(client, slug=project.slug):
        return Claim(client.cookies["session"].value, slug)

    return of


def let_in(*claims):
    return queries.admitted(claims)


def change(client, **facts):
    visit = SessionStore(client.cookies["session"].value)
    visit.update(facts)
    visit.save()


def test_members_are_let_in_with_what_their_role_opens(claim, as_amina, as_bo, as_carl, amina, bo, project):
    asked = [claim(client) for client in (as_amina, as_bo, as_carl)]
    found = let_in(*asked)
    assert set(found) == set(asked[:2])
    assert (found[asked[0]].user_id, found[asked[0]].project_id) == (amina.pk, project.pk)
    assert May.PUBLISH in found[asked[0]].may and May.PUBLISH not in found[asked[1]].may


def test_a_place_in_one_project_is_none_in_another(claim, as_bo, carl):
    other = begin_project("Et andet", coordinator=carl)
    assert let_in(claim(as_bo, other.slug), claim(as_bo, "findes-ikke")) == {}


def test_a_key_nobody_has_opens_nothing(project):
    assert let_in(Claim("", project.slug), Claim("x" * 32, project.slug)) == {}


def test_signing_out_ends_it(claim, as_bo):
    asked = claim(as_bo)
    assert let_in(asked)
    as_bo.logout()
    assert let_in(asked) == {}


def test_a_new_password_ends_it(claim, as_bo, bo):
    asked = claim(as_bo)
    bo.set_password("et-helt-andet-ord")
    bo.save()
    assert let_in(asked) == {}


def test_a_closed_account_ends_it(claim, as_bo, bo):
    asked = claim(as_bo)
    bo.is_active = False
    bo.save()
    assert let_in(asked) == {}


def test_a_place_that_is_over_ends_it(claim, as_bo, bo, project, by_amina):
    asked = claim(as_bo)
    end_place(project.memberships.get(user=bo), by=by_amina)
    assert let_in(asked) == {}


def test_a_visit_that_has_lain_still_too_long_is_over(claim, as_bo, settings):
    now = int(time.time())
    change(as_bo, **{BEGAN: now - 60, SEEN: now - settings.SESSION_IDLE_SECONDS - 1})
    assert let_in(claim(as_bo)) == {}
    change(as_bo, **{BEGAN: now - settings.SESSION_COOKIE_AGE - 1, SEEN: now})
    assert let_in(claim(as_bo)) == {}
    change(as_bo, **{BEGAN: now - 60, SEEN: now})
    assert let_in(claim(as_bo))


def test_where_two_steps_are_demanded_one_listens_after_them(claim, as_bo, settings):
    settings.TWO_FACTOR_DEMANDED = True
    assert let_in(claim(as_bo)) == {}
    change(as_bo, **{HAS_TWO_STEPS: True})
    assert let_in(claim(as_bo))


def test_many_are_asked_for_in_three_questions(claim, as_amina, as_bo, as_carl, django_assert_max_num_queries):
    asked = [claim(client) for client in (as_amina, as_bo, as_carl)]
    with django_assert_max_num_queries(3):
        let_in(*asked)


def test_another_role_hears_as_that_role(claim, as_bo, bo, project, by_amina):
    add_member(project, bo, Role.READER, by=by_amina)
    assert May.SEE_VOICES not in let_in(claim(as_bo))[claim(as_bo)].may


def test_the_journal_is_read_in_order_and_of_one_project(project, carl, by_amina, amina):
    other = begin_project("Et andet", coordinator=carl)
    since = queries.last_id()
    voice = capture(project, Told("Der skal være lys."), by=by_amina)
    set_contact(project, by=by_amina, name="Amina Holm", phone="00 00 00 00")
    all_of_it = queries.after(since, most=10)
    assert [(one.verb, one.code, one.person) for one in all_of_it] == [
        ("voice_captured", voice.code, amina.pk),
        ("contact_changed", "", amina.pk),
    ]
    last = all_of_it[-1].id
    assert queries.between(project.pk, since, last, most=10) == all_of_it
    assert queries.between(project.pk, since, last, most=1) == all_of_it[:1]
    assert queries.between(other.pk, since, last, most=10) == []
    assert queries.after_each({project.pk: since, other.pk: since, OWN: last}, most=10) == all_of_it
    assert queries.after_each({project.pk: all_of_it[0].id}, most=10) == all_of_it[1:]
    assert queries.ends({project.pk, other.pk, 10**9})[project.pk] == last


def test_a_page_listens_from_where_the_journal_stood_when_it_was_made(as_amina, project, by_amina):
    before = queries.ends({project.pk})[project.pk]
    page = as_amina.get(f"/p/{project.slug}/").content.decode()
    assert f'data-live="/live/{project.slug}/?since={before}"' in page
