"""Writing voices down on a telephone without network, and whether all of them came, as they were, once each."""

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Playwright

from journeys.telephone import Line, Telephone
from journeys.told import CAPTIONS, TOLD, opened, opened_captions
from samskab.ground.installation import Installation
from samskab.ground.locking import unlock
from samskab.ground.pictures import clean_picture
from tests.houses import Browser, House

FIELD = "/p/tryg-hjemme/felt/"
EMAIL, PASSWORD = "amina@example.org", "fire-glade-ord-her"
PATIENCE_SECONDS = 900
LETTERS = "bcdfghjklmnpqrstvwxz"  # no figures: one mark in a thousand would hold what may be somebody's number


@dataclass(frozen=True)
class Captured:
    """What somebody wrote on the telephone. `mark` stands in the words, and nowhere else in the world."""

    mark: str
    words: str
    picture: Path
    caption: str


def some(many: int, folder: Path) -> list[Captured]:
    found = []
    for number in range(many):
        mark = "".join(secrets.choice(LETTERS) for _ in range(24))
        picture = folder / f"{number}.jpg"
        picture.write_bytes(_jpeg(number))
        words = f"Stemme {number}: hun kørte igen, og så sad jeg der. Æblegrød på 🥣 og {mark}."
        found.append(Captured(mark, words, picture, f"Køkkenbord {number} {mark}"))
    return found


def _jpeg(number: int) -> bytes:
    """A picture nobody else has, too noisy to be pressed together."""
    noise = random.Random(number).randbytes(160 * 120 * 3)
    out = BytesIO()
    Image.frombytes("RGB", (160, 120), noise).save(out, "JPEG", quality=90)
    return out.getvalue()


class InTheField:
    """A house, a line to it, and a telephone."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.house = House(folder / "data")
        self.house.start()
        Browser(self.house.url).begin(EMAIL)
        self.line = Line(self.house.url)
        (folder / "telephone").mkdir()
        self.telephone = Telephone(playwright, folder / "telephone")

    @property
    def page_address(self) -> str:
        return self.line.url + FIELD

    def sign_in(self, page: Page) -> None:
        page.locator("[name=login]").fill(EMAIL)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("form:has([name=password]) [type=submit]").click()
        page.wait_for_url(f"**{FIELD}")
        page.locator("#field").wait_for()

    def set_up(self) -> Page:
        """Signed in once where there was network, and the page is kept."""
        page = self.telephone.open(self.page_address)
        self.sign_in(page)
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function("caches.keys().then(names => names.some(name => name.startsWith('samskab-field-')))")
        page.wait_for_function(f"caches.match('{FIELD}').then(Boolean)")
        return page

    def capture(self, page: Page, one: Captured) -> None:
        before = int(page.locator("#field-band").get_attribute("data-unsent") or 0)
        page.locator("[name=words]").fill(one.words)
        page.locator("#field-picture").set_input_files(one.picture)
        page.locator("[data-is=caption]").fill(one.caption)
        page.locator("#field-save").click()
        page.locator(f"#field-band[data-unsent='{before + 1}']").wait_for(state="attached")

    def lose_the_browser(self) -> Page:
        """Killed, and opened again at the page."""
        self.telephone.kill()
        page = self.telephone.open(self.page_address)
        page.locator("#field").wait_for()
        return page

    def kill_the_server(self) -> None:
        self.house.kill()
        self.house.start()

    def rows(self, question: str) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = self.house.asks(question)
        return rows

    def lose_everything(self, all_of_them: list[Captured], browser_dies_after: int) -> Page:
        """Written down without network while the browser is killed now and then; sent on a line that loses every third
        answer, to a server that is killed twice. The page as it is when nothing waits any more."""
        page = self.set_up()
        self.line.is_cut = True
        for number, one in enumerate(all_of_them):
            if number and number % browser_dies_after == 0:
                page = self.lose_the_browser()
            self.capture(page, one)
        page = self.lose_the_browser()  # and with it the session
        self.line.is_cut, self.line.loses_every = False, 3
        page.reload()
        page.locator("#field-sign-in").click()
        self.sign_in(page)
        for part in (len(all_of_them) // 4, len(all_of_them) // 2):
            self.wait_for_voices(part)
            self.kill_the_server()
        self.send_until_empty(page)
        return page

    def wait_for_voices(self, many: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.rows("SELECT id FROM voices_voice")) < many and time.monotonic() < until:
            time.sleep(0.05)

    def send_until_empty(self, page: Page) -> None:
        self._send_until(page, lambda: page.locator("#field-band").get_attribute("data-unsent") == "0")

    def send_until_an_answer_is_lost(self, page: Page) -> None:
        self._send_until(page, lambda: self.line.lost > 0)

    def _send_until(self, page: Page, happened: Callable[[], bool]) -> None:
        """Asked again and again, as somebody does who is in a hurry: the page alone waits half a minute."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            assert time.monotonic() < until, page.locator("#field-state").inner_text()
            page.evaluate("document.querySelector('#field-send').click()")
            page.wait_for_timeout(250)

    def what_is_wrong(self, all_of_them: list[Captured]) -> list[str]:
        """Whatever did not come, came twice, or is not as it was."""
        marks = [one.mark for one in all_of_them]
        voices = [words for words, _number in opened(self.house.folder, self.rows(TOLD))]
        voices = [words for words in voices if any(mark in words for mark in marks)]
        wrong = [
            f"{one.words} came {voices.count(one.words)} times" for one in all_of_them if voices.count(one.words) != 1
        ]
        if len(voices) != len(all_of_them):
            wrong.append(f"{len(voices)} voices of {len(all_of_them)}")
        kept = opened_captions(self.house.folder, self.rows(CAPTIONS))
        keys = Installation(self.house.folder).files_keys
        for one in all_of_them:
            name, key = kept.get(one.caption, ("", ""))
            file = self.house.folder / "files/pictures" / name[:2] / name
            if (
                not name
                or unlock(file.read_bytes(), key, f"picture {name}", keys)
                != clean_picture(one.picture.read_bytes()).bytes
            ):
                wrong.append(f"the picture of {one.words} is not as it was")
        return wrong

    def readable_in_the_browser(self, all_of_them: list[Captured]) -> list[str]:
        """Files of the browser's own where words or a picture can be read, as UTF-8 or UTF-16."""
        found = []
        for one in all_of_them:
            looked_for = [one.mark.encode(), one.mark.encode("utf-16-le"), one.picture.read_bytes()[700:732]]
            found += [name for words in looked_for for name in self.telephone.holds(words)]
        return found

    def close(self) -> None:
        self.telephone.kill()
        self.line.close()
        self.house.kill()
