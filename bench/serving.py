"""Pages and writes a second, processor time and memory: what `samskab serve` does, beside other ways to serve the same.

    python -m bench.serving <folder of a demo>

Each way gets a copy of the story. A page is the sign-in page; a write is a voice written down through its form. Wall time
is noisy on a shared machine: look at processor time for each answer, and at the ratio to granian serving pages alone.
"""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.served import WAYS
from journeys.installation import copy_of, free_port, surroundings, wait_until_it_answers
from tests.houses import Browser

SECONDS, LINES, WRITERS = 2.0, 16, 8
LISTENERS = 1000
PAGE = "/log-ind/"
FORM = "/p/lys-i-vinduet/stemmer/ny/"
VOICE = {"kind": "quote", "words": "Der skal være lys i alle vinduer.", "channel": "oral", "capture_method": "noted"}


@dataclass
class Measured:
    """Of one way: seconds of each answer, processor seconds for all of them, and MB held."""

    pages: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    page_cpu: float = 0.0
    write_cpu: float = 0.0
    alone: int = 0
    listened_to: int | None = None


class Line(asyncio.Protocol):
    """One connection that asks for the same again and again, as soon as it is answered."""

    def __init__(self, request, status, until, times):
        self.request, self.status, self.until, self.times = request, status, until, times
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        self.ask()

    def ask(self):
        self.came, self.end, self.began = b"", None, time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data):
        self.came += data
        if self.end is None and (head := self.came.find(b"\r\n\r\n")) >= 0:
            found = re.search(rb"(?i)\r\ncontent-length: (\d+)", self.came[: head + 2])
            self.end = head + 4 + int(found[1])
            if int(self.came[9:12]) != self.status:
                self.over.set_exception(RuntimeError(self.came[: head + 300].decode(errors="replace")))
        if self.end is not None and len(self.came) >= self.end and not self.over.done():
            self.times.append(time.perf_counter() - self.began)
            if time.perf_counter() < self.until:
                self.ask()
            else:
                self.over.set_result(None)
                self.transport.close()


async def _ask(port, request, status, lines):
    loop, times, until = asyncio.get_running_loop(), [], time.perf_counter() + SECONDS
    made = [
        await loop.create_connection(lambda: Line(request, status, until, times), "127.0.0.1", port)
        for _ in range(lines)
    ]
    await asyncio.gather(*(line.over for _transport, line in made))
    return times


def ask(server, request, status, lines):
    """(seconds of each answer, processor seconds of the server)"""
    before = processor(server)
    times = asyncio.run(_ask(server.port, request, status, lines))
    return sorted(times), processor(server) - before


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def post(browser, path, facts):
    """The form, as the browser of somebody signed in sends it."""
    kept = {cookie.name: cookie.value for cookie in browser.jar}
    body = urllib.parse.urlencode(facts | {"csrfmiddlewaretoken": kept["csrf"]})
    cookies = "; ".join(f"{name}={value}" for name, value in kept.items())
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: {cookies}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


@contextmanager
def serving(way, folder):
    """The server, as a process of its own with its children in one session."""
    port, log = free_port(), folder.with_name(f"{folder.name}.log")
    environment = surroundings() | {"SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.served", way, str(port)],
            env=environment, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    server.port, server.environment = port, environment
    try:
        wait_until_it_answers(f"http://localhost:{port}/sund/", server, log)
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def processes(server):
    """What /proc says of every process of its session."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(facts[3]) == server.pid:
            yield facts


def processor(server):
    return sum(int(facts[11]) + int(facts[12]) for facts in processes(server)) / os.sysconf("SC_CLK_TCK")


def memory(server):
    return sum(int(facts[21]) for facts in processes(server)) * os.sysconf("SC_PAGE_SIZE") // 1024**2


def memory_listened_to(server):
    """MB while a thousand pages listen; they belong to a hundred people, whom this makes."""
    acts = [sys.executable, "-m", "proof.live_acts", "furnish", "10", "10"]
    visits = json.loads(subprocess.run(acts, env=server.environment, capture_output=True, check=True).stdout)
    with tempfile.NamedTemporaryFile() as heard:
        pages = subprocess.Popen(
            [sys.executable, "-m", "proof.live_pages", str(server.port), heard.name],
            env=server.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        pages.stdin.write(json.dumps([[*visits[number % len(visits)], 0] for number in range(LISTENERS)]) + "\n")
        pages.stdin.flush()
        assert pages.stdout.readline().strip()
        held = memory(server)
        pages.stdin.close()
        pages.wait()
    return held


def measure(way, folder):
    one = Measured()
    with serving(way, folder) as server:
        browser = Browser(f"http://localhost:{server.port}")
        browser.get("/log-ind/")
        browser.post("/log-ind/som/amina/")
        asyncio.run(_ask(server.port, get(PAGE), 200, LINES))  # warm
        one.alone = memory(server)
        one.pages, one.page_cpu = ask(server, get(PAGE), 200, LINES)
        one.writes, one.write_cpu = ask(server, post(browser, FORM, VOICE), 302, WRITERS)
        if way.endswith("bridge"):
            one.listened_to = memory_listened_to(server)
    return one


def row(way, one, beside):
    def part(times, cpu, theirs, their_cpu):
        middle, slow = times[len(times) // 2], times[int(len(times) * 0.99)]
        each, others = cpu / len(times), their_cpu / len(theirs)
        return (
            f"{len(times) / SECONDS:6.0f}/s {len(times) / len(theirs):4.2f} {middle * 1000:6.0f} {slow * 1000:6.0f} "
            f"{each * 1000:6.2f} ms {each / others:4.2f}"
        )

    listened = "" if one.listened_to is None else f"{one.listened_to} MB"
    return (
        f"{WAYS[way]:<21} {part(one.pages, one.page_cpu, beside.pages, beside.page_cpu)}  "
        f"{part(one.writes, one.write_cpu, beside.writes, beside.write_cpu)} {one.alone:4} MB {listened:>7}\n"
    )


def main():
    told = Path(sys.argv[1])
    sys.stdout.write(
        f"serving, {SECONDS:.0f} s each          pages times  p50    p99      cpu times     writes times  p50    p99      cpu "
        f"times   memory, {LISTENERS} listen\n"
    )
    beside = None
    with tempfile.TemporaryDirectory(prefix="samskab-serving-") as folder:
        for number, way in enumerate(WAYS):
            one = measure(way, copy_of(told, Path(folder) / str(number)))
            beside = beside or one
            sys.stdout.write(row(way, one, beside))
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
