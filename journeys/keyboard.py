"""A person who uses the keyboard alone, and knows only what the browser tells a screen reader."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

MOST_PRESSES = 250


@dataclass(frozen=True)
class Focus:
    """Where the keyboard is: role and name as the browser's own accessibility tree has them."""

    role: str
    name: str
    group: str
    drawn: bool

    def is_called(self, name: str, role: str) -> bool:
        return self.name.startswith(name) and (not role or self.role == role)


WHERE = """() => {
  const here = document.activeElement || document.body;
  const group = here.closest('fieldset')?.querySelector('legend')?.innerText || '';
  const marked = e => e && getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
  return {group: group.trim(), drawn: marked(here) || [...(here.labels || [])].some(marked)};
}"""


class Keyboard:
    """Tab, Shift+Tab, Enter, Space, arrows and letters. Nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ears = page.context.new_cdp_session(page)
        self.unmarked: list[str] = []

    def focus(self) -> Focus:
        """What is told about the thing that has focus. Remembers what had focus without showing it."""
        here = self.ears.send("Runtime.evaluate", {"expression": "document.activeElement || document.body"})["result"][
            "objectId"
        ]
        asked = {"objectId": here, "fetchRelatives": False}
        node = self.ears.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        around = self.page.evaluate(WHERE)
        role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")
        focus = Focus(role, " ".join(name.split()), around["group"], around["drawn"])
        if not focus.drawn and role != "RootWebArea":
            self.unmarked.append(f"{self.page.url}: {role} “{focus.name}”")
        return focus

    def reach(self, name: str, role: str = "", *, back: bool = False, about: str = "") -> None:
        """Tab until the focus is on something whose name begins so, and is about that. Fails after MOST_PRESSES, telling where one has been."""
        been = []
        for _press in range(MOST_PRESSES):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            focus = self.focus()
            been.append(f"{focus.role} “{focus.name}”")
            if focus.is_called(name, role) and about in focus.name:
                return
        raise AssertionError(
            f"Kom ikke til {role} “{name}” med tastaturet på {self.page.url}. Var ved: {list(dict.fromkeys(been))}"
        )

    def press(self, name: str, role: str = "", *, key: str = "Enter", back: bool = False) -> None:
        """Go there, and press."""
        self.reach(name, role, back=back)
        self.page.keyboard.press(key)

    def go(self, name: str, role: str = "", *, back: bool = False) -> None:
        """Go there, press, and wait for the page it leads to."""
        self.reach(name, role, back=back)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, words: str) -> None:
        """Into the field called so, instead of what stands there."""
        self.reach(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, group: str, option: str) -> None:
        """One of several: Tab to the group, arrows to the option."""
        for _press in range(MOST_PRESSES):
            self.page.keyboard.press("Tab")
            focus = self.focus()
            if focus.role == "radio" and focus.group.startswith(group):
                break
        else:
            raise AssertionError(f"Kom ikke til “{group}” med tastaturet på {self.page.url}")
        self.page.keyboard.press("Space")
        for _press in range(20):
            if self.focus().name.startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{option}” er ikke blandt svarene på “{group}”: {self.focus()}")

    def give_file(self, name: str, file: Path) -> None:
        """Open the file field with Enter, and choose. Who sees nothing happen presses once more."""
        self.reach(name)
        with self.page.expect_event("filechooser") as chooser:
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(500)
            if not chooser.is_done():
                self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

    def fetch(self, name: str, into: Path) -> Path:
        """Fetch a file by its link, and stay on the page."""
        self.reach(name)
        with self.page.expect_download() as fetched:
            self.page.keyboard.press("Enter")
        fetched.value.save_as(into)
        return into
