"""The tables the house asks are shown to people, as they are."""

import re

from django.test import Client

from samskab.config import telling
from samskab.config.who import BESIDE, RULES
from samskab.projects.access import ACTS, MAY, OPEN, May, Outside, Role
from tools.who import PAGE, made


def test_the_reference_says_what_the_tables_say():
    assert PAGE.read_text(encoding="utf-8") == made(), "run: .venv/bin/python tools/who.py"


def test_anybody_may_see_who_may_what(db):
    page = Client().get("/hvem-maa-hvad/").content.decode().replace("\N{SOFT HYPHEN}", "")
    assert page.count("<table") == 2 + len(telling.sections()) and "<th scope=" in page
    for role in Role:
        assert str(role.label).capitalize() in page
    for one in telling.sections():
        for row in one.rows:
            assert row.address.replace("<", "&lt;").replace(">", "&gt;") in page


def test_the_page_about_data_leads_to_it(db):
    assert 'href="/hvem-maa-hvad/"' in Client().get("/oplysninger/").content.decode()


def test_each_role_has_a_yes_for_what_it_may_and_for_nothing_else():
    for row, act in zip(telling.act_rows(), May, strict=True):
        assert row.yes == [act in MAY[role] for role in Role], act


def test_every_act_has_its_words():
    assert set(ACTS) == {*May, *Outside}
    assert len({str(words) for words in ACTS.values()}) == len(ACTS)


def test_every_state_is_told_of_once():
    told = [(row.thing, one) for row in telling.state_rows() for one in row.states.split(" · ")]
    assert len(told) == len(set(told)) == sum(len(thing.states) for thing in OPEN.values())


def test_no_address_is_left_out():
    rows = [row for section in telling.sections() for row in section.rows]
    assert len({row.address for row in rows}) >= len({one.route for one in telling.addresses()})
    assert {route for route, _who, _note in BESIDE} <= {row.address for row in rows}
    assert all(re.fullmatch(r"/[^ ]*", row.address) for row in rows) and len(RULES) > 100
