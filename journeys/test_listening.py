"""A page that listens says so when somebody else has done something, once, also when the server has been away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.conftest import sign_in_as
from journeys.installation import copy_of
from journeys.looking import look
from tests.houses import House

PROJECT = "/p/lys-i-vinduet/"
# Every event the browser is told of from now on, in `window.told`; as the page's own script does it.
HEAR = """() => {
  window.told = [];
  const source = new EventSource(document.querySelector('[data-live]').dataset.live);
  source.onmessage = event => window.told.push([Number(event.lastEventId), JSON.parse(event.data).subject]);
  return new Promise(resolve => source.onopen = resolve);
}"""


@pytest.fixture
def house(told: Path, tmp_path: Path) -> Iterator[House]:
    """The demo, on a port it comes back to after it has been killed."""
    house = House(copy_of(told, tmp_path / "data"))
    house.start()
    yield house
    house.kill()


@pytest.fixture
def person(browser: Browser, house: House) -> Iterator[object]:
    """`page = person("Amina")`: a window at the demo, signed in. The server may go away, so nobody complains of that."""
    contexts = []

    def arrive(name: str, width: int = 1440) -> Page:
        contexts.append(
            browser.new_context(base_url=house.url, locale="da-DK", viewport={"width": width, "height": 900})
        )
        contexts[-1].add_cookies([{"name": "django_language", "value": "da", "url": house.url}])
        page = contexts[-1].new_page()
        sign_in_as(page, name)
        return page

    yield arrive
    for context in contexts:
        context.close()


def write_down(page: Page, words: str) -> None:
    page.goto(f"{PROJECT}stemmer/ny/")
    page.locator("#id_words").fill(words)
    page.locator("main form .button-primary").click()
    page.wait_for_url("**/stemmer/U-*/")


def test_an_open_page_says_that_somebody_has_done_something(house, person):
    amina, bo = person("Amina"), person("Bo")
    amina.goto(PROJECT)
    amina.evaluate("window.isTheSame = true")
    expect(amina.get_by_text("Der er kommet nyt.")).to_have_count(0)

    write_down(bo, "Der brænder lys i alle vinduer nu.")
    expect(amina.get_by_text("Der er kommet nyt.")).to_be_visible()
    assert amina.evaluate("window.isTheSame"), "the page loaded itself anew"
    look(amina, "news")
    amina.set_viewport_size({"width": 390, "height": 844})
    look(amina, "news-phone")

    amina.get_by_role("link", name="Vis det").click()
    expect(amina.get_by_text("Der er kommet nyt.")).to_have_count(0)
    expect(amina.locator("main")).to_contain_text("ny")


def test_ones_own_acts_are_no_news(house, person):
    amina, bo = person("Amina"), person("Bo")
    amina.goto(PROJECT)
    amina.evaluate(HEAR)
    beside = amina.context.new_page()
    write_down(beside, "Det skrev jeg selv.")
    amina.wait_for_function("() => window.told.length > 0")
    expect(amina.get_by_text("Der er kommet nyt.")).to_have_count(0)
    write_down(bo, "Det skrev en anden.")
    expect(amina.get_by_text("Der er kommet nyt.")).to_be_visible()


def test_the_plan_says_so_only_when_it_is_about_the_plan(house, person):
    amina, bo = person("Amina"), person("Bo")
    bo.goto(f"{PROJECT}plan/")
    bo.evaluate(HEAR)
    write_down(amina, "Det handler ikke om planen.")
    bo.wait_for_function("() => window.told.some(one => one[1] === 'voice')")
    expect(bo.get_by_text("Der er kommet nyt.")).to_have_count(0)
    amina.goto(f"{PROJECT}plan/aftaler/ny/")
    amina.get_by_label("Hvad skal gøres?").fill("Ringe til tømreren")
    amina.locator("main form .button-primary").click()
    bo.wait_for_function("() => window.told.some(one => one[1] === 'owed_action')")
    expect(bo.get_by_text("Der er kommet nyt.")).to_be_visible()


def test_nothing_is_lost_and_nothing_comes_twice_when_the_server_has_been_away(house, person):
    amina, bo = person("Amina"), person("Bo")
    amina.goto(PROJECT)
    amina.evaluate(HEAR)
    before = house.asks("SELECT max(id) FROM journal_entry")[0][0]
    write_down(bo, "Før den faldt.")
    amina.wait_for_function("() => window.told.length > 0")
    amina.get_by_role("link", name="Vis det").wait_for()
    house.kill()
    house.start()
    write_down(bo, "Efter at den var oppe igen.")
    wanted = [[number, subject] for number, subject in house.asks(
        f"SELECT id, subject FROM journal_entry WHERE id > {before} AND project_id = "
        "(SELECT id FROM projects_project WHERE slug = 'lys-i-vinduet') ORDER BY id"
    )]  # fmt: skip
    amina.wait_for_function(f"() => window.told.length >= {len(wanted)}")
    write_down(bo, "Og en til.")
    amina.wait_for_function(f"() => window.told.length > {len(wanted)}")
    told = amina.evaluate("window.told")
    assert told[: len(wanted)] == wanted and len({number for number, _subject in told}) == len(told)
    expect(amina.get_by_text("Der er kommet nyt.")).to_have_count(1)
