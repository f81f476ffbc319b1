"""A real Chromium, a real server, and a person who looks around. What goes wrong leaves a picture in failures/."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from journeys.installation import Installation, copy_of, serving
from journeys.looking import Complaints
from tests import made_once

CHROMIUM = Path("/usr/bin/chromium")
FAILURES = Path(__file__).with_name("failures")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Of one file only: what drives it would be in the way of tests that use the database."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium mangler. Kør: sudo apt-get install -y chromium", pytrace=False)
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=root)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story. Journeys get copies."""
    made_once.story(folder := tmp_path_factory.mktemp("told") / "data", cluster="")
    return folder


@pytest.fixture(scope="module")
def demo(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo, served: the story as it was told, until this file's journeys change it."""
    folder = copy_of(told, tmp_path_factory.mktemp("demo") / "data")
    with serving(folder, "demo", "--no-browser") as running:
        yield running


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A Samskab nobody has begun to use."""
    made_once.empty(folder := tmp_path_factory.mktemp("empty") / "data", cluster="")
    with serving(folder, "serve") as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: "pytest.CallInfo[None]") -> Iterator[None]:
    report = yield
    if call.when == "call":
        item.stash[went_wrong] = report.failed
    return report


went_wrong = pytest.StashKey[bool]()


class Visits:
    """Opens pages for a person, listens to what the browser complains of, and closes them all."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[Complaints] = []

    def __call__(
        self, place: Installation, *, size: dict[str, int] = DESK, language: str = "da", expected: tuple[int, ...] = ()
    ) -> Page:
        """A fresh browser window at an installation. `expected`: answers such as 404 this journey asks for."""
        context = self.browser.new_context(
            base_url=place.url, viewport=size, locale="da-DK", reduced_motion="reduce", accept_downloads=True
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": place.url}])
        context.set_default_timeout(60_000)
        page = context.new_page()
        complaints = Complaints(place.url, expected=set(expected))
        complaints.listen(page)
        self.contexts.append(context)
        self.complaints.append(complaints)
        return page

    def heard(self) -> list[str]:
        return [words for one in self.complaints for words in one.heard]

    def leave_pictures(self, name: str) -> None:
        FAILURES.mkdir(exist_ok=True)
        pages = [page for context in self.contexts for page in context.pages]
        for number, page in enumerate(pages, 1):
            page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """`page = visit(demo)`: a window of a person's own. Errors in the browser fail the journey."""
    visits = Visits(browser)
    yield visits
    heard = visits.heard()
    if request.node.stash.get(went_wrong, True) or heard:
        visits.leave_pictures(re.sub(r"[^\w-]+", "_", request.node.name))
    visits.close()
    assert not heard, "Browseren klagede:\n" + "\n".join(heard)


@pytest.fixture(scope="session", autouse=True)
def no_old_failures() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(FAILURES, ignore_errors=True)


def sign_in_as(page: Page, name: str) -> None:
    """The demo's one click."""
    page.goto("/log-ind/")
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()
