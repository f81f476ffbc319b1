import threading

import pytest
from django.conf import settings
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.databases import PRAGMAS
from samskab.ground.fair_sqlite.base import DatabaseWrapper
from samskab.ground.fair_sqlite.line import Line, line_for


@given(st.integers(1, 8))
def test_whoever_asked_first_is_first(waiting):
    line, order, at_the_gate = Line(), [], []
    assert line.take(1)

    def wait(number):
        assert line.take(10)
        order.append(number)
        line.give()

    for number in range(waiting):
        hand = threading.Thread(target=wait, args=(number,))
        hand.start()
        at_the_gate.append(hand)
        while len(line._waiting) <= number:
            pass
    line.give()
    for hand in at_the_gate:
        hand.join()
    assert order == list(range(waiting))
    assert line.take(0)


def test_one_who_gave_up_is_not_waited_for():
    line = Line()
    assert line.take(1)
    assert not line.take(0.01)
    line.give()
    assert line.take(0)


@pytest.fixture
def connection(db, tmp_path):
    """A function that opens one more connection to one file, from any thread."""
    opened = []

    def connect(patience=5):
        options = {"timeout": patience, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS}
        told = {**settings.DATABASES["default"], "NAME": tmp_path / "told.sqlite3", "OPTIONS": options}
        made = DatabaseWrapper(
            {**told, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None}, alias="told"
        )
        made.inc_thread_sharing()
        opened.append(made)
        return made

    yield connect
    for one in opened:
        one.close()


def begin(one):
    one.ensure_connection()
    one._start_transaction_under_autocommit()


def test_a_transaction_holds_the_turn_until_it_ends_however_it_ends(connection):
    first, second = connection(), connection(patience=0.05)
    for end in (first.commit, first.rollback, first.close):
        begin(first)
        with pytest.raises(OperationalError):
            begin(second)
        end()
        begin(second)
        second.rollback()


def test_one_who_could_not_begin_does_not_stop_the_line(connection, tmp_path):
    other = connection()
    other.ensure_connection()
    other.connection.execute("BEGIN IMMEDIATE")  # another process: it stands in no line of ours
    hasty = connection(patience=0.05)
    with pytest.raises(OperationalError):
        begin(hasty)
    assert line_for(str(tmp_path / "told.sqlite3")).take(0)
    line_for(str(tmp_path / "told.sqlite3")).give()
    other.connection.execute("ROLLBACK")
    begin(hasty)
    hasty.commit()


def test_what_many_add_at_once_adds_up(connection):
    first = connection()
    first.ensure_connection()
    first.connection.execute("CREATE TABLE counter (last INTEGER)")
    first.connection.execute("INSERT INTO counter VALUES (0)")

    def add():
        mine = connection()
        for _ in range(25):
            begin(mine)
            last = mine.connection.execute("SELECT last FROM counter").fetchone()[0]
            mine.connection.execute("UPDATE counter SET last = ?", (last + 1,))
            mine.commit()

    hands = [threading.Thread(target=add) for _ in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert first.connection.execute("SELECT last FROM counter").fetchone()[0] == 200
