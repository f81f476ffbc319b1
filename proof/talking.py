"""People who keep telling things to a server until it is no longer there, and remember what they were thanked for."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from journeys.told import TOLD, opened
from tests.houses import Browser

ACCOUNT = {
    "username": "amina@example.org",
    "login": "amina@example.org",
    "password": "fire-glade-ord-her",
}


class Talkers:
    """Several people in one project. `thanked` is words → code for everything the server said it has."""

    def __init__(self, url, people=4):
        self.browsers = [Browser(url) for _ in range(people)]
        self.thanked = {}
        self.refused = []
        self._said = 0
        self._guard = threading.Lock()

    def begin(self):
        """The first begins the installation; the others sit beside and use the same account."""
        first = self.browsers[0]
        status, _address, page = first.begin()
        assert status == 200, page
        self.sit_down(self.browsers[1:])

    def sit_down(self, browsers=None):
        """Sign in, all of them or these."""
        for browser in self.browsers if browsers is None else browsers:
            browser.get("/log-ind/")
            status, address, page = browser.post("/log-ind/", **ACCOUNT)
            assert status == 200 and "/log-ind/" not in address, page

    def _words(self):
        with self._guard:
            self._said += 1
            return f"Stemme nummer {self._said} " + "som kom i sikkerhed. " * (self._said % 40)

    def _talk(self, browser, enough):
        while not enough.is_set():
            words = self._words().strip()
            code = browser.say(words)
            if code:
                self.thanked[words] = code
            else:
                self.refused.append(words)
                if not self.stubborn:
                    return

    @contextmanager
    def talking(self, *, stubborn=False):
        """They talk for as long as the block lasts; a stubborn one goes on after a no."""
        self.stubborn, enough = stubborn, threading.Event()
        with ThreadPoolExecutor(len(self.browsers)) as mouths:
            for browser in self.browsers:
                mouths.submit(self._talk, browser, enough)
            try:
                yield
            finally:
                enough.set()


def missing(house, talkers):
    """What somebody was thanked for and is not there, word for word under its code; and codes given twice."""
    kept = dict(opened(house.folder, house.asks(TOLD)))
    lost = [words for words, code in talkers.thanked.items() if f"U-{kept.get(words)}" != code]
    return lost, len(kept) - len(set(kept.values()))
