"""A link lets one colleague in, once, for two weeks."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from samskab.ground import clock
from samskab.people.models import User
from samskab.projects.access import Role
from samskab.projects.actions import add_party, begin_project
from samskab.projects.permission import FromAnotherProject, NotAllowed
from samskab.projects.team.actions import InvitationClosed, accept, add_member, fingerprint, invite, visit
from samskab.projects.team.models import Invitation, Membership
from samskab.projects.team.queries import find_invitation

ACCOUNT = {"name": "Ditte Dam", "title": "", "email": "ditte@example.org", "password": "fire-gode-ord-her"}


@pytest.fixture
def invited(project, by_amina):
    """(the invitation, the address of its page)"""
    invitation, token = invite(
        project, by=by_amina, role=Role.FACILITATOR, email="Ditte@Example.org ", name="Ditte Dam"
    )
    return invitation, f"/invitation/{token}/"


def test_only_the_links_fingerprint_is_kept(invited):
    invitation, address = invited
    token = address.split("/")[2]
    assert invitation.token_hash == fingerprint(token) and token not in str(Invitation.objects.values().get())
    assert invitation.email == "ditte@example.org"


def test_a_new_colleague_makes_an_account_and_is_in(invited, project):
    client = Client()
    assert client.get(invited[1]).context["form"]["email"].value() == "ditte@example.org"
    answer = client.post(invited[1], ACCOUNT)
    assert (
        answer.headers["Location"] == f"/p/{project.slug}/"
        and client.get(answer.headers["Location"]).status_code == 200
    )
    assert Membership.objects.get(user__email="ditte@example.org").role == Role.FACILITATOR


def test_the_link_opens_once(invited):
    Client().post(invited[1], ACCOUNT)
    late = Client().post(invited[1], ACCOUNT | {"email": "en.anden@example.org"})
    assert late.status_code == 410 and not User.objects.filter(email="en.anden@example.org").exists()
    assert Client().get(invited[1]).status_code == 410


def test_of_two_who_hold_the_link_at_once_one_gets_in_and_the_other_has_no_half_account(invited, monkeypatch):
    """The second has seen the page; the first is let in before she presses the button."""
    from samskab.frontdoor.home.actions import join

    found = find_invitation(invited[1].split("/")[2])
    join(found, ACCOUNT)
    with pytest.raises(InvitationClosed):
        join(found, ACCOUNT | {"email": "en.anden@example.org"})
    assert not User.objects.filter(email="en.anden@example.org").exists()


def test_after_two_weeks_the_link_is_closed(invited, settings, story_day):
    settings.STORY_DAY = story_day + timedelta(days=15)
    assert Client().get(invited[1]).status_code == 410
    with pytest.raises(InvitationClosed):
        accept(invited[0], invited[0].invited_by)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "æøå", "' OR 1=1"])
def test_a_wrong_link_is_a_closed_link(token):
    User.objects.create_user("en@example.org", "En", "fire-gode-ord-her")
    assert Client().get(f"/invitation/{token}/").status_code == 410


def test_one_with_an_account_says_yes_with_it(invited, as_carl, carl, project):
    assert as_carl.get(invited[1]).context.get("form") is None
    assert not Membership.objects.filter(user=carl).exists(), "looking is not saying yes"
    as_carl.post(invited[1])
    assert Membership.objects.get(user=carl).role == Role.FACILITATOR


def test_an_address_that_has_an_account_is_told_to_sign_in_and_the_link_still_works(invited, carl):
    page = Client().post(invited[1], ACCOUNT | {"email": "CARL@example.org"})
    assert "Der er allerede en konto" in page.content.decode()
    assert find_invitation(invited[1].split("/")[2]) is not None


def test_one_who_is_in_already_keeps_the_role(invited, as_bo, bo):
    as_bo.post(invited[1])
    assert Membership.objects.get(user=bo).role == Role.INTERPRETER


@pytest.mark.parametrize(
    "wrong", [{"password": "kort"}, {"password": "password1234"}, {"email": "ingen"}, {"name": ""}]
)
def test_an_account_that_cannot_be_leaves_the_link_open(wrong, invited):
    page = Client().post(invited[1], ACCOUNT | wrong)
    assert page.status_code == 200 and page.context["form"].errors.keys() == wrong.keys()
    assert not User.objects.filter(email="ditte@example.org").exists()


def test_only_those_who_may_invite_do(project, by_bo, by_carl, by_amina, carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            invite(project, by=actor, role=Role.READER)
        with pytest.raises(NotAllowed):
            add_member(project, carl, Role.COORDINATOR, by=actor)
    other = begin_project("Et andet", coordinator=carl)
    with pytest.raises(FromAnotherProject):
        invite(project, by=by_amina, role=Role.READER, party=add_party(other, "Nabokommunen", by=by_carl))
    assert not Invitation.objects.exists()


# --- The page ---------------------------------------------------------------------------------------------------


def team(project):
    return f"/p/{project.slug}/deltagere/"


def test_without_a_letter_box_the_link_is_shown_once(project, as_amina, settings):
    settings.EMAIL_HOST = ""
    page = as_amina.post(team(project), {"email": "ditte@example.org", "role": "reader"})
    link = page.context["link"]
    assert link.startswith(settings.SITE_URL) and link in page.content.decode() and not mail.outbox
    assert link not in as_amina.get(team(project)).content.decode()
    assert Client().get(urlsplit(link).path).status_code == 200


def test_with_a_letter_box_the_link_is_sent(project, as_amina, settings):
    settings.EMAIL_HOST = "post.example.org"
    page = as_amina.post(team(project), {"email": "ditte@example.org", "role": "reader"})
    [letter] = mail.outbox
    assert letter.to == ["ditte@example.org"] and page.context["link"] in letter.body and "14 dage" in letter.body
    assert project.name in letter.subject and "Amina Holm" in letter.body


def test_when_the_letter_cannot_be_sent_the_link_is_still_there(project, as_amina, settings, monkeypatch):
    def no_net(*_args, **_kwargs):
        raise ConnectionRefusedError

    settings.EMAIL_HOST = "post.example.org"
    monkeypatch.setattr("samskab.frontdoor.home.letters.send_mail", no_net)
    page = as_amina.post(team(project), {"email": "ditte@example.org", "role": "reader"})
    assert page.status_code == 200 and page.context["link"] in page.content.decode()
    assert "Invitationen er sendt" not in page.content.decode()


def test_a_name_with_a_line_break_sends_no_second_letter(settings):
    from samskab.frontdoor.home.letters import send_invitation

    settings.EMAIL_HOST = "post.example.org"
    send_invitation("ditte@example.org", "link", project="Hus\nBcc: alle@example.org", inviter="x")
    [letter] = mail.outbox
    assert letter.recipients() == ["ditte@example.org"] and "\n" not in letter.subject


@pytest.mark.parametrize("forged", [{"role": "owner"}, {"role": ""}, {"email": "ingen"}, {"party": "999"}])
def test_a_forged_invitation_is_none(forged, project, as_amina):
    assert as_amina.post(team(project), {"role": "reader"} | forged).status_code == 200
    assert not Invitation.objects.exists()


def test_a_colleague_sees_who_is_with_us_and_invites_nobody(project, as_bo, as_carl, invited):
    words = as_bo.get(team(project)).content.decode()
    assert "Amina Holm" in words and "I er to om projektet." in words
    assert "Ditte Dam" not in words and "amina@example.org" not in words
    as_bo.post(team(project), {"role": "coordinator", "email": "bo@example.org"})
    assert Invitation.objects.count() == 1
    assert as_carl.get(team(project)).status_code == 404


def test_new_since_counts_from_the_visit_before(project, amina, settings, story_day):
    place = Membership.objects.get(user=amina)
    with clock.telling(story_day - timedelta(days=3)):
        visit(place)
    place.refresh_from_db()
    first = place.last_visit_at
    with clock.telling(story_day):
        visit(place)
        place.refresh_from_db()
        assert place.previous_visit_at == first
        visit(place)
        place.refresh_from_db()
        assert place.previous_visit_at == first, "looking twice in half an hour is one visit"


def test_a_second_look_writes_nothing_and_waits_for_nobody(project, amina, django_assert_num_queries):
    place = Membership.objects.get(user=amina)
    visit(place)
    assert place.last_visit_at is not None
    with django_assert_num_queries(0):
        visit(place)
