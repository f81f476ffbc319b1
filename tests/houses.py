"""A Samskab of its own whose server can be killed, and a person's browser: for the fault tests and the long proofs."""

import os
import re
import resource
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path

from journeys.installation import COMMAND, free_port, surroundings, wait_until_it_answers
from tests import made_once
from tests.databases import ask, is_whole, until_the_dead_are_gone


class House:
    """An installation in a folder of its own, whose server can be killed."""

    def __init__(self, folder, largest_file=None, **environment):
        self.folder, self.largest_file = folder, largest_file
        self.environment = surroundings() | made_once.house(folder) | environment
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.server = None

    def start(self):
        log = self.folder.with_name("server.log")
        with log.open("ab") as out:
            self.server = subprocess.Popen(
                [COMMAND, "serve", "--data", self.folder, "--port", str(self.port)],
                stdout=out, stderr=out, start_new_session=True, env=self.environment, preexec_fn=self._limit,
            )  # fmt: skip
        wait_until_it_answers(f"{self.url}/sund/", self.server, log)

    def _limit(self):
        if self.largest_file:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.largest_file, self.largest_file))

    def stop(self):
        """Politely, as a person or systemd would."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGTERM)
            self.server.wait(timeout=90)
            self.server = None

    def kill(self):
        """As when the machine falls: the server, and the worker it brought along."""
        if self.server is not None:
            for pid in self._brought_along():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait(timeout=90)
            self.server = None
            until_the_dead_are_gone(self.environment)

    def _brought_along(self):
        threads = Path(f"/proc/{self.server.pid}/task")
        with suppress(FileNotFoundError):
            return [int(pid) for thread in threads.iterdir() for pid in (thread / "children").read_text().split()]
        return []

    def asks(self, question):
        return ask(self.folder, self.environment, question)

    def is_whole(self):
        return is_whole(self.folder, self.environment)

    def journal_is_whole(self):
        """What `samskab journal verify` says of it."""
        verify = [COMMAND, "journal", "verify", "--data", self.folder]
        return subprocess.run(verify, env=self.environment, capture_output=True, timeout=300).returncode == 0


class Browser:
    """One person's browser: keeps cookies, and sends what a form must hold."""

    def __init__(self, url):
        self.url = url
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        with self.opener.open(self.url + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path, **sent):
        """(status, the address one ends at, the page)"""
        key = next((cookie.value for cookie in self.jar if cookie.name == "csrf"), "")
        body = urllib.parse.urlencode(sent | {"csrfmiddlewaretoken": key}, doseq=True).encode()
        try:
            with self.opener.open(self.url + path, body, timeout=60) as answer:
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.geturl(), refused.read().decode()

    def begin(self, email="amina@example.org"):
        """The first page of a new installation."""
        self.get("/begynd/")
        return self.post(
            "/begynd/", name="Amina Holm", title="", email=email, password="fire-glade-ord-her",
            project_name="Tryg hjemme", phone="00 00 00 00", then="empty",
        )  # fmt: skip

    def say(self, words):
        """The code the words were given; "" when the server did not answer that they are in safety."""
        facts = {"kind": "quote", "words": words, "channel": "oral", "capture_method": "noted", "agreed": ["print"]}
        try:
            status, address, page = self.post("/p/tryg-hjemme/stemmer/ny/", **facts)
        except OSError:
            return ""
        found = re.search(r"/stemmer/(U-\d+)/$", address)
        return found[1] if status == 200 and found and words in page else ""
