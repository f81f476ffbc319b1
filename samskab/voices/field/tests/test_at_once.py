"""The same message from many at once, to a real server: one voice, and the same answer to all."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.request import Request

import pytest

from samskab.ground.installation import Installation
from samskab.ground.sealing import seal_keys
from samskab.voices.field.message import about
from tests.houses import Browser, House
from tests.phone import plain, seal

FIELD = "/p/tryg-hjemme/felt/"


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "data")
    house.start()
    yield house
    house.kill()


def send(browser, token, sealed):
    headers = {"X-CSRFToken": token, "Content-Type": "application/octet-stream"}
    with browser.opener.open(Request(f"{browser.url}{FIELD}modtag/", sealed, headers), timeout=60) as answer:
        return answer.status, answer.read()


def test_the_constraint_decides_who_was_first(house):
    browser = Browser(house.url)
    browser.begin()
    token = browser.get(f"{FIELD}nu/").split('"')[3]
    ((project,),) = house.asks("SELECT id FROM projects_project")
    ours = seal_keys(Installation(house.folder).capture_keys)[0]
    sealed = seal(plain("Der er lys i alle vinduer."), uuid.uuid4(), about(project), to=ours)
    with ThreadPoolExecutor(12) as many:
        answers = list(many.map(lambda _: send(browser, token, sealed), range(24)))
    assert sorted(status for status, _told in answers) == [200] * 23 + [201]
    assert len({told for _status, told in answers}) == 1
    assert house.asks("SELECT count(*) FROM voices_voice") == [(1,)]
