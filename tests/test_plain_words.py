"""What a citizen meets is plain: whoever has no account reads it without effort."""

import pytest
from django.test import Client

from samskab.config.who import RULES, Kind
from samskab.publishing.postcards import actions
from samskab.publishing.postcards.models import Postcard
from tests.checked import look_through
from tests.conftest import addresses
from tests.plain_words import lix, read_aloud

OPEN = {Kind.ANYBODY, Kind.HOLDER}
# For people who run an installation or answer for it: the handbook, the record, the table of who may see what.
FOR_OTHERS = {
    "handbook",
    "handbook-licence",
    "handbook-picture",
    "help",
    "privacy-record",
    "gallery",
    "first-run",
    "who",
}


@pytest.fixture
def met(there, furnished, by_amina):
    """Name and text of every page that opens without an account."""
    card = Postcard.objects.get(project=furnished)
    look_through(card, by_amina)
    actions.ask_partners(card, by=by_amina)
    for party in actions.asked(card):
        actions.approve(card, party, by=by_amina)
    actions.publish(card, by=by_amina, open_page=True)
    found = {}
    for one in addresses():
        rule = RULES.get(one.name)
        if rule and rule.see and rule.see.kind in OPEN and one.name not in FOR_OTHERS:
            answer = Client().get(one.fill(**there(one)))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[one.name] = read_aloud(answer.content.decode())
    return found


def test_every_page_a_citizen_meets_is_plain(met):
    assert {
        "public-project",
        "public-postcard",
        "public-thread",
        "privacy",
        "accessibility",
        "receipt",
    } <= met.keys()
    assert {name: round(lix(*texts)) for name, texts in met.items() if lix(*texts) >= 35} == {}
