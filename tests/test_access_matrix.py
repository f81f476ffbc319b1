"""Every address × everyone × reading and sending × own and another project × the state of things: what the table says.

Nothing here is written by hand twice: whom an address is for stands in samskab/config/who.py, which role opens which act
and in which state it is open stands in samskab/projects/access.py, and both are asked here as they are.
"""

from contextlib import contextmanager

import pytest
from django.core.checks import run_checks
from django.db import transaction
from django.test import Client
from django.urls import path

from samskab.config import urls as ours
from samskab.config.who import RULES, Kind
from samskab.people.models import User
from samskab.projects.access import MAY, OPEN, Role
from samskab.projects.permission import membership_of
from samskab.projects.team.actions import add_member, end_place
from samskab.publishing.postcards.contents import card_data
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.postcards.signs import signs_on
from samskab.publishing.postcards.spoken import who_spoke
from tests.conftest import WORDS, addresses, signed_in
from tests.states import HIDING, bring
from tests.test_strangers import changed, everything

OUTSIDE = ("stranger", "next door", "ended", "nobody", "citizen")
SIGN_IN = "/log-ind/?next="
# What an open page answers an ordinary visit with, where that is not 200: (signed in, not signed in).
SEEN = {
    "home": (200, 302),  # one's own projects, or the door
    "first-run": (302, 302),  # somebody has begun
    "log_in": (302, 200),  # one is in already
    "account_login": (302, 200),
    "mfa_login_webauthn": (302, 302),  # asked for by a script of the door's own
    "mfa_authenticate": (302, 302),  # nobody is halfway in
    "socialaccount_login_cancelled": (302, 302),  # back to the door
    "account_reset_password_from_key_done": (302, 302),
    "account_inactive": (403, 403),  # says that the account is closed
    "openid_connect_login": (404, 404),  # no provider is set up
    "openid_connect_callback": (404, 404),
    "saml_login": (404, 404),
    "saml_finish_acs": (404, 404),
    "saml_sls": (404, 404),
    "saml_metadata": (404, 404),
    "code": (404, 404),  # they may see nothing with that code
    "public-project": (404, 404),  # nothing is out yet; its states have a test of their own
    "public-postcard": (404, 404),
    "public-postcard-pdf": (404, 404),
    "public-thread": (404, 404),
    "mfa_list_webauthn": (302, 302),  # a part of one's own account
    "mfa_deactivate_totp": (404, 302),  # there is no app to take away
    "mfa_edit_webauthn": (404, 302),  # and no key
    "mfa_remove_webauthn": (404, 302),
    "mfa_view_recovery_codes": (404, 302),
    "mfa_download_recovery_codes": (404, 302),
    "still_here": (204, 403),
    "receipt-take-back": (302, 302),  # no receipt is open: to where its code is typed
    "receipt-take-back-one": (302, 302),
    "receipt-done": (302, 302),
    "photos-shown": (302, 302),  # nor a task
}


def asked(rule, method):
    return rule.see if method == "get" else rule.send


def in_the_project(address):
    return RULES[address.name].see or RULES[address.name].send


@contextmanager
def undone():
    """Whatever is written in here is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def everyone(furnished, signed_in_as, as_carl, as_dora, by_amina):
    """A browser for each role in the project, and for everybody who has no place in it."""
    was_here = User.objects.create_user("eva@example.org", "Eva", "ti-gode-traade")
    add_member(furnished, was_here, Role.COORDINATOR, by=by_amina)
    end_place(membership_of(was_here, furnished), by=by_amina)
    outside = dict(zip(OUTSIDE, (as_carl, as_dora, signed_in(was_here), Client(), Client()), strict=True))
    return {role.value: signed_in_as(role) for role in Role} | outside


def what_is_said(name, method, person):
    """What the table says this person meets: open · sign in · not there · not this way."""
    who = asked(RULES[name], method)
    if who is None:
        return "not this way"
    if who.kind == Kind.IN_A_DEMO:
        return "not there"
    if who.kind in {Kind.ANYBODY, Kind.HOLDER}:
        return "open"
    if person in {"nobody", "citizen"}:
        return "sign in"
    if who.kind == Kind.SIGNED_IN:
        return "open"
    if person in OUTSIDE or MAY[Role(person)].isdisjoint(who.acts):
        return "not there"
    return "open"


def what_happened(answer, method):
    """The same four words, read from the answer."""
    if answer.status_code == 405:
        return "not this way"
    if method == "get" and answer.status_code == 302 and answer.headers["Location"].startswith(SIGN_IN):
        return "sign in"
    if method == "post" and answer.status_code == 403 and SIGN_IN in answer.content.decode():
        return "sign in"
    return "not there" if answer.status_code == 404 else "open"


def pages(there, *, of=lambda who: True):
    """(address, filled in) for every address whose rule is of that kind."""
    for one in addresses():
        rule = RULES[one.name]
        if of((rule.see or rule.send).kind):
            values = there(one)
            yield one, one.fill(**values)


def in_a_project(kind):
    return kind == Kind.MEMBER


# --- Everybody, everywhere ------------------------------------------------------------------------------------------


def test_who_may_not_is_told_what_the_table_says_and_nothing_is_written(everyone, there, settings):
    """Every refusal there is, and then one look at every row of the house."""
    asked_about = list(pages(there))
    before, wrong = everything(), []
    for person, browser in everyone.items():
        for one, page in asked_about:
            for method in ("get", "post"):
                said = what_is_said(one.name, method, person)
                if said == "open":
                    continue
                heard = what_happened(getattr(browser, method)(page), method)
                if heard != said:
                    wrong.append((person, method, one.name, heard))
    assert not wrong
    assert not changed(before)


def test_who_may_is_let_in(everyone, there):
    """Each role opens and sends what its acts open, and gets an answer of the page's own."""
    wrong = []
    for role in Role:
        browser = everyone[role.value]
        for one, page in pages(there, of=in_a_project):
            for method in ("get", "post"):
                if what_is_said(one.name, method, role.value) == "open":
                    with undone():
                        status = getattr(browser, method)(page).status_code
                    if status not in ({200} if method == "get" else {200, 302, 412, 422, 204}):
                        wrong.append((role.value, method, one.name, status))
    assert not [one for one in wrong if not is_about_a_state(*one)]


def is_about_a_state(role, method, name, status):
    """A card nobody is asked about yet is not there for who only says yes; a form without its partner is not, either."""
    return status == 404 and RULES[name].thing == "postcard"


def test_what_is_for_everybody_is_open_to_everybody(everyone, there):
    wrong = []
    for one, page in pages(there, of=lambda kind: kind in {Kind.ANYBODY, Kind.HOLDER}):
        if RULES[one.name].see and one.name != "invitation":
            for place, person in enumerate(("stranger", "nobody")):
                with undone():
                    status = everyone[person].get(page).status_code
                if status != SEEN.get(one.name, (200, 200))[place]:
                    wrong.append((one.name, person, status))
    assert not wrong


def test_what_is_for_the_signed_in_is_open_to_all_of_them(everyone, there):
    wrong = []
    for one, page in pages(there, of=lambda kind: kind == Kind.SIGNED_IN):
        for person in ("stranger", "reader"):
            with undone():
                answer = everyone[person].get(page) if RULES[one.name].see else everyone[person].post(page)
            again = answer.status_code == 302 and "/konto/igen/" in answer.headers["Location"]
            if not again and answer.status_code != SEEN.get(one.name, (200, 302))[0]:
                wrong.append((one.name, person, answer.status_code))
    assert not wrong


def test_a_role_in_one_project_opens_nothing_in_another(everyone, there, furnished):
    """Everyone in ours, at the same addresses and numbers next door."""
    before = everything()
    for one, page in pages(there, of=in_a_project):
        other = page.replace(f"/p/{furnished.slug}/", "/p/doras-projekt/")
        for role in Role:
            assert everyone[role.value].get(other).status_code in {404, 405}, (role, one.name)
            assert everyone[role.value].post(other).status_code in {404, 405}, (role, one.name)
    assert not changed(before)


def test_one_s_own_is_open_where_the_table_says_so(everyone, there):
    """For the others it is not there: what Amina wrote down is not the interpreter's to agree about."""
    own = [one.name for one in addresses() if (who := RULES[one.name].send) is not None and who.own]
    assert set(own) == {"owed-done", "voice-consent", "voice-receipt", "team-end"}
    for one, page in pages(there, of=in_a_project):
        if one.name in own:
            for role in Role:
                if MAY[role].isdisjoint(RULES[one.name].send.acts):
                    assert everyone[role.value].post(page).status_code == 404, (role, one.name)


def test_the_views_ask_again_for_themselves(everyone, there, settings):
    """Without the door, every view still says no: nobody comes in because one of the two was forgotten."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "OnlyByTheTable" not in one]
    fresh = {person: _same_person(browser) for person, browser in everyone.items()}
    before, let_in = everything(), []
    for one, page in pages(there, of=in_a_project):
        for person, browser in fresh.items():
            for method in ("get", "post"):
                if asked(RULES[one.name], method) and what_is_said(one.name, method, person) != "open":
                    status = getattr(browser, method)(page).status_code
                    if status not in {302, 404} and (one.name, method) != ("team", "post"):
                        let_in.append((person, method, one.name, status))
    assert not let_in
    assert not changed(before)


def _same_person(browser):
    """A browser that asks the settings as they are now, with the same cookies."""
    again = Client()
    again.cookies = browser.cookies
    return again


# --- The state of things --------------------------------------------------------------------------------------------


def is_shut(thing, state, who):
    return OPEN[thing].states[state].acts.isdisjoint(who.opening)


def about(thing, there):
    """The addresses whose rule is about that kind of thing. What stands on a card is asked about with the card."""
    named = "postcard" if thing == "card" else thing
    return [(one, page) for one, page in pages(there) if RULES[one.name].thing == named]


@pytest.fixture
def sent(forms, furnished):
    """What is sent to each address, as it was when all of it was open; a yes to a card, as strongly as one can."""
    yes = {"party": furnished.parties.get().pk, "seen": ""}
    card = Postcard.objects.get(project=furnished, number=1)
    why = {f"why-{who.voice.code}": "De er mange i kommunen." for who in who_spoke(card)}
    looked = why | {sign.key: "nobody" for sign in signs_on(card, card_data(card))}
    return {name: facts for name, _action, facts in forms} | {"postcard-approve": yes, "postcard-check": looked}


def test_what_a_state_shuts_changes_nothing_and_what_it_hides_is_not_there(
    there, sent, as_amina, signed_in_as, carl, furnished
):
    """For the coordinator, whose role opens all of it: here only the state decides."""
    browser, shut, wrote = signed_in_as(Role.COORDINATOR), set(), set()
    for thing, state in ((kind, state) for kind in OPEN for state in OPEN[kind].states):
        for one, page in about(thing, there):
            rule = RULES[one.name]
            with undone():
                bring(thing, state, furnished, carl)
                if rule.see and thing in HIDING:
                    hidden = browser.get(page).status_code in {404, 410}
                    assert hidden is is_shut(thing, state, rule.see), (one.name, state)
                if rule.see and (thing, state) == ("voice", "withdrawn"):
                    assert WORDS not in browser.get(page).content.decode(), one.name
                if rule.send is None or (one.name in wrote and not is_shut(thing, state, rule.send)):
                    continue
                before = everything()
                browser.post(page, sent.get(one.name, {}))
                told = set(changed(before)) - {"Reading"}  # that somebody looked is noted, whatever they may do
                if is_shut(thing, state, rule.send):
                    shut.add(one.name)
                    assert not told, (one.name, thing, state, told)
                elif told:
                    wrote.add(one.name)
    assert shut and shut <= wrote, "what was shut in one state did write in another"


@pytest.mark.parametrize("state", list(OPEN["postcard"].states))
def test_a_card_is_seen_by_those_its_state_shows_it_to(state, everyone, there, furnished, carl):
    bring("postcard", state, furnished, carl)
    for one, page in about("postcard", there):
        who = RULES[one.name].see
        for role in Role if who else ():
            shown = any(act in MAY[role] and act in OPEN["postcard"].states[state].acts for act in who.acts)
            assert everyone[role.value].get(page).status_code == (200 if shown else 404), (role, one.name)


def test_every_state_of_the_table_can_be_brought_about():
    from tests.states import things

    assert set(things) == set(OPEN)


def test_the_table_knows_every_state_the_models_have():
    from samskab.projects.models import Activity
    from samskab.publishing.postcards.models import Postcard
    from samskab.trials.tracks.models import Track
    from samskab.voices.intake.models import Voice

    for thing, states in (("voice", Voice), ("postcard", Postcard), ("track", Track), ("activity", Activity)):
        assert set(OPEN[thing].states) == set(states.State.values), thing


# --- The table is whole ---------------------------------------------------------------------------------------------


def test_every_address_has_its_rule_and_every_rule_its_address():
    assert run_checks(tags=["urls"]) == []


def one_more(request, **asked):
    from django.http import HttpResponse

    return HttpResponse("Her er noget, ingen har taget stilling til.")


urlpatterns = [*ours.urlpatterns, path("p/<slug:slug>/ny-side/", one_more, name="ny-side")]
handler500 = ours.handler500


def test_an_address_nobody_has_made_a_rule_for_stops_the_start_and_is_not_there(settings, as_amina, project):
    settings.ROOT_URLCONF = __name__
    said = run_checks(tags=["urls"])
    assert [one.id for one in said] == ["samskab.E001"]
    assert "/p/<slug:slug>/ny-side/ (ny-side)" in said[0].msg
    assert as_amina.get(f"/p/{project.slug}/ny-side/").status_code == 404
    assert as_amina.get(f"/p/{project.slug}/plan/").status_code == 200


def test_a_rule_for_an_address_that_is_gone_is_named(monkeypatch):
    from samskab.config.who import ANYBODY, page

    monkeypatch.setitem(RULES, "gone-away", page(ANYBODY))
    assert [one.msg for one in run_checks(tags=["urls"])] == ["Reglen 'gone-away' hører ikke til nogen adresse."]


def test_the_demo_s_doors_are_there_in_the_demo_alone(settings, db):
    assert Client().get("/galleri/").status_code == 404
    assert Client().post("/log-ind/som/amina/").status_code == 404
    settings.DEMO = True
    assert Client().get("/galleri/").status_code == 200


def test_every_thing_a_rule_names_has_its_states():
    assert {rule.thing for rule in RULES.values()} - {""} <= set(OPEN)
