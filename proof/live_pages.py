"""Pages that listen, a thousand in one process: no browser, but a socket that says what a browser would say.

python -m proof.live_pages PORT FILE  ← the first line of standard input: [[slug, key, since], …]; then words, a line each
"cut them"        cut every line at once; everybody comes back with the last id they have
"wait for them"   the server fell; they come back by themselves
"until {…}"       everybody has heard of all until the id of their project, or a minute has gone
the end of input  write what each page heard: how many, the ids, the moments
"""

import asyncio
import json
import re
import sys
import time
from array import array
from pathlib import Path

import uvloop

EVENT = re.compile(rb"id: (\d+)\ndata: [^\n]*\n\n")
PATIENCE = 60


class Page(asyncio.Protocol):
    """One page. It lost the line: it comes back by itself, as EventSource does."""

    def __init__(self, port, slug, key, since):
        self.port, self.slug, self.key, self.since = port, slug, key, since
        self.ids, self.moments = array("q"), array("d")
        self.rest = self.head = b""
        self.transport = None
        self.listens = asyncio.Event()
        self.is_closed = False

    async def open(self):
        """Until it is let in; as a browser does it, it tries again when nobody answers."""
        while not self.is_closed:
            self.rest, self.head = b"", b""
            self.listens.clear()
            try:
                await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self.port)
                async with asyncio.timeout(PATIENCE):
                    await self.listens.wait()
                if self.head.startswith(b"HTTP/1.1 200"):
                    return
            except OSError:
                pass
            await asyncio.sleep(0.5)

    def connection_made(self, transport):
        self.transport = transport
        back = f"Last-Event-ID: {self.ids[-1]}\r\n" if self.ids else ""
        transport.write(
            f"GET /live/{self.slug}/?since={self.since} HTTP/1.1\r\nHost: localhost\r\n"
            f"Cookie: session={self.key}\r\n{back}\r\n".encode()
        )

    def data_received(self, data):
        self.rest += data
        if not self.head:
            self.head, found, self.rest = self.rest.partition(b"\r\n\r\n")
            if not found:
                self.head, self.rest = b"", self.head
                return
            self.listens.set()
        now = time.monotonic()
        end = 0
        for event in EVENT.finditer(self.rest):
            self.ids.append(int(event[1]))
            self.moments.append(now)
            end = event.end()
        self.rest = self.rest[max(end, len(self.rest) - 200) :]

    def connection_lost(self, error):
        self.listens.clear()
        if not self.is_closed:
            self.again = asyncio.ensure_future(self.open())

    def cut(self):
        self.listens.clear()
        self.transport.abort()

    def write(self, file):
        array("q", [len(self.ids)]).tofile(file)
        self.ids.tofile(file)
        self.moments.tofile(file)


def read(file):
    """(ids, moments) of each page that wrote itself there."""
    while head := file.read(8):
        count = array("q", head)[0]
        ids, moments = array("q"), array("d")
        ids.fromfile(file, count)
        moments.fromfile(file, count)
        yield ids, moments


async def listen(port, rows):
    pages = [Page(port, *row) for row in rows]
    await asyncio.gather(*(page.open() for page in pages))
    say("everybody listens")
    while word := (await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)).strip():
        if word == "cut them":
            for page in pages:
                page.cut()
        await asyncio.gather(*(page.listens.wait() for page in pages))
        if word.startswith("until "):
            await heard_all(pages, json.loads(word.removeprefix("until ")))
        say("everybody is back")
    for page in pages:
        page.is_closed = True
    return pages


async def heard_all(pages, ends):
    given_up = time.monotonic() + PATIENCE
    waiting = list(pages)
    while waiting and time.monotonic() < given_up:
        await asyncio.sleep(0.05)
        waiting = [page for page in waiting if not page.ids or page.ids[-1] < ends[page.slug]]


def say(word):
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main():
    uvloop.install()
    pages = asyncio.run(listen(int(sys.argv[1]), json.loads(sys.stdin.readline())))
    with Path(sys.argv[2]).open("wb") as file:
        for page in pages:
            page.write(file)


if __name__ == "__main__":
    main()
