"""Six voices with pictures, a network that is cut, a browser that is killed, answers that are lost, a server that dies."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from journeys.field import InTheField, some
from journeys.told import TOLD, opened

READABLE = "ord-der-kan-findes"
KEEP_WORDS = """words => new Promise(resolve => {
  const asked = indexedDB.open("readable", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("words");
  asked.onsuccess = () => {
    const act = asked.result.transaction("words", "readwrite", { durability: "strict" });
    act.objectStore("words").put(words, 1);
    act.oncomplete = () => resolve();
  };
})"""
VECTORS = Path(__file__).parent.parent / "samskab/ground/identifying/cpr_vectors.json"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driving:
        yield driving


def test_every_voice_comes_once_as_it_was_and_nothing_can_be_read_on_the_telephone(
    playwright: Playwright, tmp_path: Path
) -> None:
    all_of_them = some(6, tmp_path)
    with closing(InTheField(playwright, tmp_path)) as field:
        page = field.lose_everything(all_of_them, browser_dies_after=3)
        page.evaluate(KEEP_WORDS, READABLE)
        field.telephone.kill()
        assert field.what_is_wrong(all_of_them) == []
        assert field.rows("SELECT count(*) FROM voices_voice") == [(6,)] and field.line.lost >= 2
        assert field.telephone.holds(READABLE.encode()), "what is kept readable is found, so what is not is not there"
        assert field.readable_in_the_browser(all_of_them) == []


@pytest.fixture(scope="module")
def set_up(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[InTheField, Page]]:
    with closing(InTheField(playwright, tmp_path_factory.mktemp("field"))) as there:
        yield there, there.set_up()


@pytest.fixture
def field(set_up: tuple[InTheField, Page]) -> InTheField:
    return set_up[0]


@pytest.fixture
def page(set_up: tuple[InTheField, Page]) -> Page:
    """The page, with network and nothing that waits."""
    field, page = set_up
    field.line.is_cut = field.line.is_deaf = False
    page.goto(field.page_address)
    page.locator("#field").wait_for()
    field.send_until_empty(page)
    return page


def test_the_browser_finds_the_cpr_numbers_the_server_finds(page: Page) -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    script = """async texts => {
      const { findCpr } = await import("/static/samskab/field/cpr.js");
      return texts.map(findCpr);
    }"""
    found = page.evaluate(script, [one["text"] for one in vectors])
    wrong = [(one["text"], got) for one, got in zip(vectors, found, strict=True) if got != one["numbers"]]
    assert len(vectors) > 100 and not wrong, wrong


def test_a_name_is_pointed_at_here_on_the_telephone_and_stops_nobody(field: InTheField, page: Page) -> None:
    field.line.is_cut = True
    for words, said in (
        ("Min nabo Karen kom hver dag.", "Der står måske et navn her: Karen. Skriv hellere »min søster«."),
        ("Jeg bor på Mågevej 4.", "Der står måske en adresse her: Mågevej 4."),
        ("Hun kom hver dag. Så gik hun igen.", ""),
    ):
        page.locator("[name=words]").fill(words)
        page.wait_for_timeout(900)
        assert page.locator("#field-hint").inner_text().startswith(said), words
        assert page.locator("#field-hint").is_visible() == bool(said)
    page.locator("[name=words]").fill("Karen kom hver dag.")
    page.locator("#field-save").click()
    page.locator("#field-band[data-unsent='1']").wait_for(state="attached")
    assert page.locator("#field-hint").is_hidden()


def test_a_picture_is_asked_about_where_there_is_one(field: InTheField, page: Page, tmp_path: Path) -> None:
    field.line.is_cut = True
    [one] = some(1, tmp_path)
    line = page.locator(".tick-row:has([value=picture])")
    assert line.is_hidden() and page.locator("#field-sound").is_hidden()
    page.locator("#field-picture").set_input_files(one.picture)
    line.wait_for()
    page.locator("[name=agreed][value=picture]").check(force=True)
    page.locator("[name=words]").fill("Ordene står alene.")
    page.get_by_role("button", name="Fjern billedet").click()
    assert line.is_hidden()
    page.locator("#field-save").click()
    page.locator("#field-band[data-unsent='1']").wait_for(state="attached")
    field.line.is_cut = False
    field.send_until_empty(page)
    asked = "SELECT count(*) FROM voices_consentrecord WHERE purpose = 'picture'"
    assert field.rows(asked) == [(0,)], "without a picture nobody said yes to one"


SLOWLY = """(() => {
  const real = window.createImageBitmap;
  const released = new Promise(resolve => { window.release = resolve; });
  window.createImageBitmap = async (...all) => { await released; return real(...all); };
})()"""


def test_a_picture_that_is_still_being_read_goes_with_its_own_voice(
    field: InTheField, page: Page, tmp_path: Path
) -> None:
    """A large picture on a slow telephone, and somebody who presses at once."""
    field.line.is_cut = True
    first, last = some(2, tmp_path)
    page.evaluate(SLOWLY)
    page.locator("[name=words]").fill(first.words)
    page.locator("#field-picture").set_input_files(first.picture)
    page.locator("#field-save").click()
    page.wait_for_timeout(300)
    assert page.locator("#field-band").get_attribute("data-unsent") == "0", "it waits for its picture"
    assert page.locator("[name=words]").input_value() == first.words and page.locator("#field-save").is_disabled()
    page.locator("#field-save").click(force=True)
    page.keyboard.type("Det her kom for sent.")  # nothing can be changed now
    page.evaluate("release()")
    page.locator("#field-band[data-unsent='1']").wait_for(state="attached")
    page.locator("[name=words]").fill(last.words)
    page.locator("#field-save").click()
    page.locator("#field-band[data-unsent='2']").wait_for(state="attached")
    before = _pictures(field)
    field.line.is_cut = False
    field.send_until_empty(page)
    rows = opened(field.house.folder, field.rows(TOLD))
    number = dict(rows)
    assert sorted(_pictures(field)[len(before) :]) == [(number[first.words],)]


def test_a_file_that_is_no_picture_stops_the_one_who_pressed_at_once(
    field: InTheField, page: Page, tmp_path: Path
) -> None:
    field.line.is_cut = True
    (tmp_path / "no.jpg").write_bytes(b"\xff\xd8 this is no picture")
    page.evaluate(SLOWLY)
    page.locator("[name=words]").fill("Ordene bliver stående.")
    [good] = some(1, tmp_path)
    page.locator("#field-picture").set_input_files([tmp_path / "no.jpg", good.picture])
    page.locator("#field-save").click()
    page.evaluate("release()")
    page.locator("#field-wrong").wait_for()
    assert page.locator("#field-band").get_attribute("data-unsent") == "0"
    assert page.locator("[name=words]").input_value() == "Ordene bliver stående."
    page.keyboard.press("Enter")  # the button has the focus again
    page.locator("#field-band[data-unsent='1']").wait_for(state="attached")


def _pictures(field: InTheField) -> list[tuple[object, ...]]:
    return field.rows(
        "SELECT voices_voice.number FROM voices_picture JOIN voices_voice ON voices_voice.id = voice_id"
        " ORDER BY voices_picture.id"
    )


def test_a_number_is_caught_before_anything_is_sealed(field: InTheField, page: Page) -> None:
    field.line.is_cut = True
    page.locator("[name=words]").fill("Hun hedder 010203-1234.")
    page.locator("#field-save").click()
    assert "Her står et CPR-nummer" in page.locator("#field-wrong").inner_text()
    assert page.locator("[name=words]").input_value() == "Hun hedder 010203-1234."
    assert page.locator("#field-band").get_attribute("data-unsent") == "0"


def test_an_outbox_taken_out_as_a_file_is_handed_in_and_counts_once(
    field: InTheField, page: Page, tmp_path: Path
) -> None:
    all_of_them = some(2, tmp_path)
    field.line.is_cut = True
    for one in all_of_them:
        field.capture(page, one)
    with page.expect_download() as download:
        page.locator("#field-file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert not [one for one in all_of_them if one.mark.encode() in file.read_bytes()]
    field.line.is_cut = False
    page.goto(f"{field.line.url}/p/tryg-hjemme/felt/fil/")
    page.locator("[type=file]").set_input_files(file)
    page.locator("main .button-primary").click()
    assert "To stemmer" in page.locator("body").inner_text() or "2 stemmer" in page.locator("body").inner_text()
    page.goto(field.page_address)
    field.send_until_empty(page)
    assert field.what_is_wrong(all_of_them) == []


def test_a_new_release_loses_nothing_that_waits(field: InTheField, page: Page, tmp_path: Path) -> None:
    """Another worker takes over while the outbox is full: what waits is not the worker's."""
    (one,) = some(1, tmp_path)
    field.line.is_cut = True
    field.capture(page, one)
    field.line.is_cut, field.line.newer = False, True
    field.line.is_deaf = True
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    page.wait_for_function("caches.keys().then(names => names.length === 1 && names[0].endsWith('-newer'))")
    assert page.locator("#field-band").get_attribute("data-unsent") == "1"
    field.line.is_deaf = False
    page.reload()
    page.locator("#field").wait_for()
    field.send_until_empty(page)
    assert field.what_is_wrong([one]) == []


def test_a_nurse_in_a_car_writes_a_voice_down_with_one_hand(field: InTheField, page: Page) -> None:
    """Three screens of a telephone at most; what one must touch is large, and there is little of it."""
    page.set_viewport_size({"width": 390, "height": 844})
    field.line.is_cut = True
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") <= 3
    touched = ["[name=words]", "label:has-text('Pårørende')", ".tick-row:has-text('De må stå på tryk')", "#field-save"]
    for what in touched:
        one = page.locator(what).first
        one.scroll_into_view_if_needed()
        box = one.bounding_box()
        assert box and box["height"] >= 44, (what, box)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        if what == "[name=words]":
            page.keyboard.type("Når hun kører igen, sidder jeg med alle de spørgsmål.")
    page.locator("#field-band[data-unsent='1']").wait_for(state="attached")
    field.line.is_cut = False
    field.send_until_empty(page)
    who, may = "standing = 'relative'", "SELECT voice_id FROM voices_consentrecord WHERE purpose = 'print'"
    assert field.rows(f"SELECT count(*) FROM voices_voice WHERE {who} AND id IN ({may})") == [(1,)]
