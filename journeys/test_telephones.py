"""In the demo nothing rings, and it says so. In a real installation it does ring."""

from playwright.sync_api import Page

from journeys.conftest import Visits, sign_in_as
from journeys.crawling import crawl
from journeys.installation import Installation

SAID = ("virker ikke i eksemplet", "Nummeret er opdigtet", "nummeret er opdigtet")


def test_no_telephone_in_the_demo_can_be_called(demo: Installation, visit: Visits) -> None:
    amina, nobody = visit(demo), visit(demo)
    sign_in_as(amina, "Amina")
    amina.goto("/o/lys-i-vinduet/")
    number = telephone(amina)
    for page in (amina, nobody):
        found, _broken = crawl(page.request, demo.url, ["/", "/o/lys-i-vinduet/", "/t/", "/hjaelp/"])
        assert not [one.url for one in found if 'href="tel:' in one.html]
        with_number = [one for one in found if number in one.words and "/postkort/" not in one.url]
        assert with_number
        assert not [one.url for one in with_number if not any(words in one.words for words in SAID)]


def telephone(page: Page) -> str:
    """The project's number, as its public page says it."""
    words = page.locator("dt", has_text="Telefon").locator("xpath=following-sibling::dd[1]").inner_text()
    return words.partition("\n")[0].partition("Nummeret")[0].strip()
