"""How long one waits for a page when there is a lot: 100 projects and 100,000 voices, on SQLite and on PostgreSQL.

    python -m bench.overview [sqlite] [postgresql]

Each database is filled by bench.crowd. First each page inside the server (bench.pages), then the same over the network
from `samskab serve`, one request after the other on one connection. Both databases write as they do when it matters.
"""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journeys.installation import COMMAND, free_port, stop, surroundings, wait_until_it_answers
from tools.postgres import NoPostgres, running

OVERVIEWS, OTHERS = 200, 60
WARM = 3


def run(module: str, folder: Path, url: str, *words: str) -> None:
    """One part as a process of its own, telling what it finds here."""
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", module, *words], env=inside(folder, url), check=True)


def inside(folder: Path, url: str) -> dict[str, str]:
    """The environment of an installation in this folder, with this database; "" is the folder's own SQLite."""
    here = {"SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings", "DATABASE_URL": url}
    return surroundings() | here


@contextmanager
def served(folder: Path, url: str) -> Iterator[int]:
    """The port where `samskab serve` answers."""
    port = free_port()
    log = folder.with_name(f"{folder.name}.log")
    with log.open("w") as out:
        command = [COMMAND, "serve", "--data", folder, "--port", str(port)]
        server = subprocess.Popen(
            command, env=inside(folder, url), stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_until_it_answers(f"http://localhost:{port}/sund/", server, log)
            yield port
        finally:
            stop(server)


def over_the_network(folder: Path, url: str) -> None:
    """Every page from the server, in milliseconds from the first byte sent to the last received."""
    told = folder.with_name(f"{folder.name}.pages")
    run("bench.pages", folder, url, str(told))
    cookie, *lines = told.read_text().splitlines()
    sys.stdout.write(f"{'over the network':<34}        p50         p95                        bytes sent\n")
    with served(folder, url) as port:
        connection = http.client.HTTPConnection("localhost", port, timeout=60)
        for what, address in (line.split("\t") for line in lines):
            seconds, size = answers(connection, address, cookie, OVERVIEWS if what == "overview" else OTHERS)
            middle, slow = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
            sys.stdout.write(f"{what:<34}{middle * 1000:8.1f} ms {slow * 1000:8.1f} ms {size:33,}\n")


def answers(
    connection: http.client.HTTPConnection, address: str, cookie: str, requests: int
) -> tuple[list[float], int]:
    """(seconds of each answer in order of size, bytes of one), after a few nobody waits for."""
    seconds, size = [], 0
    for number in range(WARM + requests):
        begun = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        size = len(answer.read())
        if number >= WARM:
            seconds.append(time.perf_counter() - begun)
        assert answer.status == 200, f"{answer.status} {address}"
    return sorted(seconds), size


def measure(folder: Path, url: str) -> None:
    folder.mkdir()
    run("bench.crowd", folder, url)
    run("bench.pages", folder, url)
    over_the_network(folder, url)


def main() -> int:
    chosen = sys.argv[1:] or ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="samskab-crowd-") as folder:
        for name in chosen:
            sys.stdout.write(f"{name}, load before we began {os.getloadavg()[0]:.1f}\n")
            try:
                if name == "sqlite":
                    measure(Path(folder) / name, "")
                else:
                    with running(durable=True) as url:
                        measure(Path(folder) / name, url)
            except NoPostgres as missing:
                sys.stdout.write(f"not measured here. {missing}\n")
    sys.stdout.write("no peer: no other program has these pages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
