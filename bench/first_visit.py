"""What a first visit fetches: every byte of every answer a fresh browser asks for, over real HTTP.

    python -m bench.first_visit <folder of a demo>

Chromium asks as it asks anybody; what it is sent may be compressed, and is counted as sent, without headers.
"""

import os
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, sync_playwright

from journeys.installation import Installation, serving

CHROMIUM = Path("/usr/bin/chromium")
SETTLE_MS = 500
KINDS = ("document", "stylesheet", "script", "font", "image", "other")
COLLECTED = Path(__file__).resolve().parent.parent / "samskab/collected/staticfiles.json"


def weigh(page: Page, go: str) -> dict[str, int]:
    """Bytes of each kind that one page fetches in a browser that has been nowhere."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    arrived = page.goto(go, wait_until="load")
    assert arrived is not None and arrived.ok, f"{go} did not open"
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(SETTLE_MS)  # a page that listens is never quiet
    weight: dict[str, int] = defaultdict(int)
    for answer in answers:
        kind = answer.request.resource_type
        if kind == "eventsource":
            continue
        weight[kind if kind in KINDS else "other"] += answer.request.sizes()["responseBodySize"]
    return weight


def visit(browser: Browser, demo: Installation, path: str, *, signed_in: bool) -> dict[str, int]:
    """A browser of its own for each visit. The key of a person who signed in elsewhere is handed to it."""
    cookies = []
    if signed_in:
        elsewhere = browser.new_context(base_url=demo.url)
        page = elsewhere.new_page()
        page.goto("/log-ind/")
        page.get_by_role("button", name="som Amina").click()
        page.wait_for_load_state()
        cookies = elsewhere.cookies()
        elsewhere.close()
    context = browser.new_context(base_url=demo.url)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    weight = weigh(context.new_page(), path)
    context.close()
    return weight


def report(what: str, weight: dict[str, int]) -> None:
    parts = "".join(f"{weight.get(kind, 0):>12,}" for kind in KINDS)
    sys.stdout.write(f"{what:<24}{parts}{sum(weight.values()):>12,}\n")


def main() -> int:
    if not CHROMIUM.exists():
        sys.stdout.write(f"first visit: not measured, there is no {CHROMIUM}\n")
        return 1
    sys.stdout.write(f"{'first visit, bytes sent':<24}{''.join(f'{kind:>12}' for kind in KINDS)}{'sum':>12}\n")
    with serving(Path(sys.argv[1]), "demo", "--no-browser") as demo, sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=root)
        report("signing in", visit(browser, demo, "/log-ind/", signed_in=False))
        report("the public page", visit(browser, demo, f"/o/{demo.project}/", signed_in=False))
        report("the overview", visit(browser, demo, urlsplit(demo.inside()).path, signed_in=True))
        browser.close()
    if not COLLECTED.exists():
        sys.stdout.write("styles and scripts were sent as they lie in the tree: run make setup for those we ship\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
