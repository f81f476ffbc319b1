"""Every form in a project, sent by everyone who may not send it: nothing is written, and nothing is given away."""

import pytest
from django.apps import apps
from django.test import Client

from samskab.config.who import RULES, Kind
from samskab.projects.access import MAY, Role
from samskab.publishing.postcards.actions import make_postcard
from tests.conftest import WORDS, addresses

# Every form of a project is an act: whose it is stands in the table of the house.
ACTS = {name: rule.send for name, rule in RULES.items() if rule.send is not None and rule.send.kind == Kind.MEMBER}
OF_VISITS = {"last_visit_at", "previous_visit_at", "last_login"}


def everything():
    """Every row of the house, but for when somebody was last here."""
    return {
        model.__name__: sorted(
            map(repr, model.objects.values_list(*[one.attname for one in columns if one.attname not in OF_VISITS]))
        )
        for model in apps.get_models()
        if model.__name__ != "Session"
        for columns in [model._meta.concrete_fields]
    }


def changed(before):
    now = everything()
    return [name for name in now if now[name] != before[name]]


def test_every_form_is_an_act_somebody_may_or_may_not(forms):
    assert {name for name, _action, _sent in forms} == set(ACTS)


def test_the_same_forms_do_write_for_the_coordinator(forms, as_amina):
    """Otherwise the tests below would say nothing."""
    before = everything()
    for _name, action, sent in forms:
        as_amina.post(action, sent)
    wrote = {"Activity", "Body", "Framing", "Insight", "Invitation", "Knowledge", "OwedAction", "Postcard", "Principle"}
    assert wrote | {"SeatNote", "SectionVersion", "Track", "TrackStep", "Voice"} <= set(changed(before))


def test_a_role_changes_nothing_it_may_not_change(forms, signed_in_as):
    for role in set(Role) - {Role.COORDINATOR, Role.DEPUTY}:
        browser, before = signed_in_as(role), everything()
        for name, action, sent in forms:
            if MAY[role].isdisjoint(ACTS[name].acts):
                assert browser.post(action, sent).status_code == 404, (role, name)
        assert not changed(before), role


def test_a_stranger_changes_nothing(forms, as_carl, as_dora):
    before = everything()
    for name, action, sent in forms:
        assert as_carl.post(action, sent).status_code == 404, name
        assert as_dora.post(action, sent).status_code == 404, name
        answer = Client().post(action, sent)
        assert answer.status_code == 403 and "/log-ind/?next=" in answer.content.decode(), name
    assert not changed(before)


def test_what_belongs_to_another_project_cannot_be_chosen_in_ones_own(forms, as_dora, furnished):
    """Dora sends the numbers of our rows to her own project."""
    for _name, action, sent in forms:
        as_dora.post(action.replace(f"/p/{furnished.slug}/", "/p/doras-projekt/"), sent)
    for model in (one for one in apps.get_models() if one.__module__.startswith("samskab.")):
        for row in model.objects.all():
            projects = set(_projects_of(row))
            assert len(projects) < 2, (row, projects)


def _projects_of(row):
    """The projects a row reaches by its own columns and by what those point at."""
    if getattr(row, "project_id", None):
        yield row.project_id
    for column in row._meta.concrete_fields:
        other = getattr(row, column.name) if column.is_relation else None
        if other is not None and getattr(other, "project_id", None):
            yield other.project_id


@pytest.mark.parametrize("role", [Role.READER, Role.DPO])
def test_who_may_not_see_voices_meets_their_words_nowhere(role, there, signed_in_as):
    """On no page, in no file, while the card they stand on is a draft."""
    browser = signed_in_as(role)
    for address in addresses():
        if address.name not in {"log_out", "invitation"}:
            answer = browser.get(address.fill(**there(address)))
            assert WORDS.encode() not in b"".join(answer), address.name


def test_nobody_from_outside_meets_anything_that_is_not_published(there, as_carl, as_dora, furnished, by_amina):
    make_postcard(furnished, "Udkast ingen kender", by=by_amina)
    inside = (WORDS, "Udkast ingen kender", "Ventetid slider", "Én linje", "Færre genindlæggelser", "Hvem svarer?")
    for address in addresses():
        if address.name in {"log_out", "invitation", "plan-calendar"}:
            continue
        page = address.fill(**there(address))
        for browser in (Client(), as_carl):
            told = b"".join(browser.get(page)).decode(errors="replace")
            assert not [words for words in inside if words in told], page
        if furnished.slug in page:
            assert as_dora.get(page).status_code in {404, 405}, page
