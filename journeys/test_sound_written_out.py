"""A coordinator lets the machine write sound out, hears and corrects it, approves it, and then the words are found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from journeys.conftest import Visits, sign_in_as
from journeys.installation import Installation, copy_of
from journeys.looking import look
from samskab.voices.transcribing.tests.pauses import SAID, spoken
from tests.houses import House

TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture
def place(told: Path, tmp_path: Path) -> Iterator[Installation]:
    """The demo, with a machine that hears sounds and pauses."""
    named = "samskab.voices.transcribing.tests.pauses.Pauses"
    house = House(
        copy_of(told, tmp_path / "data"), SAMSKAB_TRANSCRIPTION_MODEL=str(tmp_path), SAMSKAB_TRANSCRIBER=named
    )
    house.start()
    yield Installation(house.folder, house.url)
    house.kill()


def test_sound_becomes_text_when_a_person_has_heard_it(visit: Visits, place: Installation, tmp_path: Path) -> None:
    (tmp_path / "samtale.wav").write_bytes(spoken(3))
    page = visit(place)
    sign_in_as(page, "Amina")
    page.goto(place.inside("kilder/ny/"))
    page.locator("#file").set_input_files(tmp_path / "samtale.wav")
    page.locator("main form .button-primary").click()
    page.wait_for_url("**/kilder/*/")
    source = page.url
    look(page, "source-sound")
    page.get_by_role("link", name="Skriv lyden ud").click()
    look(page, "draft-ask")
    page.get_by_role("button", name="Skriv lyden ud").click()
    for _ in range(60):
        if page.get_by_text("Kladde, skrevet af maskinen").count():
            break
        page.wait_for_timeout(500)
        page.goto(f"{source}kladde/")
    look(page, "draft-ready")
    page.set_viewport_size({"width": TELEPHONE["width"], "height": TELEPHONE["height"]})
    look(page, "draft-ready")
    second = page.get_by_label("0:01")
    assert second.input_value() == SAID[1]
    second.fill("hun ringede først om morgenen")
    page.get_by_role("button", name="Gem, stadig som kladde").click()
    expect(page.get_by_label("0:01")).to_have_value("hun ringede først om morgenen")
    page.goto(place.inside("stemmer/?ord=ventede"))
    assert source.removeprefix(place.url) not in page.content(), "nobody has approved it"
    page.goto(f"{source}kladde/")
    page.get_by_role("button", name="Godkend hele teksten").click()
    page.wait_for_url(source)
    expect(page.locator(".source-text")).to_contain_text("hun ringede først om morgenen")
    page.goto(place.inside("stemmer/?ord=ventede"))
    assert source.removeprefix(place.url) in page.content()
