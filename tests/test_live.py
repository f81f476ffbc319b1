"""The proof in small: pages that listen, a real server, real acts, lines that are cut and a server that is killed."""

from argparse import Namespace

import psycopg
import pytest

from proof.live import prove
from tests.databases import POSTGRES

SMALL = Namespace(pages=50, rate=100, seconds=1.5, settle=1.5)


def test_each_page_hears_of_each_event_once_though_lines_are_cut_and_the_server_is_killed():
    heard = prove(5, SMALL, POSTGRES)
    assert heard.deliveries > SMALL.pages * 4
    assert (heard.lost, heard.doubled, heard.misplaced) == (0, 0, 0)


@pytest.mark.skipif(not POSTGRES, reason="SQLite is looked at, and says nothing that could be lost")
def test_what_postgresql_says_is_heard_again_after_its_line_was_lost(monkeypatch):
    def cut_the_line(pages, word):
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN samskab%'"
        with psycopg.connect(POSTGRES, autocommit=True) as there:
            cut.append(there.execute(ends).rowcount)
        return 0.0

    cut = []
    monkeypatch.setattr("proof.live.come_back", cut_the_line)
    monkeypatch.setattr("proof.live.fall", lambda house, pages: 0.0)
    heard = prove(5, SMALL, POSTGRES)
    assert cut[0] >= 1 and heard.holds
