"""A telephone and its network: a real Chromium with a folder of its own that can be killed, and a line that can be cut."""

import http.client
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Playwright

from journeys.installation import free_port

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_SECONDS = 60
OF_THE_LINE_ITSELF = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a browser asks for all of a page at once; five may wait otherwise


class Line:
    """What lies between a browser and a server. Cut, it answers nothing; else it may lose every third answer."""

    def __init__(self, server: str) -> None:
        self.there = urlsplit(server).netloc
        self.is_cut = False
        self.is_deaf = False  # what is sent does not come through; everything else does
        self.newer = False  # the worker says that it is of another release
        self.loses_every = 0
        self.sent = self.lost = 0
        self._one_at_a_time = threading.Lock()
        line = self

        class Carrier(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                line.carry(self)

            do_POST = do_GET

            def log_message(self, *words: object) -> None:
                pass

        self.server = _Listening(("127.0.0.1", free_port()), Carrier)
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def carry(self, asked: BaseHTTPRequestHandler) -> None:
        asked.close_connection = True
        body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
        is_sent = asked.command == "POST" and ("/felt/modtag/" in asked.path or "/felt/dele/" in asked.path)
        if self.is_cut or (self.is_deaf and is_sent):
            return
        try:
            there = http.client.HTTPConnection(self.there, timeout=PATIENCE_SECONDS)
            headers = dict(asked.headers.items()) | {"Accept-Encoding": "identity"}
            there.request(asked.command, asked.path, body or None, headers)
            answer = there.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException):
            return  # the server is gone, or went while it answered
        if is_sent and self._is_lost():
            return
        if self.newer and asked.path.endswith("/arbejder.js"):
            data = re.sub(rb'"version": "\w+', lambda found: found[0] + b"-newer", data)
        self._answer(asked, answer, data)

    def _is_lost(self) -> bool:
        with self._one_at_a_time:
            self.sent += 1
            is_lost = bool(self.loses_every) and self.sent % self.loses_every == 0
            self.lost += is_lost
            return is_lost

    def _answer(self, asked: BaseHTTPRequestHandler, answer: http.client.HTTPResponse, data: bytes) -> None:
        with suppress(OSError):
            asked.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OF_THE_LINE_ITSELF:
                    asked.send_header(name, value)
            asked.send_header("Content-Length", str(len(data)))
            asked.send_header("Connection", "close")
            asked.end_headers()
            asked.wfile.write(data)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Telephone:
    """Chromium, and the folder where it keeps what it keeps. Killed, it has no time to put anything in order."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.playwright, self.folder = playwright, folder
        self.process: subprocess.Popen[bytes] | None = None

    def open(self, url: str) -> Page:
        """A window at that page."""
        port_file = self.folder / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                CHROMIUM, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.folder}",
                "--no-first-run", "--disable-gpu", "--lang=da", "--window-size=390,844",
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{_port(port_file)}")
        page = browser.contexts[0].new_page()
        page.set_default_timeout(60_000)
        page.goto(url)
        return page

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=90)
            self.process = None

    def holds(self, words: bytes) -> list[str]:
        """The files in its folder where those bytes stand."""
        return [path.name for path, data in self._files() if words in data]

    def _files(self) -> Iterator[tuple[Path, bytes]]:
        for path in self.folder.rglob("*"):
            if path.is_file():
                with suppress(OSError):
                    yield path, path.read_bytes()


def _port(file: Path) -> int:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if file.exists() and (lines := file.read_text().split()):
            return int(lines[0])
        time.sleep(0.05)
    raise AssertionError("Chromium did not open")
