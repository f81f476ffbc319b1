"""A politician stands with the postcard on the phone: who says this? Three taps, no signing in."""

import re

import pytest
from playwright.sync_api import Locator, Page

from journeys.conftest import PHONE, Visits
from journeys.installation import Installation
from journeys.looking import look

CARD = "/o/lys-i-vinduet/postkort/1/"
MOST_TAPS = 3


def codes(where: Locator, letter: str) -> list[str]:
    """The codes one can tap there, such as I-3, each once and in order."""
    links = where.locator("a").filter(has_text=re.compile(rf"\b{letter}-\d+"), visible=True)
    found = re.findall(rf"\b{letter}-\d+", " ".join(links.all_inner_texts()))
    return list(dict.fromkeys(found))


def tap(page: Page, code: str) -> None:
    link = page.locator("main a").filter(has_text=re.compile(rf"\b{code}\b"), visible=True).first
    link.click()
    page.wait_for_url(re.compile(rf"/t/{code}/"))


def follow(page: Page, line: str) -> tuple[int, str]:
    """From a line on the card towards a voice: how many taps it took, and the words one came to ("" if unpublished)."""
    page.goto(CARD)
    tap(page, line)
    taps = 1
    if not codes(page.locator("main"), "U") and line.startswith("S") and (points := codes(page.locator("main"), "I")):
        tap(page, points[0])
        taps += 1
    voices = codes(page.locator("main"), "U")
    if not voices:
        assert "Ordene er ikke udgivet" in page.locator("main").inner_text(), f"{line} ender blindt"
        return taps, ""
    tap(page, voices[0])
    return taps + 1, page.locator("main figure.quote--large blockquote").inner_text()


@pytest.mark.parametrize("kind", ["I", "S"], ids=["points", "tracks"])
def test_from_every_line_on_the_card_to_its_voices_in_three_taps(kind: str, demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE)
    page.goto(CARD)
    look(page, "public-postcard")
    lines = codes(page.locator("main"), kind)
    assert lines
    came_to = []
    for line in lines:
        taps, words = follow(page, line)
        assert taps <= MOST_TAPS
        look(page, "public-thread-voice")
        came_to.append(words)
    assert any(came_to), f"Ingen af {lines} fører til ord, der er udgivet"


def test_a_code_typed_from_paper_leads_to_the_same_voice(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE)
    page.goto(CARD)
    quote = page.locator("main").get_by_role("link", name=re.compile(r"U-\d+")).first
    code = re.findall(r"U-\d+", quote.inner_text())[0]
    page.goto("/t/")
    page.get_by_label("Kode").fill(code.replace("-", " ").lower())
    page.get_by_role("button", name="Slå op").click()
    page.wait_for_url(f"**/o/lys-i-vinduet/t/{code}/")
    assert page.locator("figure.quote--large blockquote").inner_text()
