"""What is done in the workshop: quick and slow, clumsy and deadly."""

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from django.db import connection, transaction
from django_tasks import task

from samskab.tasks.backend import enqueue_once
from samskab.tasks.leases import finishing_in
from tests.workshop import PACE, alone

WORDS = "Hyldebærsuppe klokken kvart over tre"


def _write(table, number):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (number) VALUES (%s)", [number])


@task
def quick(number):
    with alone(number):
        _write("effects", number)


@task(atomic=False, takes_context=True)
def slow(context, number):
    with alone(number):
        time.sleep(random.uniform(0, 4 * PACE))
        with finishing_in(context):
            _write("effects", number)


@task(takes_context=True)
def clumsy(context, number):
    """Falls over its own feet the first time, when it has already written."""
    with alone(number):
        _write("effects", number)
        if context.attempt == 1:
            raise ValueError(WORDS)


@task
def deadly(number):
    """Takes its worker with it."""
    _write("effects", number)
    os.kill(os.getpid(), signal.SIGKILL)


@task(atomic=False)
def long(seconds):
    time.sleep(seconds)


@task(atomic=False, longest=0.5)
def hanging():
    time.sleep(600)


class Undo(Exception):
    """The act is regretted before it is committed."""


def give(first):
    """Act, and say so when it is committed, until killed. Every seventh act is undone."""
    threads = [threading.Thread(target=_give, args=(int(first) + 100_000 * turn,)) for turn in range(2)]
    for thread in threads:
        thread.start()


def _give(first):
    for number in range(first, first + 100_000):
        try:
            with transaction.atomic():
                _act(number)
                if number % 7 == 0:
                    raise Undo
        except Undo:
            continue
        os.write(1, b"%d\n" % number)
        time.sleep(random.uniform(0, 2 * PACE))


def _act(number):
    _write("acts", number)
    kind = (quick, slow, clumsy, quick)[number % 4]
    if number % 4 == 3:
        enqueue_once(f"act-{number}", kind, number)
        enqueue_once(f"act-{number}", kind, number)  # a person who presses twice
    else:
        kind.using(priority=number % 3).enqueue(number)


def poison(count):
    for _ in range(int(count)):
        deadly.enqueue(0)


def beside():
    """A server that does nothing but keep a worker beside it."""
    from samskab.cli.working import worker_beside

    with worker_beside():
        print("here", flush=True)
        while sys.stdin.read(1):
            pass


def deaf():
    """A worker that looks every ten minutes, unless it is woken."""
    from samskab.cli import working
    from samskab.tasks import worker

    worker.ROUND = 600
    working.work()


TAKEN_BACK = int.from_bytes(b"HYLDEBAR", "big")


def reader_in_the_way():
    """Something is taken back while somebody reads: the log cannot be cut now. It is, when they are through."""
    from samskab.ground.forgetting import leave_no_copy_in_the_log
    from samskab.tasks.running import run_waiting

    reader = connection.copy()
    with transaction.atomic():
        _write("acts", TAKEN_BACK)
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM acts")
        with transaction.atomic(), connection.cursor() as taker:
            taker.execute("DELETE FROM acts")
            leave_no_copy_in_the_log()
        tried, kept = run_waiting(1), _is_in_the_files()
        cursor.execute("COMMIT")
    time.sleep(1)
    print(tried, kept, run_waiting(1), _is_in_the_files())


def _is_in_the_files():
    return any(b"HYLDEBAR" in path.read_bytes() for path in Path(os.environ["SAMSKAB_DATA"]).glob("samskab.sqlite3*"))


def two_long(seconds):
    long.enqueue(int(seconds))
    long.enqueue(int(seconds))


def ask_for(number):
    with transaction.atomic():
        _write("acts", int(number))
        quick.enqueue(int(number))


def migrations(of, to):
    """The tables as another version of the program would leave them."""
    with connection.cursor() as cursor:
        if to == "of_the_future":
            cursor.execute("UPDATE django_migrations SET name = '9999_to_come' WHERE app = %s", [of])
        elif to == "later":
            cursor.execute("CREATE TABLE kept AS SELECT * FROM django_migrations WHERE app = %s", [of])
            cursor.execute("DELETE FROM django_migrations WHERE app = %s", [of])
        else:
            cursor.execute("INSERT INTO django_migrations SELECT * FROM kept")


def hang():
    hanging.enqueue()


def take_from_its_worker():
    """As somebody on another machine would, who has seen no beat for long."""
    from samskab.tasks.leases import Held, take_back
    from samskab.tasks.models import Lease

    lease = Lease.objects.select_related("task").get()
    while not take_back(Held(lease.task, lease.task.attempts, lease.worker), lease.beat):
        lease.refresh_from_db()
