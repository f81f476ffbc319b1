"""The worker: one task at a time, until it is told to stop."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from samskab.ground import clock
from samskab.tasks import bell, leases, running
from samskab.tasks.backend import NoSuchTask, WaitingWork, task_named
from samskab.tasks.every_night import enqueue_the_night, latest_night
from samskab.tasks.identity import new_name
from samskab.tasks.leases import Held
from samskab.tasks.reaping import Watch, reap
from samskab.tasks.terms import terms

ROUND = 1.0  # seconds between two rounds when nothing rings
BREATH = 2.0  # seconds before a database that refused us is asked again

log = logging.getLogger("samskab.tasks")


class Worker:
    """Does what is due, takes back what others dropped, and enqueues the night's work. `stop` ends it after the task
    it has in hand."""

    def __init__(self, stop: threading.Event | None = None) -> None:
        self.name = new_name()
        self.stop = stop or threading.Event()
        self._watch = Watch()
        self._night: date | None = None

    def work(self) -> None:
        """Until `stop` is set. A database that is away for a while is waited for."""
        while not self.stop.is_set():
            try:
                with _a_bell() as hung:
                    self._rounds(hung)
            except (DatabaseError, InterfaceError) as error:
                log.error("The database refused a worker (%s); trying again.", type(error).__name__)
                connection.close()
                self.stop.wait(BREATH)

    def _rounds(self, hung: bell.Bell) -> None:
        while not self.stop.is_set():
            close_old_connections()
            self._look_around()
            if not self._do_what_is_due():
                hung.wait(ROUND, self.stop)

    def _look_around(self) -> None:
        reap(self._watch, self.name)
        if latest_night(clock.real_now()) != self._night:
            self._night = enqueue_the_night()

    def _do_what_is_due(self) -> bool:
        """For as long as a round, however much there is: somebody may have fallen meanwhile. False when all is done."""
        until = time.monotonic() + ROUND
        while not self.stop.is_set():
            if not self._do_one():
                return False
            if time.monotonic() >= until:
                break
        return True

    def _do_one(self) -> bool:
        held = leases.take(self.name)
        if held is None:
            return False
        with showing_life(held):
            running.run(held)
        return True


@contextmanager
def _a_bell() -> Iterator[bell.Bell]:
    hung = bell.hang_up()
    try:
        yield hung
    finally:
        hung.close()


@contextmanager
def showing_life(held: Held) -> Iterator[None]:
    """While this lasts the lease is kept. A task that hangs takes its worker with it, and is somebody else's."""
    over = threading.Event()
    heart = threading.Thread(target=_beat_until, args=(over, held, _hangs_after(held)), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _beat_until(over: threading.Event, held: Held, hangs_after: float) -> None:
    began, between = time.monotonic(), terms().lease / 4
    try:
        while not over.wait(min(between, hangs_after)):
            if time.monotonic() - began > hangs_after:
                log.critical("Task %s %s hangs. Its worker ends.", held.task.pk, held.task.function)
                os._exit(70)
            with suppress(DatabaseError, InterfaceError):
                if not leases.beat(held):
                    _leave_it_to_the_other(over, held)
    finally:
        connection.close()


def _leave_it_to_the_other(over: threading.Event, held: Held) -> None:
    """This process slept so long that its task was taken back. It ends before two have worked long on the same."""
    if not over.wait(BREATH) and not leases.is_in_hand(held) and not leases.is_done(held):
        log.critical("Task %s %s is in other hands. This worker ends.", held.task.pk, held.task.function)
        os._exit(71)


def _hangs_after(held: Held) -> float:
    try:
        task = task_named(held.task.function)
    except NoSuchTask:
        return 60
    return task.hangs_after if isinstance(task, WaitingWork) else 600
