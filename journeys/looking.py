"""What every page must be, wherever a journey stops: accessible, calm, and the same width as the screen."""

import functools
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules/axe-core"
PICTURES = ROOT / "docs/pictures"
TAKES_PICTURES = os.environ.get("SAMSKAB_PICTURES") == "1"
# The stops the documentation shows, in Danish; every other stop is looked at and let go.
SHOWN = {
    "overview", "plan", "reading-check", "voices", "voice-new", "insight", "round", "thread", "postcard-edit", "postcard",
    "public-project", "public-postcard",
}  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
BROWSERS_OWN = {"chrome", "chrome-extension"}  # what shows a PDF
BROKEN_POLICY = "document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))"


@dataclass
class Complaints:
    """What the browser complained of while a person looked around. An expected refusal is named beforehand."""

    site: str
    heard: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        page.add_init_script(BROKEN_POLICY)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        if "Failed to load resource" in message.text:
            return  # told, with its number, by the answer itself
        if message.type == "error" or "Refused to" in message.text:
            self.heard.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in str(request.failure):
            self.heard.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if urlsplit(response.url).scheme in BROWSERS_OWN:
            return
        if urlsplit(response.url).netloc != urlsplit(self.site).netloc:
            self.heard.append(f"elsewhere: {response.url}")
        elif response.status >= 400 and response.status not in self.expected:
            self.heard.append(f"{response.status}: {response.url}")


@functools.cache
def axe_source() -> str:
    """axe with its Danish words, so that a failure reads like the page it is about."""
    program = AXE / "axe.min.js"
    assert program.exists(), "axe-core mangler. Kør: make setup"
    words = (AXE / "locales/da.json").read_text(encoding="utf-8")
    rules = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    ask = f"async () => (await axe.run(document, {rules})).violations"
    return f"{program.read_text(encoding='utf-8')}; axe.configure({{locale: {words}}}); window.lookAround = {ask};"


def violations(page: Page) -> list[str]:
    """One line per thing axe finds, with the places it stands."""
    if not page.evaluate("typeof window.lookAround === 'function'"):
        page.evaluate(f"() => {{ {axe_source()} }}")
    found: list[dict[str, Any]] = page.evaluate("() => window.lookAround()")
    return [
        f"axe {one['id']}: {one['help']} "
        + " | ".join(f"{' '.join(map(str, node['target']))} – {node['failureSummary']}" for node in one["nodes"][:3])
        for one in found
    ]


FACTS = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
  const all = s => [...document.querySelectorAll(s)];
  const ids = all('[id]').map(e => e.id);
  return {
    h1: all('h1').length,
    lang: document.documentElement.lang,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    primary: all('.button-primary').filter(seen).map(e => e.innerText.trim()),
    telephones: all('a[href^="tel:"]').map(e => e.href),
    inline: all('[style], style, script:not([src])').map(e => e.outerHTML.slice(0, 80)),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    title: document.title,
  };
}"""


def faults(page: Page, *, language: str) -> list[str]:
    """Everything wrong with the page as it stands now, in words."""
    facts = page.evaluate(FACTS)
    wrong = {
        f"{facts['h1']} h1": facts["h1"] != 1,
        f"lang er {facts['lang']}": facts["lang"] != language,
        f"{facts['wide']} px for bred": facts["wide"] > 0,
        f"flere hovedknapper: {facts['primary']}": len(facts["primary"]) > 1,
        f"indlejret stil eller script: {facts['inline'][:2]}": bool(facts["inline"]),
        f"samme id to gange: {facts['twice'][:3]}": bool(facts["twice"]),
        "ingen titel": not facts["title"].strip(),
    }
    return [words for words, is_wrong in wrong.items() if is_wrong] + violations(page)


def faults_at(page: Page, size: dict[str, int], *, language: str, picture: str = "") -> list[str]:
    """The page at another size. Each fault says where it was seen; a named picture is taken for the documentation."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    found = [f"{page.url} ({language}, {size['width']} px): {words}" for words in faults(page, language=language)]
    if TAKES_PICTURES and language == "da" and picture in SHOWN:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{picture}-{size['width']}.png", full_page=True, caret="initial")
    return found


def look(page: Page, name: str) -> None:
    """Stop, and look around."""
    chosen = [cookie for cookie in page.context.cookies() if cookie.get("name") == "django_language"]
    size = page.viewport_size
    assert chosen and size
    page.wait_for_load_state("domcontentloaded")  # a page one has just come to may be empty still
    found = faults_at(page, {**size}, language=chosen[0].get("value", ""), picture=name)
    assert not found, f"{name}:\n" + "\n".join(found)
