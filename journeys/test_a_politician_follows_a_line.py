"""A politician stands with the postcard on the phone: who says this? Three taps, no signing in."""

import re

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


def test_from_every_point_on_the_card_to_a_voice_in_three_taps(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE)
    page.goto(CARD)
    look(page, "public-postcard")
    points = codes(page.locator("main"), "I")
    assert points
    for point in points:
        page.goto(CARD)
        tap(page, point)
        voices = codes(page.locator("main"), "U")
        assert voices, f"{point} fører ikke til nogen stemme"
        words = page.locator("figure.quote", has=page.get_by_role("link", name=voices[0])).locator("blockquote")
        said = words.first.inner_text()
        tap(page, voices[0])
        assert said in page.locator("main figure.quote blockquote").all_inner_texts()
        look(page, "public-thread-voice")


def test_a_track_on_the_card_leads_to_its_voices_too(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE)
    page.goto(CARD)
    tracks = codes(page.locator("main"), "S")
    assert tracks
    for track in tracks:
        page.goto(CARD)
        tap(page, track)
        taps = 1
        if not (voices := codes(page.locator("main"), "U")):
            tap(page, codes(page.locator("main"), "I")[0])
            taps, voices = 2, codes(page.locator("main"), "U")
        tap(page, voices[0])
        assert taps + 1 <= MOST_TAPS
        assert page.locator("figure.quote--large blockquote").inner_text()


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
