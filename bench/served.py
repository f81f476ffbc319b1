"""One of the ways to serve Samskab that `bench.serving` compares: `python -m bench.served WAY PORT`."""

import multiprocessing
import os
import socket
import sys

WAYS = {
    "granian": "granian, pages alone",
    "uvicorn bridge": "uvicorn, our bridge",
    "uvicorn a2wsgi": "uvicorn, a2wsgi",
    "granian bridge": "granian, our bridge",
}
THREADS = 8


def application():
    """Everything on one port; the pages through our own bridge, or through the library that does the same."""
    from samskab.config.asgi import Doors, pages
    from samskab.config.bridge import Bridge
    from samskab.live.app import Live

    if os.environ["BENCH_BRIDGE"] == "bridge":
        return Doors(Live(), Bridge(pages, threads=THREADS))
    from a2wsgi import WSGIMiddleware  # on granian it cannot receive a form: granian's `receive` gives no coroutine

    return Doors(Live(), WSGIMiddleware(pages, workers=THREADS))


def pages():
    from samskab.config.wsgi import application

    return application


def serve(way, port):
    server, _, bridge = way.partition(" ")
    os.environ["BENCH_BRIDGE"] = bridge
    if server == "uvicorn":
        from samskab.cli import servers

        with socket.create_server(("127.0.0.1", port)) as door:
            servers.serve(application(), door)
        return
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    multiprocessing.set_start_method("spawn", force=True)
    Server(
        "bench.served:application" if bridge else "bench.served:pages",
        factory=True,
        port=port,
        interface=Interfaces.ASGINL if bridge else Interfaces.WSGI,
        blocking_threads=None if bridge else THREADS,
        workers_kill_timeout=3,
        log_level=LogLevels.critical,
    ).serve()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
