"""A real server, killed with kill -9 between the steps: the document is in the page, so nothing is lost."""

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from samskab.frontdoor.reading.tests.browsing import Form, files_under
from samskab.frontdoor.reading.tests.conftest import POSTCARD
from tests import made_once
from tests.databases import ask, until_the_dead_are_gone

COMMAND = Path(sys.executable).with_name("samskab")
BEGIN = """
import json, django
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from samskab.people.models import User
from samskab.projects.actions import begin_project
user = User.objects.create_user("amina@example.org", "Amina Holm", "ti-gode-traade")
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session.save()
print(json.dumps({"session": session.session_key, "slug": begin_project("Lys", coordinator=user).slug}))
"""
PATIENCE_SECONDS = 60


class House:
    """An installation of its own, with one person signed in, and a server that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{free_port()}"
        self.environment = (
            os.environ
            | made_once.empty(folder)
            | {
                "SAMSKAB_DATA": str(folder),
                "SAMSKAB_URL": self.url,
                "DJANGO_SETTINGS_MODULE": "samskab.config.settings",
            }
        )
        begun = subprocess.run(
            [sys.executable, "-c", BEGIN],
            env=self.environment, check=True, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
        )  # fmt: skip
        told = json.loads(begun.stdout.splitlines()[-1])
        self.cookies = f"session={told['session']}"
        self.address = f"{self.url}/p/{told['slug']}/laes-ind/"
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        port = self.url.rpartition(":")[2]
        with (self.folder.parent / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [COMMAND, "serve", "--data", self.folder, "--port", port],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.server.poll() is None:
            try:
                self.get(f"{self.url}/sund/")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder.parent / "server.log").read_text())

    def kill(self) -> None:
        """Everything it runs, without warning."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait(PATIENCE_SECONDS)
            until_the_dead_are_gone(self.environment)

    def get(self, url: str) -> str:
        with urllib.request.urlopen(self.asked(url), timeout=PATIENCE_SECONDS) as answer:
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                if cookie.startswith("csrf="):
                    self.cookies = f"{self.cookies.partition(';')[0]}; {cookie.partition(';')[0]}"
            return answer.read().decode()

    def post(self, fields: dict[str, str]) -> tuple[int, str, str]:
        """Status, page, and the place a redirect leads to."""
        body = b"".join(
            f'--grense\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        )
        request = self.asked(self.address, body + b"--grense--\r\n")
        request.add_header("Content-Type", "multipart/form-data; boundary=grense")
        try:
            with urllib.request.build_opener(Stay).open(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, answer.read().decode(), ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers.get("Location") or ""

    def asked(self, url: str, body: bytes | None = None) -> urllib.request.Request:
        return urllib.request.Request(url, body, {"Cookie": self.cookies, "Referer": self.url})

    def count(self, table: str) -> int:
        return ask(self.folder, self.environment, f"SELECT count(*) FROM {table}")[0][0]


class Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow a redirect."""

    def redirect_request(self, *_args):
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "data")
    house.start()
    yield house
    house.kill()


def checked(house: House, document: str) -> dict[str, str]:
    """The form of the page where what we found is checked."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', house.get(house.address)).group(1)
    data = base64.b64encode(document.encode()).decode()
    status, page, _ = house.post({"csrfmiddlewaretoken": token, "data": data, "name": "postkort.txt"})
    assert status == 200
    return Form(page).fields


def test_a_server_killed_between_check_and_keep_loses_nothing_and_two_yeses_store_once(house):
    fields = checked(house, POSTCARD)
    house.kill()
    assert house.count("voices_source") == 0
    assert files_under(house.folder / "files") == []
    house.start()
    fields |= {"keep": "1", "voice-1-text": "Ord, skrevet om før strømmen gik"}
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(lambda _: house.post(fields), range(4)))
    assert [status for status, _, _ in answers] == [302] * 4
    assert sorted(place.count("/kilder/1/") for _, _, place in answers) == [0, 1, 1, 1]
    assert house.count("voices_source") == 1
    assert house.count("voices_voice") == 2
    assert len(files_under(house.folder / "files")) == 1


def test_a_server_killed_while_keeping_has_kept_all_or_nothing(house):
    """Killed at some moment in the act, again and again: document, file and findings stand together or not at all."""
    for attempt in range(3):
        fields = checked(house, f"{POSTCARD}\nUdgave {attempt}.\n") | {"keep": "1"}
        fields |= {f"{key}-take": "yes" for key in ("voice-1", "voice-2", "track-1", "knowledge-1")}
        before = [house.count(table) for table in ("voices_source", "voices_voice", "trials_track")]
        with ThreadPoolExecutor(1) as hand:
            sent = hand.submit(house.post, fields)
            time.sleep(0.05 + 0.1 * attempt)
            house.kill()
            assert sent.exception() is not None or sent.result()[0] == 302
        after = [house.count(table) for table in ("voices_source", "voices_voice", "trials_track")]
        assert [now - then for now, then in zip(after, before, strict=True)] in ([0, 0, 0], [1, 2, 1])
        house.start()
    status, _, _ = house.post(checked(house, f"{POSTCARD}\nDen sidste.\n") | {"keep": "1"})
    assert status == 302
    an_hour_goes(house.folder / "files")
    house.kill()
    house.start()
    assert len(files_under(house.folder / "files")) == house.count("voices_source")


def an_hour_goes(folder: Path) -> None:
    """A locked file that no row knows was left by the kill. It opens with no key, and is let be while its act may go on."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 7200,) * 2)
