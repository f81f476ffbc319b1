"""The demo tells its story, which sets a card, and then serves: the pages must be able to set cards too."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def served(tmp_path):
    """A demo told and served by one and the same command."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SAMSKAB_", "DJANGO_"))}
    command = ["demo", "--no-browser", "--port", str(port), "--data", str(tmp_path / "demo")]
    script = "import sys; from samskab.cli.main import main\nif __name__ == '__main__': main()\n"
    (tmp_path / "run.py").write_text(script)
    server = subprocess.Popen(
        [sys.executable, str(tmp_path / "run.py"), *command], cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=(tmp_path / "errors").open("w"),
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/log-ind/", server, tmp_path / "errors")
    yield address, tmp_path / "demo"
    server.terminate()
    server.wait(timeout=30)


def wait_for(address, server, errors):
    for _moment in range(600):
        assert server.poll() is None, errors.read_text()
        try:
            urlopen(address, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nobody answered")


def test_a_demo_that_has_just_been_told_sets_cards_in_its_pages(served):
    address, folder = served
    with closing(sqlite3.connect(folder / "samskab.sqlite3")) as kept:
        slug, number = kept.execute(
            "select slug, c.number from publishing_postcard c join projects_project p on p.id = c.project_id "
            "where c.state = 'published' and p.is_public"
        ).fetchone()
    with urlopen(f"{address}/o/{slug}/postkort/{number}/postkort.pdf", timeout=60) as answer:
        assert answer.read(5) == b"%PDF-"
