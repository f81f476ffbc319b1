"""Somebody who spoke holds a receipt: they see what came of their words on a telephone, and take them back."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Visits, sign_in_as
from journeys.crawling import crawl
from journeys.installation import COMMAND, Installation, surroundings
from journeys.looking import look
from journeys.test_taking_words_back import CARD, distinctive


def verify(demo: Installation, code: str, words: Path) -> tuple[int, list[str]]:
    """What `samskab erase verify` says: its exit code, and where something is left."""
    command = [COMMAND, "erase", "verify", code, "--words", words, "--json", "--data", demo.folder]
    done = subprocess.run(command, env=surroundings(), capture_output=True, text=True, timeout=120)
    assert done.stdout, done.stderr
    return done.returncode, [one["where"] for one in json.loads(done.stdout)["left"]]


def open_receipt(phone: Page, demo: Installation, code: str) -> None:
    """The square on the receipt leads here: the code is in the field, and no longer in the address."""
    phone.goto(f"/k/#{re.sub('[^A-Z0-9]', '', code)}")
    field = phone.locator("input[name=kode]")
    expect(field).to_have_value(re.sub("[^A-Z0-9]", "", code))
    assert phone.url == demo.at("/k/")
    look(phone, "receipt-code")
    phone.locator("main form button").first.click()
    phone.wait_for_load_state()


@pytest.mark.parametrize("language", ["da", "en"])
def test_one_who_spoke_takes_their_words_back_on_a_telephone(
    demo: Installation, visit: Visits, tmp_path: Path, language: str
) -> None:
    coordinator, phone = visit(demo), visit(demo, size=PHONE, language=language)
    sign_in_as(coordinator, "Amina")
    phone.goto(CARD)
    quote = phone.locator("main figure", has=phone.get_by_role("link", name=re.compile(r"U-\d+"))).first
    number = re.findall(r"U-\d+", quote.inner_text())[0]
    coordinator.goto(demo.inside(f"stemmer/{number}/"))
    words = coordinator.locator("main blockquote").first.inner_text()
    kept, some = tmp_path / "ord.txt", distinctive(words)
    kept.write_text(words, encoding="utf-8")
    coordinator.get_by_role("link", name="Giv en kvittering").click()
    look(coordinator, "receipt-give")
    coordinator.get_by_role("button", name="Lav kvitteringen").click()
    code = coordinator.locator(".code-card__code").inner_text().strip()
    look(coordinator, "receipt-given")
    assert verify(demo, code, kept)[0] == 1, "the same search finds them now"

    open_receipt(phone, demo, code)
    expect(phone.locator("main blockquote").first).to_contain_text(some)
    look(phone, "receipt")
    phone.locator("main a.button-primary").click()
    look(phone, "receipt-take-back")
    phone.locator("main form button.button-primary").click()
    phone.wait_for_url("**/k/slettet/")
    look(phone, "receipt-done")

    for page in (CARD, f"/t/{number}/", "/o/lys-i-vinduet/", "/k/"):
        phone.goto(page)
        assert some not in " ".join(phone.locator("body").inner_text().split()), page
    for person in (phone, coordinator) if language == "da" else (phone,):
        found, _broken = crawl(person.request, demo.url, ["/", "/o/lys-i-vinduet/", CARD])
        assert not [page.url for page in found if some in page.words]
    assert verify(demo, code, kept) == (0, [])
    coordinator.goto(demo.inside("data/"))
    told = " ".join(coordinator.locator("main").inner_text().split())
    assert f"En med en kvittering tog ordene i {number} tilbage. De er slettet." in told
    assert f"gav en kvittering på {number}." in told


def test_a_code_typed_under_search_opens_the_receipt_and_is_asked_for_in_no_address(
    demo: Installation, visit: Visits
) -> None:
    coordinator, phone = visit(demo), visit(demo, size=PHONE)
    sign_in_as(coordinator, "Amina")
    coordinator.goto(demo.inside("stemmer/U-20/kvittering/"))
    coordinator.get_by_role("button", name="Lav kvitteringen").click()
    code = re.sub("[^A-Z0-9]", "", coordinator.locator(".code-card__code").inner_text())
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto("/t/")
    phone.locator("input[name=kode]").fill(code)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/k/")
    expect(phone.locator("main blockquote").first).to_be_visible()
    assert asked and not [url for url in asked if code[:12] in url]


def test_whoever_types_a_slip_is_told_and_works_without_scripts(demo: Installation, visit: Visits) -> None:
    phone = visit(demo, size=PHONE)
    phone.goto("/k/")
    phone.get_by_label("Din kode").fill("ABCD-EFGH")
    phone.get_by_role("button", name="Se mine ord").click()
    expect(phone.get_by_text("Der er en slåfejl i koden.").first).to_be_visible()
    look(phone, "receipt-slip")
