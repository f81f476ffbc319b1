"""`samskab serve` on an empty folder is a new installation."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import made_once


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(*words, **environment):
    program = [str(Path(sys.executable).with_name("samskab")), *words]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMSKAB_", "DJANGO_"))}
    return program, kept | environment


def opened(address):
    until = time.monotonic() + 120
    while True:
        try:
            return urllib.request.urlopen(address, timeout=10)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_an_empty_folder_becomes_an_installation_that_is_its_owners_alone(tmp_path, port):
    tmp_path.chmod(0o755)
    program, environment = command("serve", "--data", str(tmp_path), "--port", str(port))
    server = subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = opened(f"http://127.0.0.1:{port}/")
        assert page.url.endswith("/begynd/") and "Velkommen til Samskab" in page.read().decode()
        assert opened(f"http://127.0.0.1:{port}/sund/").read() == b"ok\n"
    finally:
        server.terminate()
        server.wait(timeout=90)
    for name in ("samskab.sqlite3", "secret.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


@pytest.mark.parametrize("what", ["serve", "demo"])
def test_a_folder_that_cannot_be_is_one_sentence(what, tmp_path):
    (tmp_path / "file").write_text("x")
    program, environment = command(what, "--data", str(tmp_path / "file" / "inside"))
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("only", [(), ("--only", "pages")])
def test_a_taken_port_is_one_sentence_and_no_address_is_told(only, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        made_once.empty(tmp_path, cluster="")
        program, environment = command("serve", "--data", str(tmp_path), "--port", str(port), *only)
        done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (
        (done.returncode, done.stdout) == (2, "")
        and f"Port {port} er optaget." in done.stderr
        and "Traceback" not in done.stderr
    )


BROKEN = "import sys; sys.executable = '/nowhere/python'; from samskab.cli.main import main; main()"


def test_pages_that_cannot_be_started_say_so(tmp_path, port):
    made_once.empty(tmp_path, cluster="")
    _, environment = command()
    words = [sys.executable, "-c", BROKEN, "serve", "--only", "pages", "--port", str(port), "--data", str(tmp_path)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert "holdt op af sig selv" in done.stderr and "/nowhere/python" in done.stderr


def test_a_folder_real_people_use_is_never_made_a_demo(tmp_path):
    (tmp_path / "samskab.sqlite3").write_bytes(b"")
    program, environment = command("demo", "--data", str(tmp_path), "--no-serve")
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and "er en rigtig installation" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["samskab.sqlite3"]


def test_ctrl_c_in_a_terminal_stops_it_and_frees_the_port(tmp_path, port):
    made_once.empty(tmp_path, cluster="")
    program, environment = command("serve", "--data", str(tmp_path), "--port", str(port))
    server = subprocess.Popen(
        program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        opened(f"http://127.0.0.1:{port}/sund/")
        os.killpg(server.pid, signal.SIGINT)  # a terminal sends it to every process of the command
        assert server.wait(timeout=60) == 0
        assert "Traceback" not in server.stderr.read()
        with pytest.raises(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sund/", timeout=2)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
