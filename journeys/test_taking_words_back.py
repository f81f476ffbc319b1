"""Somebody wants their words back. One page, one button; after that they stand nowhere."""

import io
import re

import pdfplumber
from playwright.sync_api import Page

from journeys.conftest import Visits, sign_in_as
from journeys.crawling import crawl
from journeys.installation import Installation
from journeys.looking import look

CARD = "/o/lys-i-vinduet/postkort/1/"


def text_of_pdf(page: Page, path: str) -> str:
    with pdfplumber.open(io.BytesIO(page.request.get(path).body())) as pdf:
        return " ".join(" ".join((side.extract_text() or "").split()) for side in pdf.pages)


def distinctive(words: str) -> str:
    """Some words from the middle, as nobody else would say them."""
    parts = re.sub(r"[…»«]", " ", words).split()
    return " ".join(parts[1:6])


def test_words_taken_back_stand_nowhere(demo: Installation, visit: Visits) -> None:
    neighbour, coordinator = visit(demo), visit(demo)
    sign_in_as(coordinator, "Amina")
    neighbour.goto(CARD)
    quote = neighbour.locator("main figure", has=neighbour.get_by_role("link", name=re.compile(r"U-\d+"))).first
    code = re.findall(r"U-\d+", quote.inner_text())[0]
    words = distinctive(quote.locator("blockquote").inner_text())
    assert words in " ".join(text_of_pdf(neighbour, f"{CARD}postkort.pdf").split())
    coordinator.goto(demo.inside(f"stemmer/{code}/"))
    coordinator.get_by_role("link", name="Personen vil have ordene tilbage").click()
    look(coordinator, "voice-withdraw")
    coordinator.get_by_role("button", name="Slet ordene nu").click()
    coordinator.wait_for_url(f"**/stemmer/{code}/")
    look(coordinator, "voice-withdrawn")

    for path in (CARD, f"/t/?kode={code}", f"/t/{code}/", "/o/lys-i-vinduet/"):
        neighbour.goto(path)
        assert words not in " ".join(neighbour.locator("body").inner_text().split()), path
        look(neighbour, "after-taking-back")
    assert words not in text_of_pdf(neighbour, f"{CARD}postkort.pdf")
    for person in (neighbour, coordinator):
        found, _broken = crawl(person.request, demo.url, ["/", "/o/lys-i-vinduet/", CARD])
        assert not [page.url for page in found if words in page.words]
