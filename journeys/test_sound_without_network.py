"""Recorded where there is no network, sent in parts on a line that loses answers, to a server that dies meanwhile."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from journeys.field import InTheField
from journeys.told import TOLD, opened
from samskab.ground.installation import Installation
from samskab.ground.locking import unlock
from samskab.ground.sounds import CleanSound, clean_sound

WORDS = "Hun talte langsomt, og vi lod optageren gå."


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[InTheField, Page]]:
    with sync_playwright() as driving, closing(InTheField(driving, tmp_path)) as field:
        yield field, field.set_up()


def noise(folder: Path) -> Path:
    """A picture so large that the message goes in several parts."""
    out = BytesIO()
    Image.frombytes("RGB", (900, 700), Random(1).randbytes(900 * 700 * 3)).save(out, "JPEG", quality=95)
    (folder / "noise.jpg").write_bytes(out.getvalue())
    return folder / "noise.jpg"


def test_sound_is_recorded_heard_deleted_recorded_again_and_comes_whole(
    there: tuple[InTheField, Page], tmp_path: Path
) -> None:
    field, page = there
    field.line.is_cut = True
    page.locator("[name=words]").fill(WORDS)
    assert page.locator("#field-sound").is_hidden(), "nobody has asked for it"
    page.locator("#sound-open").click()
    assert page.locator("#sound-start").is_hidden(), "nobody has said yes to it"
    page.keyboard.press("Space")
    assert page.locator("[name=agreed][value=record]").is_checked(), "its line is under the button"
    _record(page, seconds=1)
    page.wait_for_function("document.querySelector('audio').duration > 0")
    page.locator("#sound-forget").click()
    assert page.locator("#sound-heard").is_hidden() and page.locator("#sound-start").is_visible()
    _record(page, seconds=3, pause=True)
    page.locator("[name=agreed][value=record]").uncheck(force=True)
    page.locator("#field-save").click()
    assert "intet ja" in page.locator("#field-wrong").inner_text()
    page.locator("[name=agreed][value=record]").check(force=True)
    page.locator("#field-picture").set_input_files(noise(tmp_path))
    page.locator("#field-save").click()
    page.locator("#field-band[data-unsent='1']").wait_for(state="attached")
    assert page.locator("#sound-heard").is_hidden() and page.locator("#field-sound").is_hidden()
    field.line.is_cut, field.line.loses_every = False, 2
    page.locator("#field-send").click()
    field.kill_the_server()
    page = field.lose_the_browser()  # and with it the session
    page.locator("#field-sign-in").click()
    field.sign_in(page)
    field.send_until_an_answer_is_lost(page)
    field.line.loses_every = 0  # as many parts as it loses answers would never come to an end
    field.send_until_empty(page)
    assert [words for words, _number in opened(field.house.folder, field.rows(TOLD))].count(WORDS) == 1
    assert field.rows("SELECT count(*) FROM voices_picture") == [(1,)]
    sound = _only_sound(field)
    assert sound.format == "webm" and sound.milliseconds is not None and sound.milliseconds >= 2000
    field.telephone.kill()
    assert field.telephone.holds(WORDS.encode()) == field.telephone.holds(sound.bytes[2000:2040]) == []
    assert list((field.house.folder / "arriving").glob("*/*/*")) == [], "what was taken in is not kept twice"


def _record(page: Page, seconds: int, pause: bool = False) -> None:
    page.locator("#sound-start").click()
    page.wait_for_timeout(seconds * 500)
    if pause:
        page.locator("#sound-pause").click()
        page.locator("#sound-resume").click()
    page.wait_for_timeout(seconds * 500)
    page.locator("#sound-stop").click()
    page.locator("#sound-heard").wait_for()


def _only_sound(field: InTheField) -> CleanSound:
    ((name, key),) = field.rows("SELECT name, locked_key FROM voices_recording")
    file = field.house.folder / "files/recordings" / str(name)[:2] / str(name)
    kept = unlock(file.read_bytes(), str(key), f"recording {name}", Installation(field.house.folder).files_keys)
    return clean_sound(kept)
