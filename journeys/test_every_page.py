"""Every page, as Amina and signed out, in Danish and English, on a phone and at a desk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from journeys.conftest import DESK, PHONE, Visits, sign_in_as
from journeys.crawling import Found, crawl, worth_a_look
from journeys.installation import Installation
from journeys.looking import faults_at, look, violations

OUTSIDE = ["/log-ind/", "/t/", "/t/?kode=u%2017", "/was/", "/hjaelp/", "/oplysninger/", "/o/lys-i-vinduet/"]

INERT = re.compile("[Nn]ummeret er opdigtet|virker ikke i eksemplet")
ON_PAPER = {"about"}  # where the number is typed, not offered


@dataclass(frozen=True)
class Walk:
    """What one person came past by following every link there is."""

    found: list[Found]
    broken: list[str]


@pytest.fixture(scope="module", params=["amina", "signed out"])
def walk(request: pytest.FixtureRequest, browser: Browser, demo: Installation) -> Iterator[Walk]:
    context = browser.new_context(base_url=demo.url)
    if request.param == "amina":
        sign_in_as(context.new_page(), "Amina")
    yield Walk(*crawl(context.request, demo.url, ["/"] if request.param == "amina" else OUTSIDE))
    context.close()


def test_every_link_leads_somewhere(walk: Walk) -> None:
    assert len(walk.found) > len(OUTSIDE)
    assert not walk.broken, "\n".join(walk.broken)


def test_no_telephone_in_the_demo_can_be_called_and_every_one_says_so(walk: Walk, demo: Installation) -> None:
    assert not [page.url for page in walk.found if 'href="tel:' in page.html]
    front = next(page for page in walk.found if page.name == "public-project")
    number = re.search(r"Telefon ((?:\d\d ?)+)", front.words)
    assert number
    with_number = [page for page in walk.found if number[1].strip() in page.words and page.name not in ON_PAPER]
    assert with_number
    assert not [page.url for page in with_number if not INERT.search(page.words)]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_is_for_everybody(walk: Walk, language: str, demo: Installation, visit: Visits) -> None:
    page = visit(demo, language=language)
    if any(found.name == "overview" for found in walk.found):
        sign_in_as(page, "Amina")
    wrong, drawn = [], set[str]()
    for found in worth_a_look(walk.found):
        page.goto(found.url)
        name = "" if found.name in drawn else found.name
        drawn.add(found.name)
        for size in (PHONE, DESK) if language == "da" or name else (PHONE,):
            wrong += faults_at(page, size, language=language, picture=name)
    assert not wrong, f"{len(wrong)} fejl:\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
class TestWithoutALink:
    """Pages nobody links to."""

    def _page(self, visit: Visits, place: Installation, size: dict[str, int], language: str) -> Page:
        return visit(place, size=size, language=language, expected=(404, 410, 422))

    def test_what_is_not_there(self, demo: Installation, visit: Visits, size: dict[str, int], language: str) -> None:
        page = self._page(visit, demo, size, language)
        for path, name in (
            ("/findes-ikke/", "not-found"),
            ("/p/findes-ikke/", "log-in-first"),
            ("/invitation/brugt/", "invitation-closed"),
            ("/t/U-9999/", "unknown-code"),
            ("/t/?kode=sludder", "no-code"),
            ("/o/lys-i-vinduet/t/U-9999/", "not-found-in-public"),
        ):
            page.goto(path)
            look(page, name)

    def test_the_look_itself(self, demo: Installation, visit: Visits, size: dict[str, int], language: str) -> None:
        page = self._page(visit, demo, size, language)
        page.goto("/galleri/")
        assert not violations(page)

    def test_the_first_page(self, empty: Installation, visit: Visits, size: dict[str, int], language: str) -> None:
        page = self._page(visit, empty, size, language)
        page.goto("/")
        look(page, "first-run")
        page.locator(".button-primary").click()
        look(page, "first-run-mistakes")
