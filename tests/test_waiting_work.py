"""Work that waits, in real processes: killed, stopped, woken, and put beside a server. The long version is proof/worker.py."""

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.databases import POSTGRES
from tests.workshop import Workshop

WAITING = "SELECT count(*) FROM tasks_task WHERE state = 'waiting'"
IN_HAND = "SELECT count(*) FROM tasks_lease"
LONG_IN_HAND = "SELECT count(*) FROM tasks_lease JOIN tasks_task ON id = task_id WHERE function LIKE '%.long'"
LONG_DONE = "SELECT count(*) FROM tasks_task WHERE state = 'done' AND function LIKE '%.long'"


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A folder to copy. On PostgreSQL each has a database of its own."""
    return None if POSTGRES else Workshop(tmp_path_factory.mktemp("empty") / "data").folder


@pytest.fixture
def shop(tmp_path, empty):
    return Workshop(tmp_path / "data", like=empty)


def ended(process, patience=60):
    return process.wait(timeout=patience)


def test_whoever_is_killed_everything_is_in_effect_once(shop):
    kinds = {"giver": shop.giver, "first": shop.worker, "second": shop.worker}
    alive = {name: begin() for name, begin in kinds.items()}
    for name in ("first", "giver", "second", "first"):
        shop.until_busy(alive[name])
        time.sleep(random.uniform(0, 0.1))
        shop.kill(alive[name])
        alive[name] = kinds[name]()
    for process in alive.values():
        shop.kill(process)
    shop.until_quiet()
    found = shop.outcome()
    assert found.held and found.given_up == 0 and shop.is_whole(), found
    assert found.in_effect >= found.acknowledged > 0


def test_work_that_kills_its_worker_is_given_up_and_leaves_nothing_behind(tmp_path, empty):
    shop = Workshop(tmp_path / "data", like=empty, WORKSHOP_TRIES="3")
    shop.poison(1)
    assert shop.outcome().in_effect == 0
    listed = json.loads(shop.command("worker", "--list", "--json").stdout)
    (dead,) = [row for row in listed if row["state"] == "dead"]
    assert (dead["function"], dead["reason"], dead["attempts"]) == ("tests.workshop_work.deadly", "WorkerFell", 3)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_one_told_to_stop_finishes_what_it_has_in_hand_and_takes_no_more(shop, sign):
    shop.say("two_long", 2)
    worker = shop.worker()
    shop.until(LONG_IN_HAND, [(1,)])
    worker.send_signal(sign)
    assert ended(worker) == 0
    assert shop.asks(LONG_DONE) == [(1,)] and shop.asks(IN_HAND) == [(0,)]
    assert shop.asks(f"{WAITING} AND function LIKE '%.long'") == [(1,)]
    assert "Traceback" not in shop.log.read_text()


def test_work_that_hangs_takes_its_worker_along_and_is_taken_back(shop):
    shop.say("hang")
    assert ended(shop.worker()) == 70
    with shop.working(1):
        shop.until_it_says("hanging was taken back")


def test_a_worker_whose_task_was_taken_while_it_slept_ends(shop):
    shop.say("two_long", 600)
    worker = shop.worker()
    shop.until(LONG_IN_HAND, [(1,)])
    shop.say("take_from_its_worker")
    assert ended(worker) == 71


def test_one_who_waits_is_woken(shop):
    worker = shop.begin("deaf")
    shop.until("SELECT count(*) FROM tasks_task WHERE state <> 'done'", [(0,)])
    time.sleep(1)
    shop.say("ask_for", 5)
    shop.until("SELECT number FROM effects", [(5,)])
    worker.terminate()
    assert ended(worker) == 0


def test_of_workers_who_come_at_once_one_begins_the_night(shop):
    with shop.working(3):
        shop.until("SELECT count(*) FROM tasks_task WHERE state = 'done' AND key LIKE 'night:log_folded:%'", [(1,)])
        shop.until(WAITING, [(0,)])
    keys = [key for (key,) in shop.asks("SELECT key FROM tasks_task")]
    assert len(keys) == len(set(keys)) == len({key.split(":")[1] for key in keys}) >= 3
    assert "ERROR" not in shop.log.read_text()


def workers_of(parent):
    told = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid, state in map(str.split, told.stdout.splitlines()) if not state.startswith("Z")]


def one_of(parent, other_than=()):
    for _ in range(600):
        found = [pid for pid in workers_of(parent) if pid not in other_than]
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("there is none")


def is_gone(pid):
    """Also when nobody has asked how it went."""
    for _ in range(600):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(shop):
    server = shop.begin("beside")
    assert server.stdout.readline() == "here\n"
    yield server
    server.kill()
    server.wait()


def test_a_worker_beside_a_server_works_and_is_there_again_when_it_falls(shop, server):
    first = one_of(server.pid)
    os.kill(first, signal.SIGKILL)
    second = one_of(server.pid, other_than=[first])
    shop.say("ask_for", 5)
    shop.until("SELECT number FROM effects", [(5,)])
    server.stdin.close()
    assert ended(server) == 0 and is_gone(second)


def test_ctrl_c_is_the_servers_to_hear(server):
    """A terminal sends it to both, also to a worker that has only just begun and cannot take it yet."""
    blocked = Path(f"/proc/{one_of(server.pid)}/status").read_text().partition("SigBlk:")[2].split()[0]
    assert int(blocked, 16) & 1 << (signal.SIGINT - 1)


def test_a_worker_ends_with_its_server_also_when_that_is_killed(shop, server):
    worker = one_of(server.pid)
    shop.until(IN_HAND, [(0,)])
    server.kill()
    assert is_gone(worker)


def test_a_worker_ends_with_its_server_also_while_it_waits_for_the_tables(shop):
    shop.say("migrations", "tasks", "later")
    server = shop.begin("beside")
    worker = one_of(server.pid)
    server.kill()
    server.wait()
    assert is_gone(worker)


@pytest.mark.skipif(bool(POSTGRES), reason="PostgreSQL keeps its own log")
def test_a_log_that_somebody_reads_is_cut_when_they_are_through(shop):
    assert shop.say("reader_in_the_way").split() == ["1", "True", "1", "False"]


def test_tables_that_are_older_than_the_program_are_waited_for(shop):
    shop.say("migrations", "tasks", "later")
    worker = shop.worker()
    shop.until_it_says("Venter, til `samskab serve` har bragt den i orden.")
    assert shop.asks("SELECT count(*) FROM tasks_task") == [(0,)]
    shop.say("migrations", "later", "tasks")
    shop.until("SELECT count(*) FROM tasks_task WHERE state = 'done' AND key LIKE 'night:log_folded:%'", [(1,)])
    worker.terminate()
    assert ended(worker) == 0


def test_who_only_asks_does_not_wait_for_them(shop):
    shop.say("migrations", "tasks", "later")
    refused = shop.command("worker", "--list")
    assert (refused.returncode, refused.stdout) == (2, "") and "ældre end programmet" in refused.stderr


def test_tables_that_are_newer_than_the_program_are_left_alone(shop):
    shop.say("migrations", "tasks", "of_the_future")
    refused = shop.command("worker")
    assert (refused.returncode, refused.stdout) == (2, "") and "nyere Samskab" in refused.stderr


def test_where_there_is_no_installation_there_is_no_work(tmp_path, shop):
    refused = shop.command("worker", "--data", str(tmp_path / "nothing"))
    assert (refused.returncode, refused.stdout) == (2, "") and "Der er ingen Samskab i mappen" in refused.stderr
    assert not (tmp_path / "nothing").exists()
