"""Long texts beside Taguette 1.5.2: take in, open, list and hand back 100 kB, 1 MB and 10 MB of Danish, over HTTP.

    python -m bench.sources <folder of a demo>

Both get the same HTML file. Open is what a person waits for when they click the document: with us the page with its first
window, with Taguette the contents its page asks for, which is always the whole. Each has its server in a process of its own,
and is asked by turns. Taguette is installed by `requirements/peer.txt` into a place of its own.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from bench.crowd_words import many
from journeys.installation import copy_of, free_port, serving, surroundings

SIZES = {"100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
TIMES = {"100 kB": 9, "1 MB": 7, "10 MB": 1}
ACTS = ("take in", "open", "list", "hand back")
HERE = Path(__file__).parent.parent
PEER = HERE / "build" / "peer"
PATIENCE = 600


def html(size, dice):
    """About `size` bytes of Danish paragraphs as a web page."""
    paragraphs, long = [], 0
    while long < size:
        paragraphs.append(f"<p>{many(dice, 4)}</p>")
        long += len(paragraphs[-1].encode()) + 1
    body = "\n".join(paragraphs)
    return f'<!doctype html>\n<html lang="da"><head><meta charset="utf-8"><title>Samtale</title></head><body>\n{body}\n</body></html>\n'


@dataclass
class Ours:
    """Samskab, asked as Amina's browser asks."""

    url: str
    asks: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE, follow_redirects=True))

    def begin(self):
        page = self.asks.get(f"{self.url}/log-ind/").text
        self.asks.post(f"{self.url}/log-ind/som/amina/", data={"csrfmiddlewaretoken": _hidden(page)})

    def take_in(self, name, data):
        there = f"{self.url}/p/lys-i-vinduet/kilder/ny/"
        token = _hidden(self.asks.get(there).text)
        began = time.perf_counter()
        sent = {"file": (name, data, "text/html")}
        answer = self.asks.post(there, data={"csrfmiddlewaretoken": token}, files=sent, follow_redirects=False)
        taken = time.perf_counter() - began
        assert answer.status_code == 302, f"{answer.status_code}: {re.sub('<[^>]*>', ' ', answer.text)[-600:]}"
        self.document = self.url + answer.headers["Location"]
        return taken

    def open(self):
        return _timed(self.asks, self.document)

    def list(self):
        return _timed(self.asks, f"{self.url}/p/lys-i-vinduet/kilder/")

    def hand_back(self):
        return _timed(self.asks, f"{self.document}tekst.txt")


@dataclass
class Theirs:
    """Taguette on one's own machine, asked as its page asks."""

    url: str
    way_in: str
    asks: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE, follow_redirects=True))

    def begin(self):
        self.asks.get(self.way_in)
        self.asks.get(f"{self.url}/project/new")
        made = self.asks.post(f"{self.url}/project/new", data={"name": "Samtaler", "description": ""} | self._token())
        self.project = re.search(r"/project/(\d+)", str(made.url))[1]

    def _token(self):
        return {"_xsrf": self.asks.cookies.get("_xsrf", "")}

    def take_in(self, name, data):
        began = time.perf_counter()
        answer = self.asks.post(
            f"{self.url}/api/project/{self.project}/document/new",
            data={"name": name, "description": ""} | self._token(), files={"file": (name, data, "text/html")},
        )  # fmt: skip
        taken = time.perf_counter() - began
        assert answer.is_success, f"{answer.status_code}: {answer.text[:200]}"
        self.document = answer.json()["created"]
        return taken

    def open(self):
        return _timed(self.asks, f"{self.url}/api/project/{self.project}/document/{self.document}/contents")

    def list(self):
        return _timed(self.asks, f"{self.url}/project/{self.project}")

    def hand_back(self):
        return _timed(self.asks, f"{self.url}/project/{self.project}/export/document/{self.document}.html")


def _timed(asks, url):
    began = time.perf_counter()
    answer = asks.get(url)
    taken = time.perf_counter() - began
    assert answer.is_success, f"{answer.status_code} {url}"
    return taken


def _hidden(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def installed():
    """Taguette's own command, in a place of its own; made where it is not there."""
    command = PEER / "bin" / "taguette"
    if not command.exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, PEER], check=True)
        locked = ["--require-hashes", "--requirement", HERE / "requirements" / "peer.txt"]
        subprocess.run([uv, "pip", "install", "--quiet", "--python", PEER / "bin" / "python", *locked], check=True)
    return command


@contextmanager
def their_server(folder):
    url, log = f"http://localhost:{free_port()}", folder / "taguette.log"
    words = ["--no-browser", "--port", url.rpartition(":")[2], "--database", str(folder / "taguette.sqlite3")]
    home = surroundings() | {"HOME": str(folder)}
    with log.open("w") as out:
        server = subprocess.Popen([installed(), *words], stdout=out, stderr=out, env=home)
        try:
            yield Theirs(url, _way_in(log, server))
        finally:
            server.terminate()
            server.wait(20)


def _way_in(log, server):
    """The address with a token it prints for the one who started it."""
    until = time.monotonic() + 60
    while not (found := re.search(r"http://localhost:\d+/\?token=\w+", log.read_text())):
        if server.poll() is not None or time.monotonic() > until:
            raise SystemExit("Taguette did not start")
        time.sleep(0.2)
    return found[0]


def measure(ours, theirs):
    """Seconds of each act, {(size, act): (ours, theirs)}; the two by turns."""
    dice, measured = Random(7), {}
    for size, long in SIZES.items():
        for turn in range(TIMES[size]):
            data = html(long, dice).encode()
            for side, asked in enumerate((ours, theirs)):
                told = f"samtale-{turn}-{long}.html"
                for act, taken in zip(ACTS, (asked.take_in(told, data), *_the_rest(asked)), strict=True):
                    measured.setdefault((size, act), ([], []))[side].append(taken)
    return measured


def _the_rest(asked):
    return asked.open(), asked.list(), asked.hand_back()


def main():
    with tempfile.TemporaryDirectory(prefix="samskab-bench-") as room:
        folder = Path(room)
        told = copy_of(Path(sys.argv[1]), folder / "told")
        with serving(told, "serve") as ours, their_server(folder) as theirs:
            mine = Ours(ours.url)
            mine.begin()
            theirs.begin()
            measured = measure(mine, theirs)
    sys.stdout.write("long texts, middle of 9, 7 and 1 times        samskab      taguette 1.5.2    times\n")
    for (size, act), (a, b) in measured.items():
        a, b = statistics.median(a), statistics.median(b)
        sys.stdout.write(f"{size:>8}  {act:<24}{a * 1000:10.1f} ms {b * 1000:14.1f} ms {b / a:9.1f}\n")


if __name__ == "__main__":
    main()
