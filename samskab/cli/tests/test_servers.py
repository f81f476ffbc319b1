"""The server itself, over real connections: what is slow, half, large or over."""

import http.client
import os
import signal
import socket
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest

from journeys.installation import copy_of, serving
from samskab.cli import servers
from samskab.cli.servers import LONGEST_HEAD, Place, Taken, let_many_listen, opened
from tests import made_once

MB = 1024**2


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    made_once.story(folder := tmp_path_factory.mktemp("told") / "data", cluster="")
    return folder


@pytest.fixture(scope="module")
def demo(told, tmp_path_factory):
    with serving(copy_of(told, tmp_path_factory.mktemp("demo") / "data"), "demo", "--no-browser") as running:
        yield running


def connect(demo):
    return socket.create_connection(("127.0.0.1", port_of(demo)), timeout=60)


def port_of(demo):
    return int(demo.url.rpartition(":")[2])


def ask(demo, path="/sund/", method="GET", body=None, **headers):
    with closing(http.client.HTTPConnection("localhost", port_of(demo), timeout=60)) as line:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return answer, answer.read()


def as_amina(demo):
    """The cookies of somebody who signed in with one click."""
    page, _ = ask(demo, "/log-ind/")
    csrf = page.getheader("Set-Cookie").split("csrf=")[1].split(";")[0]
    answer, _ = ask(
        demo, "/log-ind/som/amina/", "POST", f"csrfmiddlewaretoken={csrf}", Cookie=f"csrf={csrf}",
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    kept = dict(one.split(";")[0].split("=") for one in answer.headers.get_all("Set-Cookie"))
    return {"csrf": csrf} | kept


def listen(demo, cookies):
    """A connection on which somebody listens, after it has been let in."""
    line = connect(demo)
    line.sendall(
        f"GET /live/{demo.project}/ HTTP/1.1\r\nHost: localhost\r\nCookie: session={cookies['session']}\r\n\r\n".encode()
    )
    begun = b""
    while b"retry:" not in begun:
        begun += line.recv(4096)
    assert begun.startswith(b"HTTP/1.1 200")
    return line


# --- The same as any web server ----------------------------------------------------------------------------------


def test_a_head_is_answered_without_a_body_and_with_its_length(demo):
    whole, body = ask(demo, "/log-ind/")
    head, nothing = ask(demo, "/log-ind/", "HEAD")
    assert (head.status, nothing) == (200, b"") and abs(int(head.getheader("Content-Length")) - len(body)) < 200
    assert whole.getheader("Server") is None


def test_a_page_is_packed_for_those_who_can_unpack_it(demo):
    answer, body = ask(demo, "/log-ind/", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") == "gzip" and len(body) == int(answer.getheader("Content-Length"))


def test_a_part_of_a_file_can_be_asked_for(demo):
    path = "/static/samskab/logo.svg"
    _whole, body = ask(demo, path)
    part, some = ask(demo, path, Range="bytes=5-24")
    assert part.status == 206 and some == body[5:25]


def test_one_connection_serves_several_pages(demo):
    with closing(http.client.HTTPConnection("localhost", port_of(demo), timeout=60)) as line:
        for _ in range(5):
            line.request("GET", "/sund/")
            assert line.getresponse().read() == b"ok\n"


def test_a_request_that_is_none_is_refused_and_the_next_is_answered(demo):
    for words in (
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"\r\n" * 50,
    ):
        with closing(connect(demo)) as line:
            line.sendall(words)
            line.shutdown(socket.SHUT_WR)
            assert b"200 OK" not in line.recv(4096)
    assert ask(demo)[0].status == 200


# --- What is slow, and what is large -------------------------------------------------------------------------------


def test_half_requests_and_half_uploads_keep_nobody_waiting(demo):
    head = b"POST /log-ind/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    lines = [connect(demo) for _ in range(100)]
    for number, line in enumerate(lines):
        line.sendall(head if number % 2 else head + b"Content-Length: 100000\r\n\r\n--x\r\n")
    assert ask(demo)[0].status == 200
    for line in lines:
        line.close()
    assert ask(demo)[0].status == 200


def test_those_who_read_slowly_keep_nobody_waiting(demo):
    path = next(
        f"/static/{one.relative_to(root)}"
        for root in [Path(servers.__file__).parents[1] / "ground/static"]
        for one in sorted(root.rglob("*.css"), key=lambda one: -one.stat().st_size)
    )
    lines = [connect(demo) for _ in range(30)]
    for line in lines:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 5)
    assert ask(demo)[0].status == 200
    for line in lines:
        line.close()


def test_a_head_without_end_is_cut(demo):
    with closing(connect(demo)) as line, pytest.raises(OSError):
        for _ in range(200):
            line.sendall(b"GET / HTTP/1.1\r\n" + b"X-Y: " + b"z" * LONGEST_HEAD + b"\r\n")
            time.sleep(0.01)
    assert ask(demo)[0].status == 200


def test_somebody_who_says_nothing_is_let_go(demo, monkeypatch, told, tmp_path):
    """The patience is the server's own; here it is a second."""
    import asyncio

    from uvicorn import Config
    from uvicorn.server import ServerState

    monkeypatch.setattr(servers, "FOR_THE_HEAD", 0.05)

    async def wait():
        config = Config(lambda scope: None, http=servers.Impatient, ws="none", lifespan="off", log_config=None)
        config.load()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: servers.Impatient(config, ServerState(), {}), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"GET / HT")
        with pytest.raises(ConnectionResetError):
            if not await asyncio.wait_for(reader.read(), 10):
                raise ConnectionResetError
        server.close()

    asyncio.run(wait())


def test_much_more_than_a_page_reads_is_refused_in_a_sentence(demo):
    cookies = as_amina(demo)
    front = (
        f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{cookies["csrf"]}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="stor.docx"\r\n\r\n'
    ).encode()
    size = 200 * MB

    def upload():
        yield front
        for _ in range(size // MB):
            yield b"x" * MB
        yield b"\r\n--x--\r\n"

    answer, page = ask(
        demo, f"/p/{demo.project}/laes-ind/", "POST", upload(),
        Cookie="; ".join(f"{name}={value}" for name, value in cookies.items()),
        **{"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(len(front) + size + 9)},
    )  # fmt: skip
    assert answer.status == 422 and "Filen er for stor. Den må højst fylde 25 MB." in page.decode()


# --- Stopping -------------------------------------------------------------------------------------------------------


def test_a_stop_lets_those_who_listen_out_at_once(told, tmp_path):
    with serving(copy_of(told, tmp_path / "data"), "demo", "--no-browser") as demo:
        lines = [listen(demo, as_amina(demo)) for _ in range(3)]
        os.killpg(os.getpgid(pid_of(demo)), signal.SIGTERM)
        for line in lines:
            rest = b""
            while more := line.recv(4096):
                rest += more
            assert rest.endswith(b"0\r\n\r\n"), "cut off in the middle"
            line.close()


def pid_of(demo):
    """The process that has the port."""
    wanted = f":{port_of(demo):04X}"
    table = Path("/proc/net/tcp").read_text().splitlines()[1:]
    inode = next(line.split()[9] for line in table if line.split()[1].endswith(wanted) and line.split()[3] == "0A")
    for folder in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(folder.readlink()) == f"socket:[{inode}]":
                return int(folder.parts[2])
        except OSError:
            continue
    raise AssertionError("nobody has it")


# --- Where it answers -----------------------------------------------------------------------------------------------


def test_a_socket_file_is_for_the_owner_and_the_group_and_is_put_away(tmp_path):
    place = Place(socket=tmp_path / "door")
    for _ in range(2):
        with opened(place) as door:
            door.listen()
            assert stat.S_IMODE(place.socket.stat().st_mode) == 0o660
            with pytest.raises(Taken), opened(place):
                pass
    assert not place.socket.exists()


def test_a_socket_file_that_a_killed_server_left_behind_is_no_hindrance(tmp_path):
    place = Place(socket=tmp_path / "door")
    with closing(socket.socket(socket.AF_UNIX)) as left:
        left.bind(str(place.socket))
    with opened(place) as door:
        assert door.fileno() > 0


def test_a_file_that_is_no_socket_is_not_put_away(tmp_path):
    (tmp_path / "door").write_text("a letter")
    with pytest.raises(Taken, match="der ligger noget i forvejen"), opened(Place(socket=tmp_path / "door")):
        pass
    assert (tmp_path / "door").read_text() == "a letter"


@pytest.mark.parametrize("name,why", [("nowhere/door", "mappen findes ikke"), ("d" * 200, "lod sig ikke")])
def test_a_socket_file_that_cannot_be_is_one_danish_sentence(name, why, tmp_path):
    with pytest.raises(Taken, match=why), opened(Place(socket=tmp_path / name)):
        pass


@pytest.mark.parametrize("host", ["findes.ikke.invalid", "203.0.113.7", "a..b", "æ" * 70])
def test_an_address_that_is_not_this_machines_is_one_sentence(host):
    with pytest.raises(Taken, match=f"Adressen {host} er ikke denne maskines."), opened(Place(host, 0)):
        pass


def test_there_is_room_for_a_thousand_who_listen():
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        let_many_listen()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= min(servers.FILES, before[1]) or before[1] < 0
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
