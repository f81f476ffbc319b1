"""A Samskab of its own for a journey: the real command, the real server, a folder that is thrown away."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("samskab")
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Installation:
    """A running Samskab. `url` has no slash at the end; `project` is the slug of the story's project."""

    folder: Path
    url: str
    project: str = "lys-i-vinduet"

    def at(self, path: str) -> str:
        """The whole address of a path such as `/t/`."""
        return self.url + path

    def inside(self, path: str = "") -> str:
        """The whole address of a page in the project, such as `plan/`."""
        return f"{self.url}/p/{self.project}/{path}"


def tell_the_story(folder: Path) -> Path:
    """A folder with the whole demo in it, made by `samskab demo --no-serve`."""
    command = [COMMAND, "demo", "--data", folder, "--no-serve"]
    told = subprocess.run(command, env=surroundings(), capture_output=True, text=True, timeout=180)
    assert told.returncode == 0, told.stderr
    return folder


def surroundings() -> dict[str, str]:
    """The environment a person has: nothing of the tests' own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "SAMSKAB_"))}


def copy_of(told: Path, folder: Path) -> Path:
    """The story once more, for a journey that changes it."""
    shutil.copytree(told, folder)
    return folder


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[Installation]:
    """Run `samskab <words> --data folder` on a free port until the journey is over. Nothing is left behind."""
    port = free_port()
    url = f"http://localhost:{port}"
    log = folder.with_name(f"{folder.name}.log")
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            [COMMAND, *words, "--data", folder, "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=surroundings(),
        )
        try:
            wait_until_it_answers(f"{url}/sund/", server, log)
            yield Installation(folder, url)
        finally:
            stop(server)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def wait_until_it_answers(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    last_words = log.read_text(encoding="utf-8")[-2000:]
    raise AssertionError(f"samskab svarede ikke på {url}:\n{last_words}")


def stop(server: "subprocess.Popen[bytes]") -> None:
    """The command and the worker it started, politely first."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
        except ProcessLookupError:
            break
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
    server.wait(timeout=10)
