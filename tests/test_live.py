"""The proof in small: pages that listen, a real server, real acts, lines that are cut and a server that is killed."""

import json
import socket
import subprocess
import sys
from argparse import Namespace

import psycopg
import pytest

from proof.live import done, prove
from tests.databases import POSTGRES
from tests.houses import House

SMALL = Namespace(pages=50, rate=100, seconds=1.5, settle=1.5)


def test_each_page_hears_of_each_event_once_though_lines_are_cut_and_the_server_is_killed():
    heard = prove(5, SMALL, POSTGRES)
    assert heard.deliveries > SMALL.pages * 4
    assert (heard.lost, heard.doubled, heard.misplaced) == (0, 0, 0)


@pytest.mark.skipif(not POSTGRES, reason="SQLite is looked at, and says nothing that could be lost")
def test_what_postgresql_says_is_heard_again_after_its_line_was_lost(monkeypatch):
    def cut_the_line(pages):
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN samskab%'"
        with psycopg.connect(POSTGRES, autocommit=True) as there:
            cut.append(there.execute(ends).rowcount)
        return 0.0

    cut = []
    monkeypatch.setattr("proof.live.cut", cut_the_line)
    monkeypatch.setattr("proof.live.fall", lambda house, pages: 0.0)
    heard = prove(5, SMALL, POSTGRES)
    assert cut[0] >= 1 and heard.holds


THROW_OUT = """
import sys, django; django.setup()
from samskab.people.actors import staff
from samskab.projects.models import Project
from samskab.projects.team.actions import end_place
from samskab.voices.intake.actions import Told, capture
amina, bo = Project.objects.get().memberships.order_by("pk")
capture(amina.project, Told("Det hører Bo om."), by=staff(amina.user))
print("said", flush=True)
sys.stdin.readline()
end_place(bo, by=staff(amina.user))
capture(amina.project, Told("Det hører Bo ikke om."), by=staff(amina.user))
"""


def test_who_is_thrown_out_is_let_go_at_once_and_hears_no_more(tmp_path):
    house = House(tmp_path / "data")
    house.environment |= {"SAMSKAB_DATA": str(house.folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    house.start()
    try:
        (slug, _key), (_slug, bo) = json.loads(done(house, "proof.live_acts", "furnish", "1", "2"))
        with socket.create_connection(("127.0.0.1", house.port), timeout=60) as line:
            line.sendall(f"GET /live/{slug}/ HTTP/1.1\r\nHost: localhost\r\nCookie: session={bo}\r\n\r\n".encode())
            heard = line.recv(4096)
            while b"retry:" not in heard:
                heard += line.recv(4096)
            words = [sys.executable, "-c", THROW_OUT]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            with subprocess.Popen(words, env=house.environment, **pipes) as acts:
                assert acts.stdout.readline() == "said\n"
                while b'"U-1"' not in heard:
                    heard += line.recv(4096)
                acts.communicate("and now\n")
            assert acts.returncode == 0
            while not heard.endswith(b"0\r\n\r\n"):
                more = line.recv(4096)
                assert more, "the line was cut in the middle"
                heard += more
    finally:
        house.kill()
    assert heard.count(b'"U-1"') == 1 and b'"U-2"' not in heard
